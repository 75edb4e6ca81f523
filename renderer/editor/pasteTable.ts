import { levelOf, subLevelOf } from '../../shared/editions/lookup'
import type { Edition } from '../../shared/editions/schema'
import { parseMoney, type Cents } from '../../shared/declaration/money'
import { forMatching, forStorage } from '../../shared/text/normalise'

/** A block of cells as pasted: rows of equal length, '' where there is nothing. */
export type Grid = string[][]

/** Tab-separated text as spreadsheets put it on the clipboard: a cell with line breaks or quotation marks stands in quotation marks. */
export function gridFromText(text: string): Grid {
  const source = forStorage(text).replace(/\n+$/u, '')
  const rows: Grid = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    row.push(cell)
    cell = ''
  }
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string
    if (quoted) {
      if (char !== '"') cell += char
      else if (source[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (char === '"' && cell === '' && closesCell(source, i)) quoted = true
    else if (char === '\t') endCell()
    else if (char === '\n') {
      endCell()
      rows.push(row)
      row = []
    } else cell += char
  }
  endCell()
  rows.push(row)
  return tidy(rows)
}

/** Whether the quotation mark at `start` has a partner that ends its cell; a lone one is an ordinary character. */
function closesCell(source: string, start: number): boolean {
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] !== '"') continue
    if (source[i + 1] === '"') i++
    else return source[i + 1] === undefined || source[i + 1] === '\t' || source[i + 1] === '\n'
  }
  return false
}

export interface SpanCell {
  text: string
  rowSpan: number
  colSpan: number
}

/** Rows of cells with spans (an HTML table). A cell merged over rows counts for each of them; over columns, for the first. */
export function gridFromCells(rows: readonly (readonly SpanCell[])[]): Grid {
  const grid: (string | undefined)[][] = rows.map(() => [])
  rows.forEach((cells, r) => {
    let c = 0
    for (const cell of cells) {
      while (grid[r]?.[c] !== undefined) c++
      for (let down = 0; down < cell.rowSpan && r + down < rows.length; down++) {
        for (let right = 0; right < cell.colSpan; right++) (grid[r + down] as (string | undefined)[])[c + right] = right === 0 ? forStorage(cell.text) : ''
      }
      c += cell.colSpan
    }
  })
  return tidy(grid.map(row => Array.from(row, cell => cell ?? '')))
}

/** Trims cells, evens the rows out, drops rows and columns with nothing in them. */
function tidy(rows: readonly (readonly string[])[]): Grid {
  const trimmed = rows.map(row => row.map(cell => cell.trim())).filter(row => row.some(cell => cell !== ''))
  const width = Math.max(0, ...trimmed.map(row => row.length))
  const used = Array.from({ length: width }, (_, c) => c).filter(c => trimmed.some(row => (row[c] ?? '') !== ''))
  return trimmed.map(row => used.map(c => row[c] ?? ''))
}

/** True for more than one cell: worth placing as rows. */
export function isBlock(grid: Grid): boolean {
  return grid.length > 1 || (grid[0]?.length ?? 0) > 1
}

/** The cells of a block of one column; null for other blocks. */
export function oneColumn(grid: Grid): string[] | null {
  return grid.length > 1 && grid.every(row => row.length === 1) ? grid.map(row => row[0] ?? '') : null
}

/** A column of targets: to be filled in downwards where it was pasted into the targets. */
export function isTargets(column: readonly string[]): boolean {
  return column.every(looksLikeTarget)
}

export const INDICATOR_ROLES = ['level1', 'level2', 'name', 'value', 'skip'] as const
export type IndicatorRole = (typeof INDICATOR_ROLES)[number]

export interface PastedIndicator {
  level1: string | null
  level2: string | null
  name: string
  value: string | null
  /** The pasted level is none of the edition's. */
  unknownLevel: boolean
}

export interface IndicatorPlacing {
  roles: IndicatorRole[]
  /** Leading rows that are headings. */
  headings: number
  rows: PastedIndicator[]
  /** False where a person should look before it is put in. */
  certain: boolean
}

const HEADS: [IndicatorRole, RegExp][] = [
  ['skip', /^(序号|编号|no\.?|分值|权重|得分|单位|备注|指标解释|说明|实际完成值)$/u],
  ['level1', /^(一级指标|一级目标|分解目标|分解目标内容|指标类型)$/u],
  ['level2', /^(二级指标|二级目标)$/u],
  ['value', /(目标值|指标值|^目标$|^指标标准$|^值$)/u],
  ['name', /^(三级指标|三级目标|绩效指标|指标|指标名称|指标内容|具体指标)$/u],
]

