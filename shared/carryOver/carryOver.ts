import words from '../../resources/text/carryWords.json'
import { addYears, yearOf } from '../declaration/dates'
import { originKey, type FieldPath } from '../declaration/fieldPath'
import { blankDeclaration, FUNDING_FIELDS, nextRowId, type Declaration, type FieldKey, type Indicator, type Origin, type TextField } from '../declaration/model'
import { formatMoney, type Cents } from '../declaration/money'
import type { Edition } from '../editions/schema'
import { isBlank } from '../text/normalise'
import { yearMentions } from '../text/years'
import { asks, convertChoices, convertLevel, kindFieldOf, placeOfLevel, prints, type ConvertedLevel } from './convert'
import { keptFurther, putBack, setAsideRow } from './setAside'
import { changeKey, type CarryChange, type CarryOverResult, type CarryPart, type CarryQuestion, type Rewrite } from './types'
import { applyRewrites, rewriteYears } from './yearRewriter'

export interface CarryOverRequest {
  source: Declaration
  sourceEdition: Edition
  edition: Edition
  year: number
  parts: readonly CarryPart[]
  newId: string
  /** Changes the person takes back, by `changeKey` (`annualGoal`), or one year move of a text (`overview#0`). */
  takenBack?: readonly string[]
  /** Changes the person has looked at and found right, named alike: what they made stands as confirmed. */
  accepted?: readonly string[]
}

const ANNUAL_HEADING = `${words.annualHeadings[0]}：`
/** The heading that parts the annual goal from the overall one. */
const ANNUAL_PART = new RegExp(`(?:^|\\n)[^\\S\\n]*(?:[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.．][ ]?)?(?:${words.annualHeadings.join('|')})[ ]?[：:][^\\S\\n]*\\n?`, 'u')
const JOIN = 'overallGoal:join'
const PART = 'annualGoal:part'
const yuan = (cents: Cents | null): string | null => (cents === null ? null : formatMoney(cents, { separators: false, decimals: 'auto' }))
const severalYears = (declaration: Declaration): boolean =>
  declaration.startDate !== null && declaration.endDate !== null && yearOf(declaration.startDate) !== yearOf(declaration.endDate)

/** Makes this year's declaration from last year's. Every value of the source is taken, converted, set aside or asked about. */
export function carryOver(request: CarryOverRequest): CarryOverResult {
  return new CarryOver(request).result()
}

/** The state of one carry-over: the new form, and the three lists that make every step visible. */
class CarryOver {
  private readonly target: Declaration
  private readonly changes: CarryChange[] = []
  private readonly ask: CarryQuestion[] = []
  private readonly asked = new Set<string>()
  private readonly takenBack: ReadonlySet<string>

  constructor(private readonly request: CarryOverRequest) {
    this.target = blankDeclaration(request.newId, request.edition.id, request.year)
    this.target.previousId = request.source.id
    this.takenBack = new Set(request.takenBack)
  }

  result(): CarryOverResult {
    const has = (part: CarryPart) => this.request.parts.includes(part)
    if (has('basics')) this.basics()
    if (has('contacts')) this.contacts()
    if (has('dates')) this.dates()
    if (has('budgets')) this.budgets()
    if (has('texts')) for (const key of ['overview', 'basis', 'necessity', 'safeguards'] as const) this.text(key, false)
    if (has('goals')) this.text('plan', true)
    this.goals(has('texts'), has('goals'))
    if (has('remarks')) this.text('remarks', false)
    if (has('subProjects')) this.subProjects()
    if (has('indicators')) this.indicators()
    if (this.request.edition.id !== this.request.sourceEdition.id) this.accountForUnprinted()
    this.confirmAccepted()
    this.target.setAside.push(...keptFurther(this.request.source, this.target, this.request.edition, this.request.parts))
    return { declaration: this.target, changes: this.changes, ask: this.ask }
  }

  /** A value is confirmed when each change that made it is. */
  private confirmAccepted(): void {
    const accepted = new Set(this.request.accepted)
    if (accepted.size === 0) return
    const isAccepted = (change: CarryChange): boolean => {
      const key = changeKey(change)
      const moves = change.rewrites?.map((_, at) => `${key}#${at}`) ?? [key]
      return moves.every(move => accepted.has(move) || this.takenBack.has(move)) && !this.takenBack.has(key)
    }
    // a row that is set aside (`indicators/r1`) has no value in the new form
    for (const [field, changes] of Map.groupBy(this.changes.filter(change => !change.field.includes('/')), change => change.field)) {
      const key = originKey(this.target, field.replace(/\.level1$/u, '.level2'))
      const origin = this.target.origins[key]
      // what was emptied waits to be typed, however right that is
      if (origin && changes.every(change => change.after !== null && isAccepted(change))) this.target.origins[key] = { ...origin, kind: 'confirmed' }
    }
  }

