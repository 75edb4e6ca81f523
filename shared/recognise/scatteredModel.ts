import type { FieldKey } from '../declaration/model'
import type { Label, Lexicon } from './lexicon'
import type { Block } from './textBlocks'

/** Text between two printed words (or line ends) of one line. */
export interface TextItem {
  kind: 'text'
  page: number
  block: number
  line: number
  words: { text: string; wideGap: boolean }[]
  text: string
  /** A field has it. */
  used: boolean
}

export interface LabelItem {
  kind: 'label'
  page: number
  block: number
  line: number
  labels: Label[]
  text: string
  /** Broken over several lines by its narrow column: such a label stands beside its own value. */
  wrapped: boolean
}

export type Item = TextItem | LabelItem

/** Blocks as one sequence of printed words and texts, in the order of the document. */
export function itemsOf(blocks: readonly Block[]): Item[] {
  const items: Item[] = []
  blocks.forEach(({ page, lines }, block) => {
    for (const pieces of lines) {
      let open: TextItem | null = null
      for (const piece of pieces) {
        if (piece.labels) {
          open = null
          items.push({ kind: 'label', page, block, line: piece.line, labels: piece.labels, text: piece.text, wrapped: piece.wrapped === true })
        } else if (open) {
          open.words.push({ text: piece.text, wideGap: piece.wideGap })
          open.text += (piece.wideGap ? '  ' : ' ') + piece.text
        } else {
          open = { kind: 'text', page, block, line: piece.line, words: [{ text: piece.text, wideGap: piece.wideGap }], text: piece.text, used: false }
          items.push(open)
        }
      }
    }
  })
  return items
}

/** The field that a label item names, if it names one; where it names several, the first that `wanted` takes. */
export function fieldOfItem(item: Item | undefined, wanted: (field: FieldKey) => boolean = () => true): FieldKey | null {
  if (item?.kind !== 'label') return null
  for (const label of item.labels) if (label.kind === 'field' && wanted(label.field)) return label.field
  return null
}

/** Whether it is the printed name of a first level. */
export function isFirstLevel(item: Item): item is LabelItem {
  return item.kind === 'label' && item.labels.some(label => label.kind === 'level' && label.level2 === null)
}

/** Whether it is one of these heads of columns. */
export function hasHead(item: Item, ...heads: string[]): boolean {
  return item.kind === 'label' && item.labels.some(label => label.kind === 'head' && heads.includes(label.head))
}

/** Kind of a field in the edition. */
export function kindOf(lexicon: Lexicon, field: FieldKey | null): string | null {
  return field === null ? null : lexicon.fields.get(field)?.kind ?? null
}
