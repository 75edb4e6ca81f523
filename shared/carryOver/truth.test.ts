import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromInterchange, interchangeSchema } from '../declaration/interchange'
import { FIELD_KEYS, type Declaration } from '../declaration/model'
import { valueAt } from '../declaration/fieldPath'
import { editionSchema, type Edition } from '../editions/schema'
import { carryOver, changeKey, CARRY_PARTS, type CarryOverResult } from './index'

const folder = join(__dirname, '../../../shared/acceptance/truth')
const sources = existsSync(folder)
  ? readdirSync(folder).sort().flatMap((file): Declaration[] => {
      const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { edition?: string }
      return json.edition ? [fromInterchange(interchangeSchema.parse(json), file)] : []
    })
  : []
if (sources.length === 0) console.warn('skipped: the real declarations are not beside the project (../shared/acceptance)')

const packs = join(__dirname, '../../resources/editions')
const editions = new Map(readdirSync(packs).filter(file => file.endsWith('.json')).map((file): [string, Edition] => {
  const edition = editionSchema.parse(JSON.parse(readFileSync(join(packs, file), 'utf8')))
  return [edition.id, edition]
}))
const runs = sources.flatMap(source => [...editions.values()].flatMap(edition => [1, 6].map(years => ({ source, edition, year: source.year + years }))))
const results = new Map<string, CarryOverResult>()
function carried(run: (typeof runs)[number], takenBack: readonly string[] = []): CarryOverResult {
  const key = `${runs.indexOf(run)} ${takenBack.join()}`
  const { source, edition, year } = run
  const result = results.get(key) ?? carryOver({ source, sourceEdition: editions.get(source.edition) as Edition, edition, year, parts: CARRY_PARTS, newId: 'new', takenBack })
  results.set(key, result)
  return result
}

/** All texts of a form by the id of their place, so that a row is found again wherever it stands. */
const textsOf = (declaration: Declaration): Map<string, string> => new Map([
  ...FIELD_KEYS.map((key): [string, unknown] => [key, valueAt(declaration, key)]),
  ...declaration.subProjects.map((row): [string, unknown] => [`s/${row.id}`, row.name]),
  ...declaration.indicators.flatMap((row): [string, unknown][] => [[`i/${row.id}/name`, row.name], [`i/${row.id}/value`, row.value]]),
].flatMap(([key, value]): [string, string][] => (typeof value === 'string' && value !== '' ? [[key, value]] : [])))

const withTruth = sources.length > 0 ? describe : describe.skip

withTruth('real declarations, to every edition and over one and many years', () => {
  it('no title, document number, standard or old history loses its year', () => {
    const kept = /《[^》]*》|[[［【〔][^\]］】〕]{0,3}\d{4}[^\]］】〕]{0,3}[\]］】〕]\s*\d+号|[A-Z/]+T?\s?\d+[-—]\d{4}|(?:自)?\d{4}年(?:\d+月)?(?:建成|建设完成|成立|投入使用)/gu
    for (const each of runs) {
      const all = [...textsOf(carried(each).declaration).values(), ...carried(each).declaration.setAside.map(({ value }) => value)].join('\n')
      for (const text of textsOf(each.source).values()) for (const [words] of text.matchAll(kept)) expect(all).toContain(words)
    }
  })

  it('every mention of the form’s year is moved or asked about', () => {
    for (const each of runs) {
      const { ask, changes } = carried(each)
      for (const text of textsOf(each.source).values()) {
        const mentions = text.match(new RegExp(`(?<!\\d)${each.source.year}(?=年|[-/.]\\d|[^\\d元万人]|$)`, 'gu')) ?? []
        if (mentions.length === 0 || /^\d{4}-\d\d-\d\d$/u.test(text)) continue
        const moved = changes.filter(({ before }) => before === text).flatMap(({ rewrites = [] }) => rewrites).length
        const asked = ask.filter(({ words }) => words?.includes(String(each.source.year))).length
        expect(moved + asked).toBeGreaterThanOrEqual(mentions.length)
      }
    }
  })

  it('every value is where it was, or listed with what became of it, or kept', () => {
    for (const each of runs) {
      const { declaration, changes } = carried(each)
      const there = new Set(textsOf(declaration).values())
      for (const [key, text] of textsOf(each.source)) {
        const accounted = there.has(text) || changes.some(({ before }) => before === text || before?.includes(text)) || declaration.setAside.some(({ value }) => value.includes(text))
        expect({ key, text, accounted }).toEqual({ key, text, accounted: true })
      }
    }
  })

  it('all found right, no value waits that was changed', () => {
    for (const { source, edition, year } of runs) {
      const request = { source, sourceEdition: editions.get(source.edition) as Edition, edition, year, parts: CARRY_PARTS, newId: 'new' }
      const accepted = carryOver(request).changes.flatMap(change => change.rewrites?.map((_, at) => `${changeKey(change)}#${at}`) ?? changeKey(change))
      const kinds = new Set(Object.values(carryOver({ ...request, accepted }).declaration.origins).map(({ kind }) => kind))
      expect(kinds.has('shifted')).toBe(false)
      expect(kinds.has('confirmed')).toBe(true)
    }
  })

  it('all taken back, the texts, rows, dates and amounts are last year’s', () => {
    for (const each of runs) {
      const keys = carried(each).changes.map(({ key, field }) => key ?? field)
      const { declaration } = carried(each, keys)
      for (const key of ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal', 'startDate', 'endDate', 'totalBudget', 'currentYearBudget', 'lastYearExecuted', 'funding'] as const) expect(declaration[key]).toEqual(each.source[key])
      expect(declaration.subProjects).toEqual(each.source.subProjects)
      const rows = ({ indicators }: Declaration) => indicators.map(({ id, name, value }) => `${id} ${name} ${value ?? ''}`).sort()
      expect(rows(declaration)).toEqual(rows(each.source))
    }
  })
})