  private origin(field: FieldPath, origin: Origin): void {
    this.target.origins[originKey(this.target, field)] = origin
  }

  private question(field: FieldPath, why: string, more: Omit<CarryQuestion, 'field' | 'why'> = {}): void {
    const question = { field, why, ...more }
    const key = JSON.stringify(question)
    if (this.asked.has(key)) return
    this.asked.add(key)
    this.ask.push(question)
  }

  /** Notes a change, unless it was taken back: then false, and the old value stays. */
  private change(change: CarryChange, kind: Origin['kind']): boolean {
    if (change.before === change.after) {
      this.origin(change.field, { kind })
      return true
    }
    this.changes.push(change)
    if (this.takenBack.has(changeKey(change))) {
      if (change.key === undefined || change.key.includes('/')) this.origin(change.field, { kind: 'confirmed' })
      return false
    }
    this.origin(change.field, { kind, before: change.before, why: change.why })
    return true
  }

  private basics(): void {
    const { source, sourceEdition, edition, year } = this.request
    for (const key of ['unitName', 'supervisingDepartment', 'projectName'] as const) {
      this.target[key] = source[key]
      if (source[key] !== null) this.origin(key, { kind: 'carried' })
    }
    const name = source.projectName ?? ''
    if (yearMentions(name, source.year).some(({ role }) => role !== 'documentNumber')) this.question('projectName', 'yearInName', { words: name })
    if (this.isFinished() && isBuilding(name)) this.question('projectName', 'finishedProject', { words: name })
    for (const key of ['projectType', 'projectNature', 'performanceType', 'includesGovernmentPurchase'] as const) this.target[key] = source[key]
    this.target.fundUses = [...source.fundUses]
    for (const choice of convertChoices(source, sourceEdition, edition)) {
      const { key, value, how, before } = choice
      // an option of this field that gave way to one converted from another field
      const own = key === 'fundUses' ? null : source[key]
      if (how !== 'same' && own !== null && before !== own) this.target.setAside.push({ field: key, label: sourceEdition.fields.find(field => field.key === key)?.label ?? key, value: own, why: 'noSuchOption' })
      const take = (next: string | null) => {
        if (key === 'fundUses') this.target.fundUses = next === null ? [] : how === 'same' ? [...source.fundUses] : [next]
        else this.target[key] = next
      }
      if (how === 'same') {
        take(value)
        this.origin(key, { kind: 'carried' })
      } else if (how === 'ask') {
        take(null)
        if (before !== null) {
          this.changes.push({ field: key, before, after: null, why: 'noSuchOption', fixed: true })
          this.origin(key, { kind: 'proposed', before, why: 'noSuchOption' })
        }
        this.question(key, 'choose', before === null ? {} : { words: before })
      } else {
        if (this.change({ field: key, before, after: value, why: how === 'converted' ? 'optionConverted' : 'optionProposed' }, 'proposed')) take(value)
        else take(null)
      }
    }
    this.askAboutKind()
    if (prints(edition, 'supervisingDepartment') && isBlank(source.supervisingDepartment)) this.question('supervisingDepartment', 'choose')
    if (year <= source.year) this.question('projectName', 'yearNotLater', { params: { from: source.year, to: year } })
  }

  /** One-off, new and continued projects are asked about: what they were is no promise of what they are. */
  private askAboutKind(): void {
    const { source, sourceEdition, edition } = this.request
    const kind = kindFieldOf(source, sourceEdition)
    if (!kind) return
    const why = ({ new: 'noLongerNew', oneOff: 'oneOffAgain', continued: 'stillContinued' } as const)[kind.means as 'new']
    const key = kindFieldOf(this.target, edition)?.key ?? (['projectType', 'projectNature'] as const).find(own => edition.fields.find(field => field.key === own)?.options.some(option => option.means === kind.means || option.means === 'recurring'))
    if (why && key) this.question(key, why, { words: kind.value })
  }

  /** A project of one year that does not recur is over when its year is. */
  private isFinished(): boolean {
    const { source, sourceEdition, year } = this.request
    if (kindFieldOf(source, sourceEdition)?.means === 'recurring') return false
    return !severalYears(source) || (source.endDate !== null && yearOf(source.endDate) < year)
  }