/** 产出指标(50分) → 产出指标: weights stand in the level cells of self-evaluations. */
const withoutWeight = (word: string): string => word.replace(/[（(]\s*\d+(\.\d+)?\s*分?\s*[）)]\s*$/u, '').trim()
const headOf = (cell: string): IndicatorRole | null => HEADS.find(([, pattern]) => pattern.test(forMatching(cell).replace(/[(（].*[)）]/u, '')))?.[0] ?? null
const looksLikeTarget = (cell: string): boolean => /^[=≥≤<>＝＞＜]|\d|^(是|否|及时|健全|合规|规范|合理|有效|完成|合格|完整|提升|提高|改善|建立|充分|科学|达标)/u.test(cell)

/** Works out which column is what, and how the block would stand. `roles` and `headings` from a person go before what is found. */
export function placeIndicators(grid: Grid, edition: Edition, said: { roles?: IndicatorRole[]; headings?: number } = {}): IndicatorPlacing {
  const width = grid[0]?.length ?? 0
  const headings = said.headings ?? countHeadings(grid)
  const body = grid.slice(headings)
  const found = findRoles(grid, body, headings, width, edition)
  const roles = said.roles ?? found.roles
  const rows = readRows(body, roles, edition)
  const certain = found.certain && rows.length > 0 && rows.every(row => row.name !== '' && !row.unknownLevel)
  return { roles, headings, rows, certain }
}

function countHeadings(grid: Grid): number {
  let count = 0
  while (count < Math.min(3, grid.length - 1)) {
    const cells = (grid[count] as string[]).filter(cell => cell !== '')
    if (cells.filter(cell => headOf(cell) !== null).length * 2 < cells.length || cells.length < 2) break
    count++
  }
  return count
}

function findRoles(grid: Grid, body: Grid, headings: number, width: number, edition: Edition): { roles: IndicatorRole[]; certain: boolean } {
  const roles = Array.from<IndicatorRole | null>({ length: width }).fill(null)
  const head = grid[headings - 1]
  if (head) head.forEach((cell, c) => (roles[c] = headOf(cell)))
  const column = (c: number): string[] => body.map(row => row[c] ?? '').filter(cell => cell !== '')
  const share = (cells: string[], fits: (cell: string) => boolean): number => (cells.length === 0 ? 0 : cells.filter(fits).length / cells.length)
  const free = (): number[] => roles.flatMap((role, c) => (role === null ? [c] : []))

  if (!roles.includes('level1')) {
    const c = free().find(at => share(column(at), cell => levelOf(edition, withoutWeight(cell)) !== undefined) >= 0.6)
    if (c !== undefined) roles[c] = 'level1'
  }
  if (!roles.includes('level2')) {
    const c = free().find(at => share(column(at), cell => subLevelOf(edition, null, withoutWeight(cell)) !== undefined) >= 0.6)
    if (c !== undefined) roles[c] = 'level2'
  }
  // the column left of the second level is the first, even in words of its own
  const left = roles.indexOf('level2') - 1
  if (!roles.includes('level1') && left >= 0 && roles[left] === null && free().length > 2) roles[left] = 'level1'
  for (const c of free()) {
    if (share(column(c), cell => /^\d{1,3}[.、]?$/u.test(cell)) === 1 && column(c).every((cell, i) => Number.parseInt(cell, 10) === i + 1)) roles[c] = 'skip'
  }
  let certain = true
  let rest = free()
  if (!roles.includes('name') && !roles.includes('value')) {
    if (rest.length > 2) certain = false
    const [name, value] = rest.slice(-2)
    if (name !== undefined && value !== undefined) {
      const turned = share(column(name), looksLikeTarget) > share(column(value), looksLikeTarget)
      roles[turned ? value : name] = 'name'
      roles[turned ? name : value] = 'value'
      if (turned || share(column(value), looksLikeTarget) < 0.5) certain = false
    } else if (name !== undefined) {
      roles[name] = 'name'
      certain = false
    }
  } else {
    for (const wanted of ['name', 'value'] as const) {
      rest = free()
      const c = wanted === 'name' ? rest[0] : rest.at(-1)
      if (!roles.includes(wanted) && c !== undefined) roles[c] = wanted
    }
  }
  if (free().length > 0) certain = false
  for (const c of free()) roles[c] = 'skip'
  if (!roles.includes('name') || !roles.includes('value')) certain = false
  return { roles: roles as IndicatorRole[], certain }
}

