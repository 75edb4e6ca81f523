import { AppError } from '../../shared/errors'
import type { Sheet } from '../../shared/sheet/sheet'
import type { PageEngine, PageOptions } from './pageEngine'

/** How long work is told of and stopped. */
export interface Making {
  /** Stopped between two parts: the work then throws `cancelled`. */
  signal?: AbortSignal
  /** Forms printed so far. */
  onPrinted?: (count: number) => void
}

/**
 * Forms printed in one go: the time a form grows with the number of pages in a print (by 100 forms 17 ms, by 500 already 40),
 * and each part has the fonts again (25 kB a part and face).
 */
const MOST_A_PART = 80
/** From here on two parts, side by side on two pages, take less time than one. */
const WORTH_PARTING = 40
const SIDE_BY_SIDE = 2

/** How many forms go into each part, as equal as can be. */
export function partSizes(count: number): number[] {
  const parts = count < WORTH_PARTING ? 1 : SIDE_BY_SIDE * Math.ceil(count / (SIDE_BY_SIDE * MOST_A_PART))
  return Array.from({ length: parts }, (_, i) => Math.floor(((i + 1) * count) / parts) - Math.floor((i * count) / parts))
}

/** Prints many sheets in parts, two at a time; the parts in order, and the pages of each sheet. */
export async function printInParts(engine: PageEngine, sheets: readonly Sheet[], options: PageOptions, { signal, onPrinted }: Making = {}): Promise<{ parts: Uint8Array[]; pages: number[] }> {
  const starts: { index: number; from: number; to: number }[] = []
  for (const [index, size] of partSizes(sheets.length).entries()) {
    const from = starts.at(-1)?.to ?? 0
    starts.push({ index, from, to: from + size })
  }
  const made: { bytes: Uint8Array; pages: number[] }[] = []
  let printed = 0
  const worker = async (): Promise<void> => {
    for (let part = starts.shift(); part; part = starts.shift()) {
      if (signal?.aborted) throw new AppError('cancelled')
      made[part.index] = await engine.pdf(sheets.slice(part.from, part.to), options)
      printed += part.to - part.from
      onPrinted?.(printed)
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, worker))
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason
  return { parts: made.map(part => part.bytes), pages: made.flatMap(part => part.pages) }
}
