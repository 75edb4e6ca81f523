import { z } from 'zod'
import type { FieldKey } from '../declaration/model'
import { forMatching } from '../text/normalise'
import { shapeFault } from '../text/shapeFault'
import { columnScale, layoutFaults, printedFields, printedLists } from './layout'
import { problemAt, type EditionFault, type EditionProblem } from './problems'
import { EDITION_FORMAT, editionSchema, type Edition } from './schema'

export type LoadedEdition = { ok: true; edition: Edition } | { ok: false; problems: EditionProblem[] }

/** More are not shown: the first ones are usually the cause of the rest. */
const MOST_PROBLEMS = 50

/**
 * Validates a parsed edition file: its shape, then what no shape can say (spans that fill the grid, fields asked once …).
 * Never throws; a file that is not right comes back as a list of problems and nothing else.
 */
export function loadEdition(input: unknown): LoadedEdition {
  const newer = newerFormat(input)
  if (newer) return { ok: false, problems: [newer] }
  const parsed = editionSchema.safeParse(input)
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.slice(0, MOST_PROBLEMS).map(issue => shapeProblem(issue, input)) }
  const problems = meaningProblems(parsed.data)
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, MOST_PROBLEMS) } : { ok: true, edition: parsed.data }
}

/** The same from the text of a file. */
export function loadEditionText(text: string): LoadedEdition {
  try {
    return loadEdition(JSON.parse(text.replace(/^\uFEFF/u, '')))
  } catch {
    return { ok: false, problems: [problemAt([], 'notJson')] }
  }
}

/** The schema of edition files for their authors' editors. */
export function editionJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(editionSchema, { io: 'input' }), title: '绩效申报台 edition pack' }
}

function newerFormat(input: unknown): EditionProblem | null {
  const format = input !== null && typeof input === 'object' ? (input as { format?: unknown }).format : undefined
  return typeof format === 'number' && format > EDITION_FORMAT ? problemAt(['format'], 'newer', { found: format, known: EDITION_FORMAT }) : null
}

function shapeProblem(issue: z.core.$ZodIssue, input: unknown): EditionProblem {
  const { fault, params } = shapeFault(issue, input)
  if (issue.code === 'custom') return problemAt(issue.path, 'openPlace', params, input)
  return problemAt(issue.path, issue.code === 'invalid_format' && issue.path.at(-1) === 'id' ? 'badId' : fault, params, input)
}

/** What the shape alone cannot tell. */
function meaningProblems(edition: Edition): EditionProblem[] {
  const problems: EditionProblem[] = []
  const say: Say = (steps, fault, params) => problems.push(problemAt(steps, fault, params, edition))

  for (const { row, fault, found, wanted } of layoutFaults(edition.rows, edition.columns.length)) say(['rows', row], `grid.${fault}`, { found: fault === 'overlap' ? found + 1 : found, wanted })
  if (columnScale(edition.columns, edition.page) < 0.85) say(['columns'], 'tooWide')
  if (edition.page.smallestPt > edition.page.fontPt) say(['page', 'smallestPt'], 'smallestType')
  if (edition.years.to !== null && edition.years.to < edition.years.from) say(['years'], 'yearsReversed')

  fieldProblems(edition, say)
  layoutMeaning(edition, say)
  levelProblems(edition, say)
  return problems
}

type Say = (steps: readonly PropertyKey[], fault: EditionFault, params?: EditionProblem['params']) => void

function fieldProblems(edition: Edition, say: Say): void {
  const keys = new Set<FieldKey>()
  edition.fields.forEach((field, i) => {
    if (keys.has(field.key)) say(['fields', i, 'key'], 'fieldTwice', { field: field.key })
    keys.add(field.key)
    const choice = field.kind === 'choice' || field.kind === 'choices'
    if (choice && field.options.length === 0) say(['fields', i, 'options'], 'noOptions', { label: field.label })
    repeated(field.options.map(option => option.value)).forEach(value => say(['fields', i, 'options'], 'optionTwice', { option: value }))
  })
  for (const field of new Set(printedFields(edition))) {
    if (!keys.has(field)) say(['fields'], 'printedUnknown', { field })
  }

  const asked = edition.sections.flatMap(section => section.fields)
  const titles = new Map(edition.fields.map(field => [field.key, field.label]))
  repeated(printedFields(edition)).forEach(field => say(['rows'], 'printedTwice', { label: titles.get(field) ?? field }))
  repeated(asked).forEach(field => say(['sections'], 'askedTwice', { label: titles.get(field) ?? field }))
  for (const field of keys) if (!asked.includes(field)) say(['sections'], 'askedNowhere', { label: titles.get(field) ?? field })
  edition.sections.forEach((section, i) => {
    section.fields.forEach(field => {
      if (!keys.has(field)) say(['sections', i, 'fields'], 'askedUnknown', { field })
    })
    if (section.fields.length === 0 && section.list === undefined) say(['sections', i], 'emptySection')
  })
  repeated(edition.sections.map(section => section.key)).forEach(key => say(['sections'], 'sectionTwice', { key }))

  const lists = edition.sections.flatMap(section => (section.list ? [section.list] : []))
  repeated(lists).forEach(list => say(['sections'], 'listAskedTwice', { list }))
  const printed = printedLists(edition)
  repeated(printed).forEach(list => say(['rows'], 'listPrintedTwice', { list }))
  for (const list of new Set(printed)) if (!lists.includes(list)) say(['sections'], 'listAskedNowhere', { list })
  if (!printed.includes('indicators')) say(['rows'], 'noIndicators')
}

function layoutMeaning(edition: Edition, say: Say): void {
  edition.rows.forEach((row, i) => {
    if (row.kind === 'list') {
      const values = row.columns.map(column => column.value)
      repeated(values).forEach(value => say(['rows', i, 'columns'], 'columnTwice', { column: value }))
      const wanted = row.list === 'subProjects' ? ['name', 'amount'] : ['name', 'value']
      for (const value of wanted) if (!values.some(other => other === value)) say(['rows', i, 'columns'], 'columnMissing', { column: value })
      if (values.some(value => value === 'level2') && edition.levels.every(level => level.children.length === 0)) {
        say(['rows', i, 'columns'], 'noSecondLevels')
      }
      return
    }
    row.cells.forEach((cell, j) => {
      if (cell.kind !== 'ticks') return
      const place = ['rows', i, 'cells', j, 'lines']
      const field = edition.fields.find(other => other.key === cell.field)
      if (field && field.kind !== 'choice' && field.kind !== 'choices') say(place, 'notTicked', { label: field.label })
      const options = field?.options.map(option => option.value) ?? []
      const shown = cell.lines.flat()
      for (const word of shown) if (!options.includes(word)) say(place, 'tickUnknown', { option: word, label: field?.label ?? cell.field })
      for (const option of options) if (!shown.includes(option)) say(place, 'optionNotPrinted', { option })
      repeated(shown).forEach(word => say(place, 'optionPrintedTwice', { option: word }))
    })
  })
}

function levelProblems(edition: Edition, say: Say): void {
  const names = (levels: readonly { name: string; aliases: string[] }[]) => levels.flatMap(level => [level.name, ...level.aliases].map(forMatching))
  repeated(names(edition.levels)).forEach(name => say(['levels'], 'levelTwice', { level: name }))
  edition.levels.forEach((level, i) => {
    repeated(names(level.children)).forEach(name => say(['levels', i, 'children'], 'levelTwice', { level: name }))
  })
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))]
}
