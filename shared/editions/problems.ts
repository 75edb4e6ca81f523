import { SHAPE_FAULTS } from '../text/shapeFault'

/** What can be wrong with an edition file. The words are those of `editionFaults:fault`. */
export const EDITION_FAULTS = [
  'notJson', 'newer', ...SHAPE_FAULTS,
  'grid.tooWide', 'grid.gap', 'grid.overlap', 'grid.hangsOut', 'grid.header', 'grid.columns', 'tooWide', 'smallestType', 'yearsReversed',
  'fieldTwice', 'noOptions', 'optionTwice', 'printedUnknown', 'printedTwice', 'askedTwice', 'askedNowhere', 'askedUnknown', 'emptySection', 'sectionTwice',
  'listAskedTwice', 'listPrintedTwice', 'listAskedNowhere', 'noIndicators', 'columnTwice', 'columnMissing', 'noSecondLevels',
  'notTicked', 'tickUnknown', 'optionNotPrinted', 'optionPrintedTwice', 'levelTwice',
] as const
export type EditionFault = (typeof EDITION_FAULTS)[number]

/** Parts of a pack that are told by name; any other is told as it is written in the file. The words are those of `editionFaults:part`. */
export const EDITION_PARTS = [
  'format', 'id', 'revision', 'name', 'confirmed', 'years', 'fields', 'sections', 'levels', 'wantedLevels', 'formats', 'page', 'title', 'columns', 'rows', 'signature', 'seal', 'recognition',
  'cells', 'header', 'side', 'lines', 'children', 'options', 'aliases', 'key', 'label', 'kind', 'text', 'value', 'field', 'list', 'span', 'rowSpan', 'align', 'guidance', 'example',
  'fontPt', 'smallestPt', 'titlePt', 'lineHeight', 'marginsMm', 'paper', 'date', 'money', 'tick', 'indicatorValue', 'required', 'printed', 'from', 'to',
] as const

/** One step on the way to a part: `number` counts from 1 where it is one of several, `name` is what the file calls it. */
export interface PackStep {
  part: string
  number?: number
  name?: string
}

/** One thing wrong with an edition file: where (`rows[3].cells[0].span`, and the same as steps), and what. */
export interface EditionProblem {
  path: string
  steps: PackStep[]
  fault: EditionFault
  params: Record<string, string | number>
}

/** A problem at a place of a pack; `input` is the pack as far as it could be read, for the names of its parts. */
export function problemAt(path: readonly PropertyKey[], fault: EditionFault, params: EditionProblem['params'] = {}, input: unknown = null): EditionProblem {
  const steps: PackStep[] = []
  let value = input
  for (const step of path) {
    value = value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined
    const last = steps.at(-1)
    if (typeof step !== 'number' || !last) steps.push({ part: String(step) })
    else {
      last.number = step + 1
      const name = nameOf(value)
      if (name) last.name = name
    }
  }
  return { path: path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`)).join(''), steps, fault, params }
}

const LONGEST_NAME = 20

/** What a part of a pack calls itself: a field its label, a section its title, a level its name, an option its value. */
function nameOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const { label, title, name, text, value: own } = value as Record<string, unknown>
  const words = [label, (title as { zh?: unknown } | null | undefined)?.zh, name, text, own].find((word): word is string => typeof word === 'string' && word.trim() !== '')
  return words === undefined ? null : [...words].slice(0, LONGEST_NAME).join('')
}

/** Text by key, `namespace:key`, with its parameters. */
type Say = (key: string, params?: Record<string, string | number>) => string

/** A problem in words: the place for people (`表格 第 4 行 · 单元格 第 1 个「项目名称」· 占几列`), and what is wrong there. */
export function describeProblem(say: Say, { steps, fault, params }: EditionProblem): { place: string; what: string } {
  const known = new Set<string>(EDITION_PARTS)
  const words = steps.map(({ part, number, name }) => {
    const title = known.has(part) ? say(`editionFaults:part.${part}`) : part
    if (number === undefined) return title
    return name === undefined ? say('editionFaults:numbered', { part: title, number }) : say('editionFaults:named', { part: title, number, name })
  })
  return { place: words.join(' · ') || say('editionFaults:wholeFile'), what: say(`editionFaults:fault.${fault}`, params) }
}