  private contacts(): void {
    for (const key of ['contactName', 'contactPhone'] as const) {
      this.target[key] = this.request.source[key]
      if (this.target[key] !== null) this.origin(key, { kind: 'carried' })
    }
  }

  private dates(): void {
    const { source, year } = this.request
    const running = severalYears(source)
    for (const key of ['startDate', 'endDate'] as const) {
      const before = source[key]
      this.target[key] = before
      if (before === null) continue
      const after = addYears(before, year - source.year)
      if (running || after === before) this.origin(key, { kind: 'carried' })
      else if (this.change({ field: key, before, after, why: 'dateMoved' }, 'shifted')) this.target[key] = after
    }
    if (running && source.endDate !== null && yearOf(source.endDate) < year) this.question('endDate', 'projectOver', { words: source.endDate })
  }

  private budgets(): void {
    const { source } = this.request
    const running = severalYears(source)
    const money = (field: 'totalBudget' | 'currentYearBudget' | 'lastYearBudget' | 'lastYearExecuted', after: Cents | null, why: string, kind: Origin['kind']) => {
      if (source[field] === null && after === null) return
      if (this.change({ field, before: yuan(source[field]), after: yuan(after), why }, kind)) this.target[field] = after
      else this.target[field] = source[field]
    }
    money('currentYearBudget', null, 'budgetEmptied', 'computed')
    this.question('currentYearBudget', 'typeBudget', source.currentYearBudget === null ? {} : { params: { last: yuan(source.currentYearBudget) ?? '' } })
    if (running) {
      this.target.totalBudget = source.totalBudget
      if (source.totalBudget !== null) this.origin('totalBudget', { kind: 'carried' })
      for (const key of ['fiscal', 'other'] as const) {
        this.target.funding[key] = source.funding[key]
        if (source.funding[key] !== null) this.origin(`funding.${key}`, { kind: 'carried' })
      }
    } else money('totalBudget', null, 'totalFollowsBudget', 'computed')
    const next = this.request.year - source.year === 1
    money('lastYearBudget', source.currentYearBudget, 'lastYearFromBudget', next ? 'computed' : 'proposed')
    if (!next && source.currentYearBudget !== null) this.question('lastYearBudget', 'notLastYears', { params: { from: source.year, last: this.request.year - 1 } })
    money('lastYearExecuted', null, 'executedEmptied', 'computed')
    if (prints(this.request.edition, 'lastYearExecuted')) this.question('lastYearExecuted', 'typeExecuted')
    for (const key of FUNDING_FIELDS) {
      const before = source.funding[key]
      if (before === null || this.target.funding[key] !== null) continue
      if (!this.change({ field: `funding.${key}`, before: yuan(before), after: null, why: 'budgetEmptied' }, 'computed')) this.target.funding[key] = before
    }
  }

  /** Carries one text through the year rewriter and notes what moved and what is in doubt. `key`: what its moves are taken back by. */
  private rewritten(field: FieldPath, before: string, promises: boolean, { key = field, rowName }: { key?: string; rowName?: string } = {}): { after: string; why: string } {
    const { source, year } = this.request
    const { startDate, endDate } = source
    const runs = severalYears(source) && startDate && endDate ? { from: yearOf(startDate), to: yearOf(endDate) } : null
    const { rewrites, flags } = rewriteYears(before, { from: source.year, to: year, promises, runs })
    for (const flag of flags) this.question(field, flag.why, { words: flag.words, ...(rowName !== undefined && { rowName }) })
    if (rewrites.length === 0) return { after: before, why: '' }
    const wanted = this.takenBack.has(key) ? [] : rewrites.filter((_, index) => !this.takenBack.has(`${key}#${index}`))
    this.changes.push({ field, before, after: applyRewrites(before, rewrites), why: reasonOf(rewrites), rewrites, ...(key !== field && { key }) })
    return { after: applyRewrites(before, wanted), why: reasonOf(wanted) }
  }

  private text(key: TextField, promises: boolean): void {
    const before = this.request.source[key]
    if (before === null) return
    const { after, why } = this.rewritten(key, before, promises)
    this.target[key] = after
    this.origin(key, after === before ? { kind: 'carried' } : { kind: 'shifted', before, why })
    if (promises && !isBlank(after)) this.question(key, 'confirmText')
  }

