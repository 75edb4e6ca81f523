import { fontStack, TEXT_CSS, type Faces } from '../../shared/sheet/css'
import type { Measure, TextBox } from '../../shared/sheet/geometry'

/** Kept line counts; typing changes one text at a time, so all others are known. */
const MOST_KEPT = 20_000

/** Characters that are at most one em wide in every face: what they add up to is the widest a text can be. */
const AT_MOST_ONE_EM = /^[\u0020-\u007e\u00b7\u2018-\u201d\u2026\u25a0\u25a1\u221a\u2264\u2265\u3000-\u3011\u4e00-\u9fa5\uff01-\uff5e]*$/u

/**
 * Measures texts with the real fonts by laying them out, unseen, in a document. The fonts have to be loaded
 * before (see fonts.ts); counts measured without them are wrong, and kept.
 */
export function createDomMeasure(document: Document, faces: Faces): Measure {
  const kept = new Map<string, number>()
  let place: HTMLElement | null = null
  let probed: { key: string; element: HTMLElement } | null = null

  const holder = (): HTMLElement => {
    if (!place?.isConnected) {
      place = document.createElement('div')
      place.setAttribute('aria-hidden', 'true')
      place.style.cssText = 'position:absolute;left:0;top:0;width:0;height:0;overflow:hidden;visibility:hidden;contain:strict;zoom:1'
      document.body.append(place)
    }
    return place
  }
  const elementFor = (box: TextBox): HTMLElement => {
    const element = document.createElement('div')
    element.style.cssText = `${TEXT_CSS};position:absolute;display:block;margin:0;padding:0;border:0;box-sizing:content-box;width:${box.widthPt}pt;font-family:${fontStack(box.face, faces)};font-weight:${box.strong ? 700 : 400};font-size:${box.fontPt}pt;line-height:${box.linePt}pt`
    element.textContent = box.text
    return element
  }
  const keyOf = (box: TextBox): string => `${box.widthPt}/${box.fontPt}/${box.linePt}/${box.face}/${box.strong ? 1 : 0}/${box.text}`

  return {
    countLines(boxes) {
      const counts: number[] = []
      const open: { at: number; key: string; element: HTMLElement; linePx: number }[] = []
      boxes.forEach((box, at) => {
        if (box.text.length * box.fontPt <= box.widthPt && AT_MOST_ONE_EM.test(box.text)) {
          counts[at] = 1
          return
        }
        const key = keyOf(box)
        const found = kept.get(key)
        if (found !== undefined) counts[at] = found
        else open.push({ at, key, element: elementFor(box), linePx: box.linePt / 0.75 })
      })
      if (open.length > 0) {
        if (kept.size > MOST_KEPT) kept.clear()
        holder().replaceChildren(...open.map(({ element }) => element))
        probed = null
        for (const { at, key, element, linePx } of open) {
          const lines = Math.max(1, Math.round(element.getBoundingClientRect().height / linePx))
          kept.set(key, lines)
          counts[at] = lines
        }
        holder().replaceChildren()
      }
      return counts
    },

    lineStart(box, line) {
      if (line <= 0) return 0
      const key = keyOf(box)
      if (probed?.key !== key || !probed.element.isConnected) {
        probed = { key, element: elementFor(box) }
        holder().replaceChildren(probed.element)
      }
      return findLineStart(probed.element, box, line)
    },
  }
}

/** The first character whose line is `line` or later, by halving. */
function findLineStart(element: HTMLElement, box: TextBox, line: number): number {
  const node = element.firstChild
  if (!node) return 0
  const range = element.ownerDocument.createRange()
  const top = element.getBoundingClientRect().top
  const linePx = box.linePt / 0.75
  const lineOf = (at: number): number => {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    // a break that ends a line is a box without width on that line; half of a pair has the box of the pair
    const rect = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect()
    return Math.floor((rect.top + rect.height / 2 - top) / linePx)
  }
  let low = 0
  let high = box.text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (lineOf(middle) >= line) high = middle
    else low = middle + 1
  }
  return low
}
