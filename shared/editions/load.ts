import { z } from 'zod'
import type { FieldKey } from '../declaration/model'
import { forMatching } from '../text/normalise'
import { columnScale, layoutFaults, printedFields, printedLists, type LayoutFault } from './layout'
import { EDITION_FORMAT, editionSchema, type Edition } from './schema'

/** One thing wrong with an edition file: where (`rows[3].cells[0].span`), and what, in both languages. */
export interface EditionProblem {
  path: string
  message: { zh: string; en: string }
}

export type LoadedEdition = { ok: true; edition: Edition } | { ok: false; problems: EditionProblem[] }

/** More are not shown: the first ones are usually the cause of the rest. */
const MOST_PROBLEMS = 50

const wordsZh = z.locales.zhCN().localeError
const wordsEn = z.locales.en().localeError

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
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, problems: [{ path: '', message: { zh: `不是 JSON 文件：${detail}`, en: `not a JSON file: ${detail}` } }] }
  }
}

/** The schema of edition files for their authors' editors. */
export function editionJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(editionSchema, { io: 'input' }), title: '绩效申报台 edition pack' }
}

function newerFormat(input: unknown): EditionProblem | null {
  const format = input !== null && typeof input === 'object' ? (input as { format?: unknown }).format : undefined
  if (typeof format !== 'number' || format <= EDITION_FORMAT) return null
  return {
    path: 'format',
    message: { zh: `这是更新的版式文件（格式 ${format}），本程序只认得到格式 ${EDITION_FORMAT}，请先升级程序`, en: `a newer kind of edition file (format ${format}); this program knows up to ${EDITION_FORMAT}: update it first` },
  }
}

