import { parseIndicatorValue, plainDecimal } from '../declaration/indicatorValue'
import type { Declaration } from '../declaration/model'
import type { Cents } from '../declaration/money'
import type { FieldPath } from '../declaration/fieldPath'
import type { Edition } from '../editions/schema'
import { forMatching, isBlank } from '../text/normalise'
import { coreName, sentences, withoutExplanation } from './compare'
import { checkDeclaration } from './index'
import type { Finding, Surroundings } from './finding'
import type { CheckProfile } from './profile'

/** A finding about one form of several; `also` are the other places it is about. */
export interface AcrossFinding extends Finding {
  declarationId: string
  also: { declarationId: string; field: FieldPath }[]
}

/** Forms and money of a unit's year by kind of project. */
export interface TypeSum {
  type: string
  count: number
  total: Cents
  /** Forms of this kind without an amount for the year. */
  blank: number
}

export interface YearCheck {
  /** Findings on each form by itself, by declaration id. */
  single: Map<string, Finding[]>
  across: AcrossFinding[]
  sums: TypeSum[]
}

/** Texts that tell of one project only; basis and safeguards are rightly the same in all forms of a unit. */
const OWN_TEXTS = ['overview', 'necessity', 'plan', 'overallGoal', 'annualGoal'] as const
const LEAST_SHARED = 60

interface Place { declarationId: string; field: FieldPath }

/**
 * All forms of a unit's year together: each by itself, then text shared between projects, contacts and styles that differ,
 * indicators of one name with several targets, and sums. Time grows with the amount of text, not with its square.
 */
export function checkYear(declarations: readonly Declaration[], editions: ReadonlyMap<string, Edition>, profile: CheckProfile): YearCheck {
  const steps = checkYearInSteps(declarations, declaration => editions.get(declaration.edition), profile)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps, a form or a question about all forms each, for a caller who has other things to do between them. */
export function* checkYearInSteps(declarations: readonly Declaration[], editionOf: (declaration: Declaration) => Edition | undefined, profile: CheckProfile): Generator<void, YearCheck> {
  const single = new Map<string, Finding[]>()
  const named = namesOf(declarations)
  for (const declaration of declarations) {
    const edition = editionOf(declaration)
    if (!edition) continue
    const surroundings: Surroundings = { otherProjectNames: othersNamed(declaration, named) }
    single.set(declaration.id, checkDeclaration({ declaration, edition, profile, surroundings }))
    yield
  }
  const off = (rule: string) => profile.severities[rule] === 'off'
  const across: AcrossFinding[] = []
  const questions: readonly [string, () => AcrossFinding[]][] = [
    ['D04', () => sharedTexts(declarations)], ['U02', () => contacts(declarations)], ['U03', () => targets(declarations)],
    ['U04', () => styles(declarations)], ['U05', () => sameProject(declarations)],
  ]
  for (const [rule, ask] of questions) {
    if (!off(rule)) across.push(...ask())
    yield
  }
  return { single, across: across.map(finding => ({ ...finding, severity: severityOf(profile, finding) })), sums: sums(declarations) }
}

function severityOf(profile: CheckProfile, finding: AcrossFinding): Finding['severity'] {
  const said = profile.severities[finding.rule]
  return said && said !== 'off' ? said : finding.severity
}

/** Core names by their first four letters, so that a text is searched for all of them in one pass. */
function namesOf(declarations: readonly Declaration[]): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>()
  for (const { projectName } of declarations) {
    const core = coreName(projectName ?? '')
    if (core.length < 4) continue
    const head = core.slice(0, 4)
    named.set(head, (named.get(head) ?? new Set()).add(core))
  }
  return named
}

/** Names of other projects of the year that occur in a declaration's texts. */
function othersNamed(declaration: Declaration, named: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const own = coreName(declaration.projectName ?? '')
  const found = new Set<string>()
  for (const field of OWN_TEXTS) {
    const text = declaration[field] ?? ''
    for (let at = 0; at + 4 <= text.length; at++) {
      for (const name of named.get(text.slice(at, at + 4)) ?? []) if (name !== own && text.startsWith(name, at)) found.add(name)
    }
  }
  for (const { name: text } of declaration.indicators) {
    for (let at = 0; at + 4 <= text.length; at++) for (const name of named.get(text.slice(at, at + 4)) ?? []) if (name !== own) found.add(name)
  }
  return [...found]
}

/** Letters that are looked up together, and one of how many such is kept: few enough for a thousand forms, enough to know a copy again. */
const GRAM = 8
const KEPT_OF = 4
/** Share of a text that stands in another project's form before it is a copy: a name and a number in it may have been changed. */
const COPIED = 0.7

/** The text as copies are known by: without punctuation, and with its own project's name taken out. */
const copyKey = (text: string, name: string): string => {
  const plain = forMatching(text).replace(/[\p{P}\p{S}\s]/gu, '')
  return name.length >= 4 ? plain.replaceAll(name, '') : plain
}