  /** The two goals, joined or parted where the editions differ in having both. */
  private goals(overall: boolean, annual: boolean): void {
    const { source, edition } = this.request
    if (overall) this.text('overallGoal', true)
    if (annual) this.text('annualGoal', true)
    const { target } = this
    if (!asks(edition, 'annualGoal') && asks(edition, 'overallGoal')) {
      if (isBlank(target.annualGoal)) return
      const both = [target.overallGoal, `${ANNUAL_HEADING}\n${target.annualGoal}`].filter(text => !isBlank(text)).join('\n')
      this.changes.push({ field: 'annualGoal', before: source.annualGoal, after: null, why: 'annualGoalAppended', key: JOIN })
      if (!this.change({ field: 'overallGoal', before: target.overallGoal, after: both, why: 'annualGoalAppended', key: JOIN }, 'proposed')) return
      this.origin('overallGoal', { kind: 'proposed', before: source.overallGoal, why: 'annualGoalAppended' })
      target.overallGoal = both
      target.annualGoal = null
      delete target.origins.annualGoal
      // what is to be looked at in the annual goal stands in the other one now
      const asked = this.ask.splice(0)
      this.asked.clear()
      for (const { field, why, ...more } of asked) this.question(field === 'annualGoal' ? 'overallGoal' : field, why, more)
      return
    }
    if (!asks(edition, 'annualGoal') || !isBlank(target.annualGoal) || !(overall || annual) || prints(this.request.sourceEdition, 'annualGoal')) return
    const text = target.overallGoal ?? ''
    const heading = text.match(ANNUAL_PART)
    const second = heading ? text.slice((heading.index ?? 0) + heading[0].length).trim() : ''
    if (!heading || second === '') {
      this.question('annualGoal', 'choose')
      return
    }
    const first = text.slice(0, heading.index).trim()
    this.changes.push({ field: 'overallGoal', before: text, after: first, why: 'annualGoalParted', key: PART })
    if (!this.change({ field: 'annualGoal', before: null, after: second, why: 'annualGoalParted', key: PART }, 'proposed')) return
    target.overallGoal = first === '' ? null : first
    this.origin('overallGoal', { kind: 'proposed', before: source.overallGoal, why: 'annualGoalParted' })
    target.annualGoal = second
    this.question('annualGoal', 'confirmText')
  }

  private subProjects(): void {
    const { source, edition } = this.request
    this.target.subProjects = source.subProjects.map(row => ({ id: row.id, name: row.name, amount: null }))
    source.subProjects.forEach((row, index) => {
      const target = this.target.subProjects[index]
      if (!target) return
      // a name is what contracts and last year's amounts are found by: it is kept, and a year in it asked about
      this.origin(`subProjects[${index}].name`, { kind: 'carried' })
      for (const { role, text } of yearMentions(row.name, source.year)) {
        if (role !== 'documentNumber') this.question(`subProjects[${index}].name`, 'yearInSubProject', { words: text, rowName: row.name })
      }
      if (row.amount === null) return
      const change: CarryChange = { field: `subProjects[${index}].amount`, before: yuan(row.amount), after: null, why: 'amountEmptied' }
      if (!this.change(change, 'computed')) target.amount = row.amount
    })
    if (source.subProjects.length > 0 && asks(edition, 'subProjects')) this.question('subProjects', 'typeAmounts')
  }

  private indicators(): void {
    const { source, sourceEdition, edition } = this.request
    const rows = source.indicators.map(row => ({ row, level: convertLevel(row, sourceEdition, edition), kept: false }))
    let taken: { id: string }[] = source.indicators
    for (const back of putBack(source, edition)) {
      const row = { ...back, id: nextRowId(taken) }
      taken = [...taken, row]
      rows.push({ row, level: { level1: row.level1 ?? '', level2: row.level2, how: 'same' }, kept: true })
    }
    // another form has its levels in another order, and prints a level twice whose rows stand apart
    if (edition.id !== sourceEdition.id) rows.sort((a, b) => placeOfLevel(edition, a.level) - placeOfLevel(edition, b.level))
    for (const { row, level, kept } of rows) {
      const key = `indicators/${row.id}`
      if (kept) this.backInTable(row)
      else if (level !== 'setAside') this.indicator(row, level)
      else {
        const aside = setAsideRow(row)
        this.changes.push({ field: key, before: aside.value, after: null, why: 'levelGone', rowName: row.name })
        if (this.takenBack.has(key)) this.indicator(row, { level1: row.level1 ?? '', level2: row.level2, how: 'ask' })
        else this.target.setAside.push(aside)
      }
    }
  }