function readRows(body: Grid, roles: readonly IndicatorRole[], edition: Edition): PastedIndicator[] {
  const cell = (row: readonly string[], role: IndicatorRole): string => roles.flatMap((other, c) => (other === role && row[c] ? [row[c]] : [])).join('\n')
  let word1 = ''
  let word2 = ''
  return body.map(row => {
    const own1 = withoutWeight(cell(row, 'level1'))
    const own2 = withoutWeight(cell(row, 'level2'))
    // a merged level stands once and holds for the rows below; a new first level ends the second
    if (own1 !== '' && own1 !== word1) word2 = ''
    word1 = own1 || word1
    word2 = own2 || word2
    const child = subLevelOf(edition, word1, word2)
    const level = levelOf(edition, word1) ?? (word1 === '' ? child?.level : undefined)
    const fits = child !== undefined && (level === undefined || child.level === level)
    return {
      level1: level?.name ?? (word1 || null),
      level2: fits ? child.child.name : word2 || null,
      name: cell(row, 'name'),
      value: cell(row, 'value') || null,
      unknownLevel: (word1 !== '' && level === undefined) || (word2 !== '' && !fits),
    }
  }).filter(row => row.name !== '' || row.value !== null)
}

export interface PastedSubProject {
  name: string
  amount: Cents | null
  /** An amount that could not be read, as it stands. */
  unread: string | null
}

export interface SubProjectPlacing {
  rows: PastedSubProject[]
  /** The heading said 万元. */
  inWan: boolean
  /** Rows of totals that were left out. */
  totals: number
  certain: boolean
}

/** Names and amounts out of a block: the column with most amounts is the amount, the wordiest other one the name. */
export function placeSubProjects(grid: Grid, said: { inWan?: boolean } = {}): SubProjectPlacing {
  const width = grid[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, c) => c)
  const first = grid[0] ?? []
  const hasHead = grid.length > 1 && first.every(cell => parseMoney(cell) === null) && first.some(cell => /名称|项目|金额|预算|内容|序号|万元|^元$/u.test(cell)) && grid.slice(1).some(row => row.some(cell => parseMoney(cell) !== null))
  const body = hasHead ? grid.slice(1) : grid
  const amounts = (c: number): number => body.filter(row => parseMoney(row[c] ?? '') !== null).length
  const counting = (c: number): boolean => body.some(row => row[c]) && body.every((row, i) => !row[c] || /^\d+[.、]?$/u.test(row[c]) && Number.parseInt(row[c], 10) === i + 1)
  const letters = (c: number): number => body.reduce((sum, row) => sum + (row[c] ?? '').replace(/[\d\s.,%]/gu, '').length, 0)
  // of equally good columns the last: totals stand at the right, numbers at the left
  const amountAt = columns.filter(c => amounts(c) > 0 && !(width > 2 && counting(c))).sort((a, b) => amounts(b) - amounts(a) || b - a)[0]
  const nameAt = columns.filter(c => c !== amountAt).sort((a, b) => letters(b) - letters(a))[0]
  const inWan = said.inWan ?? (hasHead && first.some(cell => /万元/u.test(cell)))
  let totals = 0
  const rows: PastedSubProject[] = []
  for (const row of body) {
    const name = nameAt === undefined ? '' : (row[nameAt] ?? '')
    const text = amountAt === undefined ? '' : (row[amountAt] ?? '')
    if (/^(合计|总计|小计|共计)[:：]?$/u.test(forMatching(name))) {
      totals++
      continue
    }
    const parsed = parseMoney(inWan && /[\d.]$/u.test(text) ? `${text}万元` : text)
    if (name === '' && text === '') continue
    rows.push({ name, amount: parsed?.cents ?? null, unread: parsed === null && text !== '' ? text : null })
  }
  const used = 1 + Number(amountAt !== undefined)
  return { rows, inWan, totals, certain: amountAt !== undefined && nameAt !== undefined && width - columns.filter(counting).length <= used && rows.length > 0 && rows.every(row => row.name !== '' && row.unread === null) }
}
