import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { blankDeclaration, FIELD_KEYS, type Declaration } from '../declaration/model'
import { buildSheet } from '../sheet/build'
import { PLAIN_SHEET, type Sheet } from '../sheet/sheet'
import { printedFields, printedLists } from './layout'
import { editionForYear } from './registry'
import { loadEditionText } from './load'
import type { Edition } from './schema'

const folder = path.join(__dirname, '../../resources/editions')
const files = readdirSync(folder).filter(name => name.endsWith('.json'))
const load = (file: string): Edition => {
  const loaded = loadEditionText(readFileSync(path.join(folder, file), 'utf8'))
  if (!loaded.ok) throw new Error(`${file}: ${JSON.stringify(loaded.problems)}`)
  return loaded.edition
}
const packs = files.map(file => ({ file, edition: load(file) }))

/** How often each slot of the grid is covered. */
function coverage(sheet: Sheet): number[][] {
  const slots = sheet.rows.map(() => sheet.columns.map(() => 0))
  for (const cell of sheet.rows.flatMap(row => row.cells)) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
      const line = slots[row]
      const times = line?.[column]
      if (!line || times === undefined) throw new Error(`a cell hangs out of the grid at ${row}, ${column}`)
      line[column] = times + 1
    }
  }
  return slots
}

function filled(edition: Edition, rows: number): Declaration {
  const declaration = blankDeclaration('x', edition.id, edition.years.from)
  declaration.subProjects = Array.from({ length: rows }, (_, i) => ({ id: `r${i}`, name: `子项目${i}`, amount: i * 100 }))
  const levels = edition.levels.flatMap((level): { level1: string; level2: string | null }[] =>
    level.children.length > 0 ? level.children.map(child => ({ level1: level.name, level2: child.name })) : [{ level1: level.name, level2: null }])
  declaration.indicators = Array.from({ length: rows }, (_, i) => {
    const level = levels[Math.floor(i / 2) % levels.length] ?? { level1: null, level2: null }
    return { id: `r${i}`, ...level, name: `指标${i}`, value: '≥90%' }
  })
  return declaration
}

it('has the three official editions', () => {
  expect(packs.map(pack => pack.edition.id)).toEqual(expect.arrayContaining(['shanghai-2018', 'shanghai-2020', 'shanghai-2026']))
})

describe.each(packs)('$file', ({ file, edition }) => {
  it('is named by its id', () => expect(`${edition.id}.json`).toBe(file))

  it.each([0, 1, 2, 7, 60])('covers every slot of the grid exactly once with %i rows in the lists', rows => {
    const sheet = buildSheet(edition, filled(edition, rows), PLAIN_SHEET)
    expect(coverage(sheet).flat().every(times => times === 1)).toBe(true)
  })

  it('asks every printed field and list exactly once', () => {
    const asked = edition.sections.flatMap(section => section.fields)
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked).toEqual(expect.arrayContaining(printedFields(edition)))
    expect(edition.sections.flatMap(section => section.list ?? []).toSorted()).toEqual(expect.arrayContaining(printedLists(edition).toSorted()))
  })

  it('prints every label of its fields as the form has it', () => {
    const declaration = blankDeclaration('x', edition.id, edition.years.from)
    const sheet = buildSheet(edition, declaration, PLAIN_SHEET)
    const printed = [...sheet.lines.map(line => line.text), ...sheet.rows.flatMap(row => row.cells.map(cell => cell.text))].map(text => text.replace(/\s/gu, ''))
    for (const key of new Set(printedFields(edition))) {
      const field = edition.fields.find(other => other.key === key)
      const wanted = (field?.printed ?? field?.label ?? '').replace(/\s/gu, '')
      expect(printed.some(text => text.startsWith(wanted))).toBe(true)
    }
  })

  it('guides: every field has words in both languages', () => {
    for (const field of edition.fields) expect([field.key, field.guidance?.zh ?? '', field.guidance?.en ?? ''].every(text => text.length > 0)).toBe(true)
    for (const section of edition.sections) expect(section.title.en).toBeTruthy()
  })

  it('gives examples that are among the options where it is a choice', () => {
    for (const field of edition.fields) {
      if (field.example === undefined || field.options.length === 0) continue
      expect(field.options.map(option => option.value)).toContain(field.example)
    }
  })

  it('shows every single field of a record that it prints', () => {
    const declaration = filled(edition, 3)
    const expected = printedFields(edition).map(key => {
      const field = edition.fields.find(other => other.key === key)
      const option = field?.options[0]?.value ?? ''
      const [value, words] = field?.kind === 'money' ? [123_456_789, edition.formats.money.unit === '万元' ? /^123\.456789$/u : /^1,?234,?567\.89$/u] : field?.kind === 'date' ? ['2019-03-04', /2019.0?3.0?4/u] :
        field?.kind === 'choices' ? [[option], new RegExp(`${option}√?`, 'u')] : field?.kind === 'choice' ? [option, new RegExp(`${option}√?`, 'u')] : [`某${key}之文字`, new RegExp(`某${key}之文字`, 'u')]
      const [head = '', tail] = key.split('.')
      if (tail) (declaration.funding as unknown as Record<string, unknown>)[tail] = value
      else (declaration as unknown as Record<string, unknown>)[head] = value
      return { key, words: words as RegExp }
    })
    const sheet = buildSheet(edition, declaration, PLAIN_SHEET)
    const shown = new Map([...sheet.rows.flatMap(row => row.cells), ...sheet.lines].flatMap(cell => (cell.path ? [[cell.path, cell.text] as const] : [])))
    for (const { key, words } of expected) expect(`${key}: ${shown.get(key) ?? ''}`.slice(key.length + 2)).toMatch(words)
  })
})

describe('the stars of 2020', () => {
  it('are the eleven required fields', () => {
    const edition = load('shanghai-2020.json')
    const required = edition.fields.filter(field => field.required)
    expect(required).toHaveLength(11)
    for (const field of edition.fields) expect(field.printed?.includes('*') ?? false).toBe(field.required)
  })
})

it('requires in 2018 everything but last year’s figures and the remarks', () => {
  const edition = load('shanghai-2018.json')
  expect(edition.fields.filter(field => !field.required).map(field => field.key)).toEqual(['lastYearBudget', 'lastYearExecuted', 'remarks'])
})

it('chooses the edition in force', () => {
  const editions = packs.map(pack => pack.edition)
  const ids = [2017, 2018, 2019, 2020, 2023, 2025, 2026, 2031].map(year => editionForYear(editions, year)?.id)
  expect(ids).toEqual(['shanghai-2018', 'shanghai-2018', 'shanghai-2018', 'shanghai-2020', 'shanghai-2020', 'shanghai-2020', 'shanghai-2026', 'shanghai-2026'])
})

it('knows every field by a key of the record', () => {
  for (const { edition } of packs) for (const field of edition.fields) expect(FIELD_KEYS).toContain(field.key)
})