function hashOf(text: string, at: number): number {
  let hash = 0
  for (let i = at; i < at + GRAM; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

/** D04 across the library: most of a text stands in another project's form as well, its names changed or not. Pieces of eight letters are looked up, so time grows with the text alone. */
function sharedTexts(declarations: readonly Declaration[]): AcrossFinding[] {
  const projects = projectNames(declarations)
  const first = new Map<string, Place & { name: string }>()
  const findings: AcrossFinding[] = []
  for (const declaration of declarations) {
    const name = forMatching(coreName(declaration.projectName ?? '')).replace(/[\p{P}\p{S}\s]/gu, '')
    const own: [string, Place & { name: string }][] = []
    for (const field of OWN_TEXTS) {
      const text = declaration[field]
      if (isBlank(text)) continue
      const key = copyKey(text as string, name)
      const place = { declarationId: declaration.id, field, name }
      const by = new Map<string, { count: number; place: Place }>()
      let kept = 0
      for (let at = 0; at + GRAM <= key.length; at++) {
        if (hashOf(key, at) % KEPT_OF !== 0) continue
        kept++
        const gram = key.slice(at, at + GRAM)
        const before = first.get(gram)
        if (before && before.declarationId !== declaration.id && before.name !== name) {
          const where = `${before.declarationId} ${before.field}`
          const entry = by.get(where)
          if (entry) entry.count++
          else by.set(where, { count: 1, place: { declarationId: before.declarationId, field: before.field } })
        }
        own.push([gram, place])
      }
      const most = [...by.values()].sort((a, b) => b.count - a.count)[0]
      if (most && key.length >= LEAST_SHARED && most.count / kept >= COPIED) {
        const words = longest(text as string)
        findings.push({ rule: 'D04', severity: 'warning', declarationId: declaration.id, field, words, messageKey: 'finding.D04.shared', params: { other: projects.get(most.place.declarationId) ?? '' }, also: [most.place] })
      }
    }
    for (const [gram, place] of own) if (!first.has(gram)) first.set(gram, place)
  }
  return findings
}

/** The first longest sentence, to know a text by. */
const longest = (text: string): string => sentences(text).map(sentence => sentence.text.trim()).reduce((best, sentence) => (sentence.length > best.length ? sentence : best), '')

const projectNames = (declarations: readonly Declaration[]): ReadonlyMap<string, string> => new Map(declarations.map(entry => [entry.id, entry.projectName ?? '']))

/** True of two names that differ in one letter behind the same surname: 陈嘉木, 陈家木. */
function isSlip(a: string, b: string): boolean {
  const [one, other] = [[...a], [...b]]
  return a !== b && one.length === other.length && one.length >= 2 && one[0] === other[0] && one.filter((letter, i) => letter !== other[i]).length === 1
}

/** U02: one contact of a unit with two numbers, or one number with a name written in two ways. */
function contacts(declarations: readonly Declaration[]): AcrossFinding[] {
  const projects = projectNames(declarations)
  const digits = (phone: string) => forMatching(phone).replace(/\D/gu, '')
  const byPhone = new Map<string, { name: string; declarationId: string }>()
  const seen = new Map<string, { phone: string; declarationId: string }>()
  return declarations.flatMap(({ id, unitName, contactName, contactPhone }): AcrossFinding[] => {
    if (isBlank(contactName) || isBlank(contactPhone)) return []
    const name = forMatching(contactName as string)
    const key = `${forMatching(unitName ?? '')} ${name}`
    const before = seen.get(key)
    if (!before) {
      seen.set(key, { phone: contactPhone as string, declarationId: id })
      const number = `${forMatching(unitName ?? '')} ${digits(contactPhone as string)}`
      const called = byPhone.get(number)
      if (!called) byPhone.set(number, { name, declarationId: id })
      else if (isSlip(called.name, name)) {
        return [{
          rule: 'U02', severity: 'hint', declarationId: id, field: 'contactName', words: contactName as string, messageKey: 'finding.U02.name',
          params: { other: called.name, phone: contactPhone as string, project: projects.get(called.declarationId) ?? '' }, also: [{ declarationId: called.declarationId, field: 'contactName' }],
        }]
      }
      return []
    }
    if (digits(before.phone) === digits(contactPhone as string)) return []
    return [{
      rule: 'U02', severity: 'hint', declarationId: id, field: 'contactPhone', words: contactPhone as string, messageKey: 'finding.U02',
      params: { key: contactName as string, other: before.phone, project: projects.get(before.declarationId) ?? '' }, also: [{ declarationId: before.declarationId, field: 'contactPhone' }],
    }]
  })
}

/** A target by what it says, however it is written: 不超过10分钟 and <=10分钟 are one. */
function sameSaid(value: string): string {
  const { kind, op, number, unit, period } = parseIndicatorValue(value)
  return kind === '定量' && number !== null ? `${period}${op ?? '='}${plainDecimal(number)}${unit}` : forMatching(value).replace(/^=/u, '')
}

/** Numbers of things and amounts of money differ from project to project; shares and times rather do not. */
const COMPARABLE = /^(?:%|‰|分|秒|分钟|小时|天|日|个?工作日|周|个?月)$/u

/** U03: indicators of one name with different targets, in forms of one unit: shares and times only. Told once for each name. */
function targets(declarations: readonly Declaration[]): AcrossFinding[] {
  const byName = new Map<string, { name: string; values: Map<string, (Place & { value: string })[]> }>()
  for (const declaration of declarations) {
    declaration.indicators.forEach((row, i) => {
      if (isBlank(row.name) || isBlank(row.value)) return
      const name = withoutExplanation(row.name)
      const key = `${forMatching(declaration.unitName ?? '')} ${forMatching(name)}`
      const entry = byName.get(key) ?? { name, values: new Map() }
      const value = sameSaid(row.value as string)
      entry.values.set(value, [...(entry.values.get(value) ?? []), { declarationId: declaration.id, field: `indicators[${i}].value`, value: (row.value as string).trim() }])
      byName.set(key, entry)
    })
  }
  const findings: AcrossFinding[] = []
  for (const { name, values } of byName.values()) {
    if (values.size < 2) continue
    const ordered = [...values.values()].sort((a, b) => b.length - a.length)
    const usual = ordered[0]?.[0]
    const rare = ordered.at(-1)?.[0]
    if (!usual || !rare || ![usual, rare].some(place => COMPARABLE.test(parseIndicatorValue(place.value).unit))) continue
    findings.push({
      rule: 'U03', severity: 'hint', declarationId: rare.declarationId, field: rare.field, words: rare.value, messageKey: 'finding.U03',
      params: { name, values: ordered.slice(0, 4).map(places => ({ key: 'phrase.times', params: { words: places[0]?.value ?? '', count: places.length } })) },
      also: ordered.slice(0, 4).filter(places => places[0] !== rare).flatMap(places => (places[0] ? [{ declarationId: places[0].declarationId, field: places[0].field }] : [])),
    })
  }
  return findings
}

/** U04: operators written one way in most forms of an edition and another way in a few. */
function styles(declarations: readonly Declaration[]): AcrossFinding[] {
  const findings: AcrossFinding[] = []
  const byEdition = new Map<string, { ascii: Place[]; symbols: Place[] }>()
  for (const declaration of declarations) {
    const at = { ascii: -1, symbols: -1 }
    declaration.indicators.forEach((row, i) => {
      if (at.ascii < 0 && /^[^≥≤]*[<>]=/u.test(row.value ?? '')) at.ascii = i
      if (at.symbols < 0 && /[≥≤]/u.test(row.value ?? '')) at.symbols = i
    })
    const entry = byEdition.get(declaration.edition) ?? { ascii: [], symbols: [] }
    if (at.ascii >= 0 && at.symbols < 0) entry.ascii.push({ declarationId: declaration.id, field: `indicators[${at.ascii}].value` })
    if (at.symbols >= 0 && at.ascii < 0) entry.symbols.push({ declarationId: declaration.id, field: `indicators[${at.symbols}].value` })
    byEdition.set(declaration.edition, entry)
  }
  for (const { ascii, symbols } of byEdition.values()) {
    const [few, many, sign] = ascii.length <= symbols.length ? [ascii, symbols, '>='] as const : [symbols, ascii, '≥'] as const
    const first = few[0]
    if (first && many.length >= 2 * few.length) findings.push({ rule: 'U04', severity: 'hint', declarationId: first.declarationId, field: first.field, words: '', messageKey: 'finding.U04', params: { few: few.length, many: many.length, sign }, also: few.slice(1, 20) })
  }
  return findings
}

/** U05: two forms of one project name in one unit's year. */
function sameProject(declarations: readonly Declaration[]): AcrossFinding[] {
  const first = new Map<string, string>()
  return declarations.flatMap((declaration): AcrossFinding[] => {
    if (isBlank(declaration.projectName)) return []
    const key = `${declaration.year} ${forMatching(declaration.unitName ?? '')} ${forMatching(declaration.projectName as string)}`
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, declaration.id)
      return []
    }
    return [{ rule: 'U05', severity: 'warning', declarationId: declaration.id, field: 'projectName', words: declaration.projectName as string, messageKey: 'finding.U05', params: {}, also: [{ declarationId: before, field: 'projectName' }] }]
  })
}

/** Number and money of the forms by kind of project, the largest first. */
function sums(declarations: readonly Declaration[]): TypeSum[] {
  const byType = new Map<string, TypeSum>()
  for (const { projectType, projectNature, currentYearBudget } of declarations) {
    const type = (projectNature ?? projectType ?? '').trim()
    const sum = byType.get(type) ?? { type, count: 0, total: 0, blank: 0 }
    sum.count++
    if (currentYearBudget === null) sum.blank++
    else sum.total += currentYearBudget
    byType.set(type, sum)
  }
  return [...byType.values()].sort((a, b) => b.total - a.total || b.count - a.count)
}
