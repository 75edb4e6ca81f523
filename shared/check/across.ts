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
const LEAST_SENTENCE = 12

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
    ['D04', () => sharedTexts(declarations, profile)], ['U02', () => contacts(declarations)], ['U03', () => targets(declarations)],
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

/** D04 across the library: most of a text stands in another project's form as well. Sentences are looked up by their letters. */
function sharedTexts(declarations: readonly Declaration[], profile: CheckProfile): AcrossFinding[] {
  const projects = projectNames(declarations)
  const first = new Map<string, Place & { name: string }>()
  const findings: AcrossFinding[] = []
  for (const declaration of declarations) {
    const name = forMatching(coreName(declaration.projectName ?? ''))
    const own: [string, Place & { name: string }][] = []
    for (const field of OWN_TEXTS) {
      const text = declaration[field]
      if (isBlank(text)) continue
      const plain = sentences(text as string).map(sentence => ({ sentence: sentence.text, key: forMatching(sentence.text).replace(/[\p{P}\p{S}]/gu, '') })).filter(({ key }) => key.length >= LEAST_SENTENCE)
      const all = plain.reduce((sum, { key }) => sum + key.length, 0)
      const by = new Map<string, { letters: number; place: Place; sentence: string }>()
      for (const { key, sentence } of plain) {
        const before = first.get(key)
        if (before && before.declarationId !== declaration.id && before.name !== name) {
          const at = `${before.declarationId} ${before.field}`
          const entry = by.get(at)
          if (entry) entry.letters += key.length
          else by.set(at, { letters: key.length, place: { declarationId: before.declarationId, field: before.field }, sentence })
        }
        own.push([key, { declarationId: declaration.id, field, name }])
      }
      const most = [...by.values()].sort((a, b) => b.letters - a.letters)[0]
      if (most && most.letters >= LEAST_SHARED && most.letters / all >= profile.texts.alike) {
        findings.push({ rule: 'D04', severity: 'warning', declarationId: declaration.id, field, words: most.sentence.trim(), messageKey: 'finding.D04.shared', params: { other: projects.get(most.place.declarationId) ?? '' }, also: [most.place] })
      }
    }
    for (const [key, place] of own) if (!first.has(key)) first.set(key, place)
  }
  return findings
}

const projectNames = (declarations: readonly Declaration[]): ReadonlyMap<string, string> => new Map(declarations.map(entry => [entry.id, entry.projectName ?? '']))

/** U02: one contact of a unit with two numbers. */
function contacts(declarations: readonly Declaration[]): AcrossFinding[] {
  const projects = projectNames(declarations)
  const seen = new Map<string, { phone: string; declarationId: string }>()
  return declarations.flatMap(({ id, unitName, contactName, contactPhone }): AcrossFinding[] => {
    if (isBlank(contactName) || isBlank(contactPhone)) return []
    const key = `${forMatching(unitName ?? '')} ${forMatching(contactName as string)}`
    const before = seen.get(key)
    if (!before) {
      seen.set(key, { phone: contactPhone as string, declarationId: id })
      return []
    }
    const digits = (phone: string) => forMatching(phone).replace(/\D/gu, '')
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

/** U03: indicators of one name with different targets, in forms of one unit. Told once for each name. */
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
    if (!usual || !rare || !/\d/u.test(usual.value + rare.value)) continue
    findings.push({
      rule: 'U03', severity: 'hint', declarationId: rare.declarationId, field: rare.field, words: rare.value, messageKey: 'finding.U03',
      params: { name, values: ordered.slice(0, 4).map(places => `${places[0]?.value ?? ''}（${places.length}）`).join('、') },
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
