import type { PlacedLabel, PlacedWord } from './printedLabels'
import { emWidth, listNumber, openBrackets, startsListItem } from './words'

/** Words of lines as text, single blanks between those of one line. */
export function textBeside(words: readonly PlacedWord[]): string {
  return words.map((word, i) => (i === 0 ? '' : word.line === words[i - 1]!.line ? ' ' : '\n') + word.text).join('')
}

/** The lines of two texts that stand side by side, each under its own label. */
export function twoColumns(units: readonly { words: PlacedWord[] }[], labels: readonly PlacedLabel[], columns: boolean): PlacedWord[][][] {
  const order = labels.map((label, i) => ({ i, from: label.from })).sort((a, b) => a.from - b.from).map(entry => entry.i)
  const parts = byContent(units, columns ? rightPlace(units) : null)
  const result: PlacedWord[][][] = labels.map(() => [])
  parts.forEach((part, at) => { result[order[at]!] = part })
  return result
}

/** The place at which the right text begins: where most lines have a word after a gap. */
function rightPlace(units: readonly { words: PlacedWord[] }[]): number {
  const counts = new Map<number, number>()
  const left = Math.min(...units.map(unit => unit.words[0]!.from))
  for (const { words } of units) {
    words.forEach((word, i) => {
      if (word.from < left + 8) return
      const weight = i === 0 || word.gap >= 2 ? 2 : startsListItem(word.text) ? 1 : 0.2
      counts.set(word.from, (counts.get(word.from) ?? 0) + weight)
    })
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? Infinity
}

interface State { cost: number; choice: number; from: State | null; last: [number, number]; list: [number, number] }

const MOST_STATES = 400

/** Pieces of two texts, line after line as the page has them, told apart by their lists and sentences. */
function byContent(units: readonly { words: PlacedWord[] }[], right: number | null): [PlacedWord[][], PlacedWord[][]] {
  const pieces: PlacedWord[][] = []
  for (const { words } of units) {
    words.forEach((word, i) => {
      if (i === 0 || word.gap >= 2 || startsListItem(word.text) || (/[\u4e00-\u9fff。；，、”）]$/u.test(words[i - 1]!.text) && /^[\u4e00-\u9fff“（]/u.test(word.text))) pieces.push([word])
      else pieces.at(-1)!.push(word)
    })
  }
  const texts = pieces.map(textBeside)
  const widest = Math.max(...texts.map(text => emWidth(text)))
  let states: State[] = [{ cost: 0, choice: -1, from: null, last: [-1, -1], list: [0, 0] }]
  texts.forEach((text, at) => {
    const next: State[] = []
    const number = startsListItem(text) ? listNumber(text) : null
    const sameLine = at > 0 && pieces[at - 1]![0]!.line === pieces[at]![0]!.line
    for (const state of states) {
      for (const side of [0, 1] as const) {
        if (sameLine && state.choice === 1 && side === 0) continue
        const placed = right === null || (sameLine && pieces[at]![0]!.gap < 2) ? null : pieces[at]![0]!.from < right - 2 ? 0 : 1
        if (placed !== null && placed !== side) continue
        const last = state.last[side]
        const before = last >= 0 ? texts[last]! : ''
        let cost = state.cost + (at - last > 4 ? 0.2 : 0) + (sameLine && state.choice === side ? 1 : 0)
        if (sameLine && state.choice === side && last === at - 1 && number === null) {
          next.push({ ...state, cost, choice: side, from: state, last: side === 0 ? [at, state.last[1]] : [state.last[0], at] })
          continue
        }
        const ended = /[。；]\s*$/u.test(before) && openBrackets(before) === 0
        if (number !== null) cost += (number === state.list[side] + 1 ? 0 : 4) + (before === '' || ended ? 0 : 1.5)
        else cost += before === '' ? 1.5 : ended ? 3 : emWidth(before) > widest * 0.6 ? 0 : 1.5
        if (side === 1 && state.last[0] < 0) cost += 2
        const [lastLeft, lastRight] = state.last
        const [leftList, rightList] = state.list
        next.push({ cost, choice: side, from: state, last: side === 0 ? [at, lastRight] : [lastLeft, at], list: number === null ? state.list : side === 0 ? [number, rightList] : [leftList, number] })
      }
    }
    states = next.sort((a, b) => a.cost - b.cost).slice(0, MOST_STATES)
  })
  const parts: [PlacedWord[][], PlacedWord[][]] = [[], []]
  let state: State | null = states[0] ?? null
  for (let at = pieces.length - 1; at >= 0 && state?.from; at--, state = state.from) parts[state.choice === 1 ? 1 : 0].unshift(pieces[at]!)
  return parts
}