/** `rows[3].cells[0].span` out of zod's list of steps. */
function pathOf(steps: readonly PropertyKey[]): string {
  return steps.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`)).join('')
}

const plain = (message: string | { message: string } | undefined | null): string => (typeof message === 'string' ? message : (message?.message ?? ''))

const at = (input: unknown, steps: readonly PropertyKey[]): unknown =>
  steps.reduce<unknown>((value, step) => (value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined), input)

function shapeProblem(issue: z.core.$ZodIssue, input: unknown): EditionProblem {
  const path = pathOf(issue.path)
  if (issue.code === 'custom') return { path, message: { zh: '文字里只能留 {year}、{unitName}、{startYear}、{endYear} 四种空', en: issue.message } }
  if (issue.path.length > 0 && at(input, issue.path) === undefined) return { path, message: { zh: '缺少这一项', en: 'this is missing' } }
  if (issue.code === 'invalid_union' && issue.path.at(-1) !== undefined) {
    const given = JSON.stringify(at(input, issue.path)) ?? ''
    return { path, message: { zh: `不认识这种写法：${given.slice(0, 60)}`, en: `not one of the kinds there are: ${given.slice(0, 60)}` } }
  }
  const raw = issue as z.core.$ZodRawIssue
  return { path, message: { zh: plain(wordsZh(raw)) || issue.message, en: plain(wordsEn(raw)) || issue.message } }
}

const FAULTS: Record<LayoutFault['fault'], (fault: LayoutFault) => EditionProblem['message']> = {
  tooWide: f => ({ zh: `这一行占 ${f.found} 列，表格只有 ${f.wanted} 列`, en: `this row takes ${f.found} columns of ${f.wanted}` }),
  gap: f => ({ zh: `这一行只占 ${f.found} 列，表格有 ${f.wanted} 列，留下了空缺`, en: `this row takes ${f.found} columns of ${f.wanted} and leaves a gap` }),
  overlap: f => ({ zh: `第 ${f.found + 1} 列已被上面的合并单元格占用`, en: `column ${f.found + 1} is taken by a merged cell above` }),
  hangsOut: () => ({ zh: '合并单元格伸进了下面的列表，或伸出了表格', en: 'a merged cell reaches into the list below or out of the table' }),
  header: f => ({ zh: `表头占 ${f.found} 列，表格有 ${f.wanted} 列`, en: `the heading row takes ${f.found} columns of ${f.wanted}` }),
  columns: f => ({ zh: `列表的各栏占 ${f.found} 列，表格有 ${f.wanted} 列`, en: `the list takes ${f.found} columns of ${f.wanted}` }),
}

/** What the shape alone cannot tell. */
function meaningProblems(edition: Edition): EditionProblem[] {
  const problems: EditionProblem[] = []
  const say = (path: string, zh: string, en: string) => problems.push({ path, message: { zh, en } })

  for (const fault of layoutFaults(edition.rows, edition.columns.length)) problems.push({ path: `rows[${fault.row}]`, message: FAULTS[fault.fault](fault) })
  if (columnScale(edition.columns, edition.page) < 0.85) say('columns', '表格比纸面宽太多，放不进页边距之间', 'the table is far wider than the room between the margins')
  if (edition.page.smallestPt > edition.page.fontPt) say('page.smallestPt', '最小字号不能大于正文字号', 'the smallest type cannot be larger than the body type')
  if (edition.years.to !== null && edition.years.to < edition.years.from) say('years', '终止年份早于起始年份', 'ends before it begins')

  fieldProblems(edition, say)
  layoutMeaning(edition, say)
  levelProblems(edition, say)
  return problems
}

type Say = (path: string, zh: string, en: string) => void

function fieldProblems(edition: Edition, say: Say): void {
  const keys = new Set<FieldKey>()
  edition.fields.forEach((field, i) => {
    if (keys.has(field.key)) say(`fields[${i}].key`, `字段 ${field.key} 写了两遍`, `the field ${field.key} stands twice`)
    keys.add(field.key)
    const choice = field.kind === 'choice' || field.kind === 'choices'
    if (choice && field.options.length === 0) say(`fields[${i}].options`, `“${field.label}”是选项，却没有选项`, `${field.key} is a choice without options`)
    repeated(field.options.map(option => option.value)).forEach(value => say(`fields[${i}].options`, `选项“${value}”写了两遍`, `the option ${value} stands twice`))
  })
  for (const field of new Set(printedFields(edition))) {
    if (!keys.has(field)) say('fields', `表上印了 ${field}，字段里却没有它`, `the form prints ${field}, which is not among the fields`)
  }
  repeated(printedFields(edition)).forEach(field => say('rows', `${field} 在表上印了两遍`, `${field} is printed twice`))

  const asked = edition.sections.flatMap(section => section.fields)
  const titles = new Map(edition.fields.map(field => [field.key, field.label]))
  repeated(asked).forEach(field => say('sections', `“${titles.get(field) ?? field}”问了两遍`, `${field} is asked twice`))
  for (const field of keys) if (!asked.includes(field)) say('sections', `“${titles.get(field) ?? field}”没有放进任何一节`, `${field} is asked in no section`)
  edition.sections.forEach((section, i) => {
    section.fields.forEach(field => {
      if (!keys.has(field)) say(`sections[${i}].fields`, `${field} 不在字段里`, `${field} is not among the fields`)
    })
    if (section.fields.length === 0 && section.list === undefined) say(`sections[${i}]`, '这一节是空的', 'this section is empty')
  })
  repeated(edition.sections.map(section => section.key)).forEach(key => say('sections', `节 ${key} 写了两遍`, `the section ${key} stands twice`))

  const lists = edition.sections.flatMap(section => (section.list ? [section.list] : []))
  repeated(lists).forEach(list => say('sections', `列表 ${list} 问了两遍`, `the list ${list} is asked twice`))
  const printed = printedLists(edition)
  repeated(printed).forEach(list => say('rows', `列表 ${list} 印了两遍`, `the list ${list} is printed twice`))
  for (const list of new Set(printed)) if (!lists.includes(list)) say('sections', `表上印了列表 ${list}，却没有哪一节问它`, `the form prints the list ${list}, which no section asks for`)
  if (!printed.includes('indicators')) say('rows', '表上没有绩效指标', 'the form has no indicators')
}

function layoutMeaning(edition: Edition, say: Say): void {
  edition.rows.forEach((row, i) => {
    if (row.kind === 'list') {
      const values = row.columns.map(column => column.value)
      repeated(values).forEach(value => say(`rows[${i}].columns`, `${value} 印了两遍`, `${value} is printed twice`))
      const wanted = row.list === 'subProjects' ? ['name', 'amount'] : ['name', 'value']
      for (const value of wanted) if (!values.some(other => other === value)) say(`rows[${i}].columns`, `缺少 ${value} 一栏`, `the column ${value} is missing`)
      if (values.some(value => value === 'level2') && edition.levels.every(level => level.children.length === 0)) {
        say(`rows[${i}].columns`, '印二级指标，却没有写明二级有哪些', 'second levels are printed, and none is given')
      }
      return
    }
    row.cells.forEach((cell, j) => {
      if (cell.kind !== 'ticks') return
      const path = `rows[${i}].cells[${j}].lines`
      const field = edition.fields.find(other => other.key === cell.field)
      if (field && field.kind !== 'choice' && field.kind !== 'choices') say(path, `“${field.label}”不是选项，不能打勾`, `${cell.field} is no choice and cannot be ticked`)
      const options = field?.options.map(option => option.value) ?? []
      const shown = cell.lines.flat()
      for (const word of shown) if (!options.includes(word)) say(path, `“${word}”不是“${field?.label ?? cell.field}”的选项`, `${word} is no option of ${cell.field}`)
      for (const option of options) if (!shown.includes(option)) say(path, `选项“${option}”没有印出来`, `the option ${option} is not printed`)
      repeated(shown).forEach(word => say(path, `选项“${word}”印了两遍`, `the option ${word} is printed twice`))
    })
  })
}

function levelProblems(edition: Edition, say: Say): void {
  const names = (levels: readonly { name: string; aliases: string[] }[]) => levels.flatMap(level => [level.name, ...level.aliases].map(forMatching))
  repeated(names(edition.levels)).forEach(name => say('levels', `一级“${name}”写了两遍`, `the level ${name} stands twice`))
  edition.levels.forEach((level, i) => {
    repeated(names(level.children)).forEach(name => say(`levels[${i}].children`, `二级“${name}”写了两遍`, `the level ${name} stands twice`))
  })
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))]
}