  /** A kept indicator whose level the new form has again. */
  private backInTable(row: Indicator): void {
    const at = this.target.indicators.push(row) - 1
    this.changes.push({ field: `indicators[${at}]`, before: null, after: setAsideRow(row).value, why: 'putBack', fixed: true })
    for (const part of ['name', 'value']) this.origin(`indicators[${at}].${part}`, { kind: 'proposed', why: 'putBack' })
  }

  private indicator(row: Indicator, level: ConvertedLevel): void {
    const key = `indicators/${row.id}`
    const target: Indicator = { id: row.id, level1: level.level1 || null, level2: level.level2, name: row.name, value: row.value }
    const path = `indicators[${this.target.indicators.push(target) - 1}]`
    const named = (part: 'name' | 'value') => ({ key: `${key}/${part}`, rowName: row.name })
    const before = levelWords(row)
    if (level.how === 'converted' || level.how === 'proposed') {
      const why = level.how === 'converted' ? 'levelConverted' : 'levelProposed'
      if (this.change({ field: `${path}.level1`, before, after: levelWords(target), why, key: `${key}/level` }, 'proposed')) {
        delete this.target.origins[`${key}/level1`]
        this.origin(`${path}.level2`, before === levelWords(target) ? { kind: 'carried' } : { kind: 'proposed', before, why })
      } else {
        Object.assign(target, { level1: row.level1, level2: row.level2 })
        delete this.target.origins[`${key}/level1`]
        this.question(`${path}.level2`, 'chooseLevel', { words: row.name, rowName: row.name })
      }
    } else if (level.how === 'ask') this.question(`${path}.level2`, 'chooseLevel', { words: row.name, rowName: row.name })
    const name = this.rewritten(`${path}.name`, row.name, true, named('name'))
    target.name = name.after
    this.origin(`${path}.name`, name.after === row.name ? { kind: 'carried' } : { kind: 'shifted', before: row.name, why: name.why })
    if (isBlank(row.value)) {
      this.question(`${path}.value`, 'valueMissing', { words: row.name, rowName: row.name })
      return
    }
    const value = this.rewritten(`${path}.value`, row.value ?? '', true, named('value'))
    target.value = value.after
    this.origin(`${path}.value`, value.after === row.value ? { kind: 'carried' } : { kind: 'shifted', before: row.value, why: value.why })
  }

  /** What the new edition does not ask for stays in the record; the person is told once for each. What it asks for and only does not print is no such thing. */
  private accountForUnprinted(): void {
    const { sourceEdition, edition, source, parts } = this.request
    for (const field of sourceEdition.fields) {
      const value = unprintedValue(this.target, field.key)
      if (value === null || asks(edition, field.key) || !prints(sourceEdition, field.key)) continue
      this.target.setAside.push({ field: field.key, label: field.label, value, why: 'notPrinted' })
    }
    if (parts.includes('subProjects') && source.subProjects.length > 0 && asks(sourceEdition, 'subProjects') && !asks(edition, 'subProjects')) {
      this.target.setAside.push({ field: 'subProjects', label: '子项目', value: source.subProjects.map(row => [row.name, yuan(row.amount)].filter(Boolean).join(' ')).join('；'), why: 'notPrinted' })
    }
  }
}

const isBuilding = (name: string): boolean => {
  const plain = words.notFinishing.reduce((rest, word) => rest.replaceAll(word, ''), name)
  return words.finishing.some(word => plain.includes(word))
}

const levelWords = ({ level1, level2 }: Pick<Indicator, 'level1' | 'level2'>): string => [level1, level2].filter(Boolean).join(' · ')

function unprintedValue(declaration: Declaration, key: FieldKey): string | null {
  if (key === 'fundUses') return declaration.fundUses.length > 0 ? declaration.fundUses.join('、') : null
  if (key.startsWith('funding.')) return yuan(declaration.funding[key.slice(8) as keyof Declaration['funding']])
  const value = declaration[key as Exclude<FieldKey, `funding.${string}` | 'fundUses'>]
  return typeof value === 'number' ? yuan(value) : isBlank(value) ? null : value
}

function reasonOf(rewrites: readonly Rewrite[]): string {
  return rewrites.find(rewrite => rewrite.why !== 'yearShifted' && rewrite.why !== 'ordinalMoved')?.why ?? 'yearShifted'
}
