import type { Edition } from '../editions/schema'
import { lexiconOf, type Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { vocabulary } from './vocabulary'
import { labelKey } from './words'

/** One declaration within the document: its rows and the edition that fits it best. */
export interface FormSource {
  lexicon: Lexicon
  rows: StreamRow[]
  year: number | null
  /** A title of the edition stands in it. */
  titled: boolean
}

interface Hits {
  title: boolean
  project: boolean
  foreign: boolean
  /** Distinct labels found in the row, edition by edition. */
  labels: string[][]
  /** Those among them that are a whole cell, line or word of a short line, by an official printing. */
  strong: string[][]
  any: boolean
}

const LONGEST_TITLE_LINE = 40
const MOST_ROWS_BETWEEN_ANCHORS = 80
const MOST_ROWS_BETWEEN_LABELS = 120
const MOST_LINES_AFTER_LAST_LABEL = 60
/** Lines of a column of names or targets count half. */
const SHORT_LINE = 24
const LONGEST_LABEL_LINE = 60

/** Finds the declarations of a document, in its order; rows outside of them are the rest. */
export function findForms(rows: readonly StreamRow[], editions: readonly Edition[]): { forms: FormSource[]; rest: StreamRow[] } {
  const lexicons = editions.map(lexiconOf)
  const hits = rows.map(row => hitsOf(row, lexicons))
  const page = pagesOf(rows)
  const starts = startsOf(rows, hits, page)
  const read = (i: number, limit: number): ReturnType<typeof formOf> => formOf(rows, hits, lexicons, page, starts[i]!.start, limit)
  const isForm = starts.map((_, i) => read(i, starts[i + 1]?.anchor ?? rows.length) !== null)
  const forms: FormSource[] = []
  const taken = new Uint8Array(rows.length)
  starts.forEach(({ start }, i) => {
    // What merely looks like a beginning takes nothing from the form before.
    const next = starts[i + 1]
    const form = isForm[i] ? read(i, next ? (isForm[i + 1] ? next.start : next.anchor) : rows.length) : null
    if (!form) return
    forms.push(form.source)
    taken.fill(1, start, form.end)
  })
  return { forms, rest: rows.filter((row, i) => taken[i] === 0 && row.cells.length > 0) }
}

/** Pages of the stream; a line or two between two of them (a page number, a stray sign) are none of their own. */
function pagesOf(rows: readonly StreamRow[]): number[] {
  let page = 0
  let signs = 0
  let filled = 0
  let table = false
  return rows.map((row, i) => {
    const slight = filled > 0 && filled <= MOST_STRAY_LINES && signs <= MOST_STRAY_SIGNS && !table
    if (row.breakBefore && i > 0) {
      if (!slight) page++
      signs = filled = 0
      table = false
    }
    if (row.cells.length > 0) filled++
    signs += row.cells.reduce((sum, cell) => sum + cell.text.trim().length, 0)
    table ||= row.kind === 'table'
    return page
  })
}

const MOST_STRAY_LINES = 2
const MOST_STRAY_SIGNS = 16

function hitsOf(row: StreamRow, lexicons: readonly Lexicon[]): Hits {
  const hits: Hits = { title: false, project: false, foreign: false, labels: lexicons.map(() => []), strong: lexicons.map(() => []), any: false }
  for (const cell of row.cells) {
    for (const part of partsOf(cell.text)) {
      for (const piece of piecesOf(part, row.kind)) {
        const key = labelKey(piece)
        if (key === '') continue
        if (vocabulary.foreign.includes(key)) hits.foreign = true
        lexicons.forEach((lexicon, i) => {
          if (key.length <= LONGEST_TITLE_LINE && lexicon.titleKeys.some(title => key.includes(title)) && !/自评|评价|汇总/u.test(key)) hits.title = true
          if (key.length > lexicon.longestKey) return
          for (const label of lexicon.lookup(key)) {
            if (label.kind === 'field' && label.field === 'projectName') hits.project = true
            const name = label.kind === 'field' ? `field ${label.field}` : label.kind === 'head' ? `head ${label.head}` : label.kind === 'level' && !label.alias ? `level ${label.level1} ${label.level2 ?? ''}` : null
            if (name === null) continue
            hits.labels[i]?.push(name)
            if ((label.kind !== 'field' || !label.alias) && part.length <= LONGEST_LABEL_LINE && piece.length > 1 && !/[:：]./u.test(part)) hits.strong[i]?.push(name)
          }
        })
      }
    }
  }
  hits.any = hits.title || hits.labels.some(found => found.length > 0)
  return hits
}

/** A cell's lines, and the whole of a short cell whose words are broken over lines. */
function partsOf(text: string): string[] {
  if (text.length > 400) return [text.slice(0, 60)]
  const lines = text.split('\n')
  return lines.length > 1 && text.length <= LONGEST_LABEL_LINE ? [lines.join(''), ...lines] : lines
}

/** The parts of a line that could be labels: the whole, the words before a colon, the words between wide gaps. */
function piecesOf(text: string, kind: StreamRow['kind']): string[] {
  const plain = text.trim()
  if (plain === '') return []
  const pieces = [plain]
  const colon = plain.search(/[:：]/u)
  if (colon > 1 && colon < 30) pieces.push(plain.slice(0, colon))
  if (kind === 'line' || plain.length < 120) {
    const words = plain.split(/\s+/u)
    if (words.length > 1 && words.length <= 12) pieces.push(...words)
  }
  return pieces
}

/** The rows at which declarations may begin, and the title or label that says so. */
function startsOf(rows: readonly StreamRow[], hits: readonly Hits[], page: readonly number[]): { start: number; anchor: number }[] {
  interface Cluster { title: number | null; project: number | null; first: number; last: number }
  const clusters: Cluster[] = []
  hits.forEach((hit, at) => {
    if (!hit.title && !hit.project) return
    const current = clusters.at(-1)
    // A title may stand a table before its labels; labels before their title are on its page.
    const inTable = current !== undefined && current.project !== null && rows[current.project]?.kind === 'table'
    const near = current !== undefined && !(hit.title && inTable) && (page[at] === page[current.last] || (current.title !== null && at - current.last < MOST_ROWS_BETWEEN_ANCHORS))
    const clash = current !== undefined && ((hit.title && current.title !== null) || (hit.project && current.project !== null))
    if (current && near && !clash) {
      if (hit.title) current.title = at
      if (hit.project) current.project = at
      current.last = at
    } else clusters.push({ title: hit.title ? at : null, project: hit.project ? at : null, first: at, last: at })
  })
  const starts: { start: number; anchor: number }[] = []
  clusters.forEach((cluster, i) => {
    const next = clusters[i + 1]?.first ?? rows.length
    const previous = clusters[i - 1]
    if (cluster.project === null && previous && distinct(hits, cluster.first, next, /^field /u) < 4) return
    const start = beginning(rows, hits, page, cluster.first, cluster.title, previous?.last ?? -1)
    starts.push({ start: previous ? parting(hits, page, start, cluster.first) : start, anchor: cluster.first })
  })
  return starts
}

/**
 * Where the form of an anchor begins. Text as a PDF stores it has the title anywhere on the page, so the form takes the
 * page from its top; in reading order it begins with the title, or with the few lines above the first label.
 */
function beginning(rows: readonly StreamRow[], hits: readonly Hits[], page: readonly number[], first: number, title: number | null, previous: number): number {
  let top = first
  while (top > 0 && page[top - 1] === page[first] && rows[top - 1]?.kind === 'line' && top - 1 > previous) top--
  const pageIsOwn = top === 0 || page[top - 1] !== page[first]
  if (title !== null && title > first && pageIsOwn) return top
  if (title === first) {
    const before = countHits(hits, top, first)
    return pageIsOwn && before > 0 ? top : first
  }
  let start = first
  for (let back = 1; back <= 6 && first - back > previous; back++) {
    const row = rows[first - back]
    if (!row || (row.block !== rows[first]?.block && row.kind === 'table')) break
    if (row.cells.length > 0 && (hits[first - back]?.any || /\d{4}\s*年?度?/u.test(row.cells[0]?.text ?? ''))) start = first - back
  }
  return pageIsOwn && countHits(hits, top, first) > 1 ? top : start
}

const LATE = /^(?:level |head (?:level1|level2|name|value)|field (?:remarks|annualGoal))/u

/** Where two forms on one page part: labels of a form's end before, labels of its beginning behind. */
function parting(hits: readonly Hits[], page: readonly number[], from: number, to: number): number {
  let best = from
  let score = 0
  let bestScore = 0
  for (let at = from; at < to; at++) {
    for (const name of new Set(hits[at]?.strong.flat())) score += LATE.test(name) ? 1 : -1
    if (score > bestScore) [best, bestScore] = [at + 1, score]
  }
  // The last rows of a form come after its last label, on the same page.
  const tail = bestScore > 0 && to - best <= LONGEST_TAIL && page[to] === page[best - 1]
  return tail && countHits(hits, best, to) === 0 ? to : best
}

const LONGEST_TAIL = 12

function countHits(hits: readonly Hits[], from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (hits[i]?.any) count++
  return count
}

function distinct(hits: readonly Hits[], from: number, to: number, which: RegExp, edition?: number): number {
  const found = new Set<string>()
  for (let i = from; i < to; i++) hits[i]?.labels.forEach((labels, e) => { if (edition === undefined || e === edition) for (const label of labels) if (which.test(label)) found.add(label) })
  return found.size
}

/** Where a form of one edition ends: after its last label and what hangs on it, before other tables and pages. */
function endOf(rows: readonly StreamRow[], hits: readonly Hits[], page: readonly number[], edition: number, start: number, limit: number): number {
  let last = start
  for (let at = start; at < limit && at - last <= MOST_ROWS_BETWEEN_LABELS; at++) {
    if (page[at]! - page[last]! > 1) break
    if (at > start && isOtherTable(rows, hits, edition, at, limit)) break
    if (hits[at]?.title || (hits[at]?.strong[edition]?.length ?? 0) > 0) last = at
  }
  const inTable = rows[last]?.kind === 'table'
  let end = last + 1
  let lines = 0
  for (; end < limit; end++) {
    const row = rows[end]
    if (!row) break
    if (row.breakBefore && (!continuesTable(rows, end, limit) || isOtherTable(rows, hits, edition, end, limit))) break
    if (row.kind === 'line' && row.cells.length > 0 && (inTable || (lines += row.cells[0]!.text.trim().length > SHORT_LINE ? 1 : 0.5) > MOST_LINES_AFTER_LAST_LABEL)) break
  }
  return end
}

const MOST_ROWS_WITHOUT_LABEL = 80

/** A table of its own behind the form: its columns are headed in one row, a common word such as 备注 among them, or it goes on and on without a label. */
function isOtherTable(rows: readonly StreamRow[], hits: readonly Hits[], edition: number, at: number, limit: number): boolean {
  const first = rows[at]
  if (!first?.breakBefore || first.kind !== 'table') return false
  let labelled = 0
  let count = 0
  for (let i = at; i < limit && rows[i]?.block === first.block; i++) {
    count++
    const labels = new Set(hits[i]?.strong[edition]).size
    if (labels === 0) continue
    if (++labelled > 1 || labels > 2 || rows[i]!.cells.length < 4) return false
  }
  return labelled === 1 ? count > 4 : count > MOST_ROWS_WITHOUT_LABEL
}

/** A table that goes on after a page break without any label: as many columns at most, its last cells short. */
function continuesTable(rows: readonly StreamRow[], at: number, limit: number): boolean {
  const before = rows[at - 1]
  const row = rows[at]
  if (!before || !row || before.kind !== 'table' || row.kind !== 'table' || row.cells.length < 2) return false
  const width = (of: StreamRow): number => Math.max(...of.cells.map(cell => cell.column + cell.colSpan))
  for (let i = at; i < Math.min(limit, at + 3); i++) {
    const next = rows[i]
    if (!next || next.block !== row.block) break
    if (next.kind !== 'table' || next.cells.some(cell => vocabulary.foreign.includes(labelKey(cell.text)))) return false
  }
  return width(row) <= width(before) + 1
}

function formOf(rows: readonly StreamRow[], hits: readonly Hits[], lexicons: readonly Lexicon[], page: readonly number[], start: number, limit: number): { source: FormSource; end: number } | null {
  let best: { source: FormSource; end: number; score: number; found: number } | null = null
  lexicons.forEach((lexicon, i) => {
    const end = endOf(rows, hits, page, i, start, limit)
    const own = rows.slice(start, end)
    const year = yearOf(own)
    const found = distinct(hits, start, end, /^field /u, i)
    const score = found + distinct(hits, start, end, /^(head|level) /u, i) / 2 + titleScore(own, lexicon) + (year !== null && inForce(lexicon.edition, year) ? 2 : 0)
    if (!best || score > best.score) best = { source: { lexicon, rows: own, year, titled: hits.slice(start, end).some(hit => hit.title) }, end, score, found }
  })
  const chosen = best as { source: FormSource; end: number; score: number; found: number } | null
  if (!chosen) return null
  const { titled, lexicon } = chosen.source
  if (!titled && hits.slice(start, chosen.end).some(hit => hit.foreign)) return null
  return chosen.found < (titled ? 4 : Math.max(6, Math.ceil(lexicon.order.length * 0.5))) ? null : chosen
}

function inForce(edition: Edition, year: number): boolean {
  return edition.years.from <= year && (edition.years.to === null || year <= edition.years.to)
}

function titleScore(rows: readonly StreamRow[], lexicon: Lexicon): number {
  let score = 0
  for (const row of rows) {
    for (const cell of row.cells) {
      if (cell.text.length > 200) continue
      const key = labelKey(cell.text)
      for (const title of lexicon.titleKeys) if (key.includes(title)) score = Math.max(score, key.startsWith(title) ? 3 : 2)
    }
  }
  return score
}

const YEAR_LINE = /^(?:[（(]\s*(20\d{2})\s*年?\s*度?\s*[)）]\s*年?\s*度?|(20\d{2})\s*年\s*度?)$/u
const YEAR_WITHIN = /[（(]\s*(20\d{2})\s*(?:年度?\s*[)）]|[)）]\s*年度?)/u
const YEAR_GOALS = /(20\d{2})\s*年\s*绩效目标/u

/** The year a form says it is for: `(2018年 )`, `(2020)年度`, `（2026年度）`, `2020年绩效目标`. */
function yearOf(rows: readonly StreamRow[]): number | null {
  let loose: number | null = null
  for (const row of rows) {
    for (const cell of row.cells) {
      for (const line of cell.text.length > 300 ? [] : cell.text.split('\n')) {
        const alone = line.trim().match(YEAR_LINE)
        if (alone) return Number(alone[1] ?? alone[2])
        const within = line.length < 120 ? line.match(YEAR_WITHIN) ?? line.match(YEAR_GOALS) : null
        if (within && loose === null && /申报|绩效目标|年度\s*[)）]?\s*$/u.test(line)) loose = Number(within[1])
      }
    }
  }
  return loose
}
