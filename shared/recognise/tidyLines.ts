import type { Label, Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { blocksOf } from './textBlocks'
import { labelKey, squash } from './words'

/** The lines of a form without what the page adds to them. */
export interface TidyLines {
  rows: StreamRow[]
  /** Page numbers and running heads, as they stood. */
  furniture: string[]
}

/** Takes page numbers and running heads out of a form's lines, and parts printed words from the values they are glued to. */
export function tidyLines(rows: readonly StreamRow[], lexicon: Lexicon): TidyLines {
  const { rows: own, furniture } = withoutPageFurniture(rows)
  return { rows: partGlued(joinBroken(own, lexicon), lexicon), furniture }
}

const SHORTEST_BEGINNING = 4
const MOST_BETWEEN = 2

/** A label of a field whose lines an empty line has parted (`同名项目上年预算额（` / `元）`) stands on one line again. */
function joinBroken(rows: readonly StreamRow[], lexicon: Lexicon): StreamRow[] {
  const labels = lexicon.prefixes.filter(({ label }) => label.kind === 'field' && !label.alias).map(({ key }) => key)
  const result = [...rows]
  result.forEach((row, at) => {
    const text = lineOf(row)
    const key = text === '' || text.length > LONGEST_RUNNING_HEAD ? '' : labelKey(text)
    if (key.length < SHORTEST_BEGINNING || (lexicon.lookup(key).length > 0 && !/[（(]$/u.test(text)) || !labels.some(label => label.startsWith(key))) return
    const next = result.findIndex((other, i) => i > at && other.cells.length > 0)
    const end = next <= at + 1 || next - at > MOST_BETWEEN ? '' : lineOf(result[next]!)
    if (end === '' || !labels.includes(key + labelKey(end))) return
    result[at] = { ...row, cells: [{ ...row.cells[0]!, text: text + end }] }
    result[next] = { ...result[next]!, cells: [] }
  })
  return result
}

const lineOf = (row: StreamRow): string => (row.kind === 'line' && row.cells.length === 1 ? row.cells[0]!.text.trim() : '')

const PAGE_NUMBER = /^(?:第\d+页(?:[,，/]?[(（]?共\d+页[)）]?)?|共\d+页[,，/]?第\d+页|[-—–－·]+\d{1,4}[-—–－·]+|page\d+(?:(?:of|\/)\d+)?)$/iu
const MOST_EDGE_LINES = 2
const SHORTEST_RUNNING_HEAD = 6
const LONGEST_RUNNING_HEAD = 40

/** Page numbers, and lines that stand at the same edge of three pages or more. */
function withoutPageFurniture(rows: readonly StreamRow[]): TidyLines {
  const running = runningHeads(rows)
  const furniture: string[] = []
  const kept: StreamRow[] = []
  let pageEnded = false
  for (const row of rows) {
    const text = row.cells.length === 1 ? row.cells[0]!.text.trim() : ''
    const plain = squash(text)
    if (row.kind === 'line' && plain !== '' && (PAGE_NUMBER.test(plain) || running.has(row))) {
      furniture.push(text)
      pageEnded ||= row.breakBefore
      continue
    }
    const ends = pageEnded && row.cells.length > 0
    kept.push(ends && !row.breakBefore ? { ...row, breakBefore: true } : row)
    if (ends) pageEnded = false
  }
  return { rows: kept, furniture }
}

function runningHeads(rows: readonly StreamRow[]): Set<StreamRow> {
  const pages: StreamRow[][] = []
  for (const row of rows) {
    if (pages.length === 0 || row.breakBefore) pages.push([])
    if (row.cells.length > 0) pages.at(-1)!.push(row)
  }
  const found = new Set<StreamRow>()
  if (pages.length < 3) return found
  const seen = new Map<string, StreamRow[]>()
  for (const page of pages) {
    const edges = new Set([...page.slice(0, MOST_EDGE_LINES), ...page.slice(-MOST_EDGE_LINES)])
    for (const row of edges) {
      const key = row.kind === 'line' ? squash(row.cells.map(cell => cell.text).join('')) : ''
      if (key.length >= SHORTEST_RUNNING_HEAD && key.length <= LONGEST_RUNNING_HEAD && /\p{L}/u.test(key)) seen.set(key, [...(seen.get(key) ?? []), row])
    }
  }
  // The first is the title where it is one; what comes again on every page is none.
  for (const same of seen.values()) if (same.length >= 3 && same.length >= pages.length - 1) for (const row of same.slice(1)) found.add(row)
  return found
}

interface Printed { text: string; labels: Label[]; level: boolean }

/** A printed word that stands nowhere by itself: in the whole form, or on one page. */
interface MissingLabel { text: string; page: number | null }

const SHORTEST_GLUED = 4
/** Words after which a label's words are those of a sentence. */
const LEADS_ON = /(?:[的、，《“"（(与和及或各该为按]|年度|本年|各项|一个)$/u
const GOES_ON = /^[、，。；的》”"）)与和及或等是为]/u

/**
 * Copied lines lose the gap between a value and the label beside it (`某某平台（运维）项目名称`, `培训完成率产出目标`).
 * A label that stands nowhere by itself is parted from the word that begins or ends with it.
 */
function partGlued(rows: readonly StreamRow[], lexicon: Lexicon): StreamRow[] {
  const missing = missingLabels(rows, lexicon)
  if (missing.length === 0) return [...rows]
  const result = [...rows]
  let page = 0
  const done = new Set<string>()
  rows.forEach((row, at) => {
    if (row.breakBefore && at > 0) page++
    if (row.kind !== 'line' || row.cells.length !== 1) return
    const text = row.cells[0]!.text
    for (const { text: label, page: only } of missing) {
      if ((only !== null && only !== page) || done.has(`${label}/${only}`)) continue
      const parted = partedAt(text, label)
      if (parted === null) continue
      result[at] = { ...row, cells: [{ ...row.cells[0]!, text: parted }] }
      done.add(`${label}/${only}`)
      return
    }
  })
  return result
}

/** The line with its label set apart; null where no word begins or ends with it, or where it is part of a sentence. */
function partedAt(line: string, label: string): string | null {
  const plain = line.normalize('NFKC')
  const wanted = label.normalize('NFKC')
  if (plain.length !== line.length) return null
  for (let from = plain.indexOf(wanted); from >= 0; from = plain.indexOf(wanted, from + 1)) {
    const to = from + wanted.length
    const before = plain.slice(0, from)
    const after = plain.slice(to)
    const [left = ''] = before.match(/\S+$/u) ?? []
    const [right = ''] = after.match(/^\S+/u) ?? []
    if ((left === '') === (right === '')) continue
    if (left !== '' && (LEADS_ON.test(left) || left.length < 2)) continue
    if (right !== '' && (GOES_ON.test(right) || /^[:：]/u.test(right))) continue
    return `${line.slice(0, from)}${left === '' ? '' : '  '}${line.slice(from, to)}${right === '' ? '' : '  '}${line.slice(to)}`
  }
  return null
}

/** Official labels that no line has by itself: fields and headings in the whole form, levels page by page. */
function missingLabels(rows: readonly StreamRow[], lexicon: Lexicon): MissingLabel[] {
  const here = new Set<string>()
  let pages = 0
  for (const block of blocksOf(rows, lexicon)) {
    pages = Math.max(pages, block.page + 1)
    for (const piece of block.lines.flat()) for (const label of piece.labels ?? []) here.add(nameOf(label, block.page))
  }
  const { edition } = lexicon
  const printed: Printed[] = []
  const add = (text: string | null | undefined, level: boolean): void => {
    const plain = squash(text ?? '').replace(/[*＊:：]+$/u, '')
    const labels = plain.length < SHORTEST_GLUED || /\{/u.test(plain) ? [] : lexicon.lookup(labelKey(plain)).filter(label => label.kind === 'head' || ((label.kind === 'field' || label.kind === 'level') && !label.alias))
    if (labels.length > 0) printed.push({ text: plain, labels, level })
  }
  for (const row of edition.rows) {
    if (row.kind === 'list') for (const text of [row.side?.text, ...row.header.map(head => head.text)]) add(text, false)
    else for (const cell of row.cells) if (cell.kind === 'label') add(cell.text, false)
  }
  for (const level of edition.levels) for (const text of [level.name, ...level.children.map(child => child.name)]) add(text, true)
  return printed.flatMap(({ text, labels, level }): MissingLabel[] => {
    if (!level) return labels.some(label => here.has(nameOf(label, 0))) ? [] : [{ text, page: null }]
    return Array.from({ length: pages }, (_, page) => page).filter(page => !labels.some(label => here.has(nameOf(label, page)))).map(page => ({ text, page }))
  }).sort((a, b) => b.text.length - a.text.length)
}

function nameOf(label: Label, page: number): string {
  if (label.kind === 'field') return `field ${label.field}`
  if (label.kind === 'head') return `head ${label.head}`
  return label.kind === 'level' ? `level ${label.level1} ${label.level2 ?? ''} ${page}` : label.kind
}
