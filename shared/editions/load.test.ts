import { createInstance } from 'i18next'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { editionJsonSchema, loadEdition, loadEditionText } from './load'
import { describeProblem, EDITION_FAULTS, EDITION_PARTS } from './problems'
import type { EditionInput } from './schema'

const textsOf = (language: string) => JSON.parse(readFileSync(path.join(__dirname, `../../resources/locales/${language}/editionFaults.json`), 'utf8')) as { fault: object; part: object }
const say = (language: string) => {
  const texts = createInstance()
  void texts.init({ lng: language, resources: { [language]: { editionFaults: textsOf(language) } }, initAsync: false, interpolation: { escapeValue: false } })
  return (key: string, params: Record<string, string | number> = {}): string => texts.t(key, params)
}

const text = readFileSync(path.join(__dirname, '../../resources/editions/shanghai-2018.json'), 'utf8')
const changed = (change: (edition: EditionInput) => void): unknown => {
  const edition = JSON.parse(text) as EditionInput
  change(edition)
  return edition
}
const problemsOf = (input: unknown) => {
  const loaded = loadEdition(input)
  return loaded.ok ? [] : loaded.problems
}
const row = (edition: EditionInput, i: number) => {
  const found = edition.rows[i]
  if (found?.kind !== 'cells') throw new Error('not a row of cells')
  return found
}

it('takes the pack, with a byte order mark too', () => {
  expect(loadEditionText(text).ok).toBe(true)
  expect(loadEditionText(`\uFEFF${text}`).ok).toBe(true)
})

describe('says what is wrong, where and in both languages', () => {
  it.each<[string, (edition: EditionInput) => void, string, RegExp]>([
    ['a wrong kind of value', e => { e.page.fontPt = 'large' as never }, 'page.fontPt', /number/u],
    ['a missing part', e => { delete (e as Partial<EditionInput>).formats }, 'formats', /missing/u],
    ['a wrong part of a row', e => { const cell = row(e, 0).cells[1]; if (cell?.kind === 'value') cell.align = 'middle' as never }, 'rows[0].cells[1].align', /left/u],
    ['an unknown kind of row', e => { if (e.rows[0]) e.rows[0].kind = 'chart' as never }, 'rows[0].kind', /Not one of the kinds/u],
    ['an unknown list', e => { const list = e.rows[10]; if (list?.kind === 'list') list.list = 'people' as never }, 'rows[10].list', /Not one of the kinds/u],
    ['an unknown field', e => { if (e.fields[0]) e.fields[0].key = 'shoeSize' as never }, 'fields[0].key', /./u],
    ['an open place that nobody fills', e => { if (e.title[0]) e.title[0].text = '{town}' }, 'title[0].text', /year/u],
    ['a row too short', e => { const cell = row(e, 0).cells[1]; if (cell) cell.span = 3 }, 'rows[0]', /leaves a gap/u],
    ['a row too long', e => { const cell = row(e, 0).cells[1]; if (cell) cell.span = 5 }, 'rows[0]', /6 columns of 5/u],
    ['a merged cell that reaches into a list', e => { const cell = row(e, 9).cells[0]; if (cell) cell.rowSpan = 2 }, 'rows[10]', /merged/u],
    ['a heading row of a list too long', e => { const list = e.rows[10]; if (list?.kind === 'list') list.header?.push({ text: '多' }) }, 'rows[10]', /heading/u],
    ['a field asked twice', e => e.sections[0]?.fields?.push('remarks'), 'sections', /asked twice/u],
    ['a field asked nowhere', e => { if (e.sections[0]) e.sections[0].fields = ['unitName'] }, 'sections', /in no section/u],
    ['a printed field without words', e => { e.fields = e.fields.filter(field => field.key !== 'plan') }, 'fields', /plan/u],
    ['a field printed twice', e => e.rows.push({ kind: 'cells', cells: [{ kind: 'label', text: '又' }, { kind: 'value', field: 'plan', span: 4 }] }), 'rows', /printed twice/u],
    ['a tick that is no option', e => { const cell = row(e, 1).cells[1]; if (cell?.kind === 'ticks') cell.lines[0]?.push('别的') }, 'rows[1].cells[1].lines', /no option/u],
    ['an option that is not printed', e => { const cell = row(e, 1).cells[1]; if (cell?.kind === 'ticks') cell.lines.pop() }, 'rows[1].cells[1].lines', /not printed/u],
    ['a list without its values', e => { const list = e.rows.find(other => other.kind === 'list' && other.list === 'indicators'); if (list?.kind === 'list') list.columns = [{ value: 'name', span: 5 }] }, 'rows[15].columns', /missing/u],
    ['a level twice', e => { if (e.levels[1]) e.levels[1].aliases = ['投入和管理目标'] }, 'levels', /twice/u],
    ['a table wider than the paper', e => { e.columns = [20, 20, 20, 20, 20] }, 'columns', /wider/u],
    ['a smallest type larger than the body', e => { e.page.smallestPt = 12 }, 'page.smallestPt', /smallest/u],
    ['a newer kind of file', e => { e.format = 2 as never }, 'format', /newer/u],
  ])('%s', (_name, change, at, words) => {
    const problems = problemsOf(changed(change))
    const problem = problems.find(one => one.path === at)
    if (!problem) throw new Error(`nothing at ${at}, but at ${problems.map(one => one.path).join(', ')}`)
    expect(describeProblem(say('en'), problem).what).toMatch(words)
    const { place, what } = describeProblem(say('zh'), problem)
    expect(what).toMatch(/[\u4e00-\u9fa5].*。$/u)
    expect(place).toMatch(/[\u4e00-\u9fa5]/u)
    // every place left open in the words is filled
    expect(place + what).not.toMatch(/\{\{|undefined/u)
  })

  it('and what the part is called', () => {
    const [problem] = problemsOf(changed(e => { if (e.fields[2]) e.fields[2] = { ...e.fields[2], label: '资金用途', kind: 'colour' as never } }))
    expect(problem && describeProblem(say('zh'), problem)).toEqual({ place: '栏目第 3 个「资金用途」 · 种类', what: '只能是其中之一：short, long, money, date, choice, choices, phone；现在是 "colour"。' })
    expect(problem && describeProblem(say('en'), problem).place).toBe('Field 3 “资金用途” · Kind')
  })

  it('in words of both languages for every fault and every part that has a name', () => {
    const paths = (texts: object, before = ''): string[] => Object.entries(texts).flatMap(([key, value]) => (typeof value === 'object' ? paths(value as object, `${before}${key}.`) : [before + key]))
    for (const language of ['zh', 'en']) {
      expect(paths(textsOf(language).fault).toSorted()).toEqual([...EDITION_FAULTS].toSorted())
      expect(paths(textsOf(language).part).toSorted()).toEqual([...EDITION_PARTS].toSorted())
    }
  })

  it.each([null, 7, 'x', [], {}, [1, 2]])('and never throws: %j', input => expect(problemsOf(input).length).toBeGreaterThan(0))
  it('what is not JSON', () => expect(loadEditionText('{"format": 1,')).toMatchObject({ ok: false, problems: [{ path: '' }] }))
  it('at most fifty things', () => expect(problemsOf(changed(e => { e.fields = Array.from({ length: 200 }, () => ({}) as never) })).length).toBe(50))
})

it('has a JSON Schema for authors that names every part', () => {
  const schema = editionJsonSchema() as { properties: Record<string, unknown>; required: string[] }
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['fields', 'sections', 'levels', 'rows', 'columns', 'page']))
  expect(schema.required).not.toContain('signature')
  expect(schema.required).toContain('rows')
})
