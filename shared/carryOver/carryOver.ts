import { addYears, yearOf } from '../declaration/dates'
import { originKey, type FieldPath } from '../declaration/fieldPath'
import { blankDeclaration, FUNDING_FIELDS, type Declaration, type FieldKey, type Origin, type TextField } from '../declaration/model'
import { formatMoney, type Cents } from '../declaration/money'
import type { Edition } from '../editions/schema'
import { isBlank } from '../text/normalise'
import { convertChoices, convertLevel, prints, printsList } from './convert'
import type { CarryChange, CarryOverResult, CarryPart, CarryQuestion } from './types'
import { applyRewrites, rewriteYears, type Rewrite } from './yearRewriter'

export interface CarryOverRequest {
  source: Declaration
  sourceEdition: Edition
  edition: Edition
  year: number
  parts: readonly CarryPart[]
  newId: string
  /** Changes the person takes back: a field (`annualGoal`), or one year move of a text (`overview#0`). */
  takenBack?: readonly string[]
}

const ANNUAL_HEADING = '阶段性目标：'
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
    return { declaration: this.target, changes: this.changes, ask: this.ask }
  }

  private origin(field: FieldPath, origin: Origin): void {
    this.target.origins[originKey(this.target, field)] = origin
  }

  private question(field: FieldPath, why: string, more: Omit<CarryQuestion, 'field' | 'why'> = {}): void {
    this.ask.push({ field, why, ...more })
  }

  /** Notes a change, unless it was taken back: then false, and the old value stays. */
  private change(change: CarryChange, kind: Origin['kind']): boolean {
    this.changes.push(change)
    if (this.takenBack.has(change.field)) return false
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
    if (/(?:19|20)\d{2}/u.test(name)) this.question('projectName', 'yearInName', { words: name })
    if (/建设|升级|改造|新建/u.test(name.replace(/信息化建设类/gu, ''))) this.question('projectName', 'finishedProject', { words: name })
    for (const key of ['projectType', 'projectNature', 'performanceType', 'includesGovernmentPurchase'] as const) this.target[key] = source[key]
    this.target.fundUses = [...source.fundUses]
    for (const choice of convertChoices(source, sourceEdition, edition)) {
      const { key, value, how, before } = choice
      const take = (next: string | null) => {
        if (key === 'fundUses') this.target.fundUses = next === null ? [] : how === 'same' ? [...source.fundUses] : [next]
        else this.target[key] = next
      }
      if (how === 'same') {
        take(value)
        this.origin(key, { kind: 'carried' })
      } else if (how === 'ask') {
        take(null)
        if (before !== null) this.changes.push({ field: key, before, after: null, why: 'noSuchOption' })
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
    const { sourceEdition, source } = this.request
    for (const key of ['projectType', 'projectNature'] as const) {
      const option = sourceEdition.fields.find(field => field.key === key)?.options.find(candidate => candidate.value === source[key])
      if (option?.means === 'new') this.question(key, 'noLongerNew', { words: option.value })
      else if (option?.means === 'oneOff') this.question(key, 'oneOffAgain', { words: option.value })
      else if (option?.means === 'continued') this.question(key, 'stillContinued', { words: option.value })
    }
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
      for (const key of ['fiscal', 'other'] as const) this.target.funding[key] = source.funding[key]
    } else money('totalBudget', null, 'totalFollowsBudget', 'computed')
    money('lastYearBudget', source.currentYearBudget, 'lastYearFromBudget', 'computed')
    money('lastYearExecuted', null, 'executedEmptied', 'computed')
    if (prints(this.request.edition, 'lastYearExecuted')) this.question('lastYearExecuted', 'typeExecuted')
    for (const key of FUNDING_FIELDS) {
      const before = source.funding[key]
      if (before === null || this.target.funding[key] !== null) continue
      if (!this.change({ field: `funding.${key}`, before: yuan(before), after: null, why: 'budgetEmptied' }, 'computed')) this.target.funding[key] = before
    }
  }

  /** Carries one text through the year rewriter and notes what moved and what is in doubt. */
  private rewritten(field: FieldPath, before: string, promises: boolean): string {
    const { source, year } = this.request
    const { rewrites, flags } = rewriteYears(before, { from: source.year, to: year, promises })
    for (const flag of flags) this.question(field, flag.why, { words: flag.words })
    if (rewrites.length === 0) return before
    const wanted = this.takenBack.has(field) ? [] : rewrites.filter((_, index) => !this.takenBack.has(`${field}#${index}`))
    this.changes.push({ field, before, after: applyRewrites(before, rewrites), why: reasonOf(rewrites), rewrites })
    return applyRewrites(before, wanted)
  }

  private text(key: TextField, promises: boolean): void {
    const before = this.request.source[key]
    if (before === null) return
    const after = this.rewritten(key, before, promises)
    this.target[key] = after
    this.origin(key, after === before ? { kind: 'carried' } : { kind: 'shifted', before, why: 'yearShifted' })
    if (promises) this.question(key, 'confirmText')
  }

  /** The two goals, joined or parted where the editions differ in having both. */
  private goals(overall: boolean, annual: boolean): void {
    const { source, sourceEdition, edition } = this.request
    if (overall) this.text('overallGoal', true)
    if (annual) this.text('annualGoal', true)
    const joins = prints(sourceEdition, 'annualGoal') && !prints(edition, 'annualGoal') && prints(edition, 'overallGoal')
    const parts = !prints(sourceEdition, 'annualGoal') && prints(edition, 'annualGoal')
    if (joins && !isBlank(this.target.annualGoal)) {
      const both = [this.target.overallGoal, `${ANNUAL_HEADING}\n${this.target.annualGoal}`].filter(text => !isBlank(text)).join('\n')
      if (this.change({ field: 'overallGoal', before: this.target.overallGoal, after: both, why: 'annualGoalAppended' }, 'proposed')) {
        this.target.overallGoal = both
        this.changes.push({ field: 'annualGoal', before: source.annualGoal, after: null, why: 'annualGoalAppended' })
        this.target.annualGoal = null
        delete this.target.origins.annualGoal
      }
    } else if (parts && isBlank(this.target.annualGoal) && this.target.overallGoal?.includes(`\n${ANNUAL_HEADING}\n`)) {
      const [first = '', ...rest] = this.target.overallGoal.split(`\n${ANNUAL_HEADING}\n`)
      const second = rest.join(`\n${ANNUAL_HEADING}\n`)
      if (this.change({ field: 'annualGoal', before: null, after: second, why: 'annualGoalParted' }, 'proposed')) {
        this.changes.push({ field: 'overallGoal', before: this.target.overallGoal, after: first, why: 'annualGoalParted' })
        this.target.overallGoal = first
        this.target.annualGoal = second
      }
    } else if (parts && isBlank(this.target.annualGoal)) this.question('annualGoal', 'choose')
  }

  private subProjects(): void {
    const { source } = this.request
    this.target.subProjects = source.subProjects.map(row => ({ id: row.id, name: row.name, amount: null }))
    source.subProjects.forEach((row, index) => {
      const name = this.rewritten(`subProjects[${index}].name`, row.name, false)
      const target = this.target.subProjects[index]
      if (!target) return
      target.name = name
      this.origin(`subProjects[${index}].name`, name === row.name ? { kind: 'carried' } : { kind: 'shifted', before: row.name, why: 'yearShifted' })
      if (row.amount === null) return
      const change: CarryChange = { field: `subProjects[${index}].amount`, before: yuan(row.amount), after: null, why: 'amountEmptied' }
      if (!this.change(change, 'computed')) target.amount = row.amount
    })
    if (source.subProjects.length > 0) this.question('subProjects', 'typeAmounts')
  }

  private indicators(): void {
    const { source, sourceEdition, edition } = this.request
    for (const row of source.indicators) {
      const level = convertLevel(row, sourceEdition, edition)
      if (level === 'setAside' && !this.takenBack.has(`indicators/${row.id}`)) {
        const value = [row.name, row.value].filter(text => !isBlank(text)).join('：')
        this.target.setAside.push({ field: 'indicators', label: [row.level1, row.level2].filter(Boolean).join(' · '), value, why: 'levelGone' })
        this.changes.push({ field: `indicators/${row.id}`, before: value, after: null, why: 'levelGone' })
        continue
      }
      const at = this.target.indicators.length
      const place = level === 'setAside' ? { level1: row.level1, level2: row.level2, how: 'ask' as const } : level
      this.target.indicators.push({ id: row.id, level1: place.level1 || null, level2: place.level2, name: row.name, value: row.value })
      const path = `indicators[${at}]`
      this.origin(`${path}.name`, { kind: 'carried' })
      const written = (level1: string | null, level2: string | null) => [level1, level2].filter(Boolean).join(' · ')
      if (place.how === 'converted' || place.how === 'proposed') {
        this.changes.push({ field: `${path}.level1`, before: written(row.level1, row.level2), after: written(place.level1, place.level2), why: place.how === 'converted' ? 'levelConverted' : 'levelProposed' })
        this.origin(`${path}.level2`, { kind: 'proposed', before: written(row.level1, row.level2), why: place.how === 'converted' ? 'levelConverted' : 'levelProposed' })
      } else if (place.how === 'ask') this.question(`${path}.level2`, 'chooseLevel', { words: row.name })
      const target = this.target.indicators[at]
      if (!target) continue
      target.name = this.rewritten(`${path}.name`, row.name, true)
      if (isBlank(row.value)) this.question(`${path}.value`, 'valueMissing', { words: row.name })
      else {
        target.value = this.rewritten(`${path}.value`, row.value ?? '', true)
        this.origin(`${path}.value`, target.value === row.value ? { kind: 'carried' } : { kind: 'shifted', before: row.value, why: 'yearShifted' })
      }
    }
  }

  /** Fields that the new edition does not print stay in the record; the person is told once for each. */
  private accountForUnprinted(): void {
    const { sourceEdition, edition, source } = this.request
    for (const field of sourceEdition.fields) {
      const value = unprintedValue(this.target, field.key)
      if (value === null || prints(edition, field.key) || !prints(sourceEdition, field.key)) continue
      this.target.setAside.push({ field: field.key, label: field.label, value, why: 'notPrinted' })
    }
    if (source.subProjects.length > 0 && printsList(sourceEdition, 'subProjects') && !printsList(edition, 'subProjects')) {
      this.target.setAside.push({ field: 'subProjects', label: '子项目', value: source.subProjects.map(row => [row.name, yuan(row.amount)].filter(Boolean).join(' ')).join('；'), why: 'notPrinted' })
    }
  }
}

function unprintedValue(declaration: Declaration, key: FieldKey): string | null {
  if (key === 'fundUses') return declaration.fundUses.length > 0 ? declaration.fundUses.join('、') : null
  if (key.startsWith('funding.')) return yuan(declaration.funding[key.slice(8) as keyof Declaration['funding']])
  const value = declaration[key as Exclude<FieldKey, `funding.${string}` | 'fundUses'>]
  return typeof value === 'number' ? yuan(value) : isBlank(value) ? null : value
}

function reasonOf(rewrites: readonly Rewrite[]): string {
  return rewrites.find(rewrite => rewrite.why !== 'yearShifted' && rewrite.why !== 'ordinalMoved')?.why ?? 'yearShifted'
}
