import type { FieldKey } from '../declaration/model'
import type { Lexicon } from './lexicon'
import { vocabulary } from './vocabulary'
import { squash } from './words'

/** Boxes of symbol fonts come out of files as signs of the private area. */
const ON = new Set([...vocabulary.tickOn, '\uf0fe', '\uf052', '\uf050', '\uf0fc', '\u00fe', '\u0052'])
const OFF = new Set([...vocabulary.tickOff, '\uf0a8', '\uf06f', '\uf0a3', '\uf071', '\u00a8', '\u00a3'])

export interface TickGroup {
  field: FieldKey
  ticked: string[]
  /** Options that were seen, ticked or not. */
  seen: number
  /** No tick was there; `ticked` is the one option that has no box. */
  guessed: boolean
}

interface Seen { field: FieldKey; value: string; from: number; to: number }

const SHORTEST_OPTION = 4

/** Whether a text has a box, ticked or empty, right beside one of the form's options. */
export function hasTicks(text: string, lexicon: Lexicon): boolean {
  const plain = squash(text)
  return optionsIn(plain, lexicon).some(option => isBox(plain[option.to]) || isBox(plain[option.from - 1]))
}

const isBox = (sign: string | undefined): boolean => sign !== undefined && (ON.has(sign) || OFF.has(sign))

/** Reads the ticks of a text with options and boxes; `rest` is what is neither. */
export function readTicks(text: string, lexicon: Lexicon): { groups: TickGroup[]; rest: string } {
  const plain = squash(text)
  const options = optionsIn(plain, lexicon)
  // Boxes stand after the words in the official form, before them in some copies: the first sign tells.
  const first = options[0]
  const before = first !== undefined && isBox(plain[first.from - 1]) && (first.from === 1 || !isBox(plain[(options.at(-1)?.to ?? 0)]))
  const boxOf = (option: Seen): string | undefined => (before ? plain[option.from - 1] : plain[option.to])
  const groups = new Map<FieldKey, { on: string[]; bare: string[]; seen: number }>()
  const used = new Uint8Array(plain.length)
  for (const option of options) {
    used.fill(1, option.from, option.to)
    const box = boxOf(option)
    if (isBox(box)) used[before ? option.from - 1 : option.to] = 1
    const group = groups.get(option.field) ?? { on: [], bare: [], seen: 0 }
    group.seen++
    if (box !== undefined && ON.has(box)) group.on.push(option.value)
    else if (!isBox(box)) group.bare.push(option.value)
    groups.set(option.field, group)
  }
  let rest = ''
  for (let i = 0; i < plain.length; i++) if (!used[i]) rest += plain[i]
  return {
    rest,
    groups: [...groups].map(([field, { on, bare, seen }]) => {
      const guessed = on.length === 0 && bare.length === 1 && seen > 1
      return { field, seen, guessed, ticked: on.length > 0 ? on : guessed ? bare : [] }
    }),
  }
}

/** Options found in a text without blanks, longest words first, none inside another. */
function optionsIn(plain: string, lexicon: Lexicon): Seen[] {
  const taken = new Uint8Array(plain.length)
  const found: Seen[] = []
  const options = lexicon.options.filter(option => option.key.length >= SHORTEST_OPTION).sort((a, b) => b.key.length - a.key.length)
  const text = plain.toLowerCase()
  for (const option of options) {
    for (let from = text.indexOf(option.key); from >= 0; from = text.indexOf(option.key, from + 1)) {
      const to = from + option.key.length
      if (taken.subarray(from, to).some(Boolean)) continue
      taken.fill(1, from, to)
      found.push({ field: option.field, value: option.value, from, to })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
