import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, type PDFContext, type PDFObject, type PDFPageLeaf } from 'pdf-lib'
import { streamBytes } from './streams'

/** Glyphs of each font (its object's number in the document) that some pages draw. */
export type GlyphsShown = Map<PDFRef, Set<number>>

/** What the pages draw, by text operators alone; codes are two bytes long, as in fonts of many characters. */
export function glyphsShown(context: PDFContext, pages: readonly PDFPageLeaf[]): GlyphsShown {
  const shown: GlyphsShown = new Map()
  const done = new Set<PDFObject>()
  const look = (content: PDFObject | undefined, resources: PDFDict | undefined): void => {
    const stream = context.lookup(content)
    if (stream instanceof PDFArray) return void stream.asArray().forEach(part => look(part, resources))
    if (!(stream instanceof PDFRawStream) || done.has(stream)) return
    done.add(stream)
    const fonts = inside(context, resources, 'Font')
    readGlyphs(streamBytes(stream), (name, codes) => {
      const font = fonts?.get(PDFName.of(name))
      if (!(font instanceof PDFRef)) return
      const known = shown.get(font) ?? new Set()
      for (const code of codes) known.add(code)
      shown.set(font, known)
    })
    // forms and patterns have content and resources of their own
    for (const kind of ['XObject', 'Pattern']) {
      for (const value of inside(context, resources, kind)?.values() ?? []) {
        const form = context.lookup(value)
        if (form instanceof PDFRawStream && form.dict.get(PDFName.of('Subtype')) !== PDFName.of('Image')) look(value, asDict(context, form.dict.get(PDFName.of('Resources'))))
      }
    }
    for (const value of inside(context, resources, 'ExtGState')?.values() ?? []) {
      const mask = asDict(context, asDict(context, value)?.get(PDFName.of('SMask')))?.get(PDFName.of('G'))
      const form = context.lookup(mask)
      if (form instanceof PDFRawStream) look(mask, asDict(context, form.dict.get(PDFName.of('Resources'))))
    }
  }
  for (const page of pages) look(page.get(PDFName.of('Contents')), page.Resources())
  return shown
}

const asDict = (context: PDFContext, value: PDFObject | undefined): PDFDict | undefined => {
  const found = context.lookup(value)
  return found instanceof PDFDict ? found : undefined
}
const inside = (context: PDFContext, resources: PDFDict | undefined, kind: string): PDFDict | undefined => asDict(context, resources?.get(PDFName.of(kind)))

const [OPEN, CLOSE, BACKSLASH, LESS, MORE, SLASH, PERCENT, LF, CR] = [...'()\\<>/%\n\r'].map(sign => sign.charCodeAt(0))
const ENDS = new Set([...'()<>[]{}/% \n\r\t\f\0'].map(sign => sign.charCodeAt(0)))
const ESCAPED: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** Calls `tell` for every string that is drawn: the font's name in the resources, and its two-byte codes. */
function readGlyphs(content: Uint8Array, tell: (font: string, codes: readonly number[]) => void): void {
  let at = 0
  let font = ''
  let name = ''
  while (at < content.length) {
    const sign = content[at]
    if (sign === OPEN) {
      const bytes: number[] = []
      at = readLiteral(content, at + 1, bytes)
      tell(font, pairs(bytes))
    } else if (sign === LESS && content[at + 1] !== LESS) {
      const end = content.indexOf(MORE ?? 0, at)
      if (end < 0) return
      const digits = Buffer.from(content.subarray(at + 1, end)).toString('latin1').replace(/\s/gu, '')
      tell(font, pairs([...Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')]))
      at = end + 1
    } else if (sign === PERCENT) {
      while (at < content.length && content[at] !== LF && content[at] !== CR) at++
    } else if (sign === SLASH) {
      const from = ++at
      while (at < content.length && !ENDS.has(content[at] ?? 0)) at++
      name = Buffer.from(content.subarray(from, at)).toString('latin1')
    } else if (ENDS.has(sign ?? 0)) {
      at++
    } else {
      const from = at
      while (at < content.length && !ENDS.has(content[at] ?? 0)) at++
      if (at - from === 2 && content[from] === 0x54 && content[from + 1] === 0x66) font = name
    }
  }
}

/** The bytes of a (literal) string into `bytes`; returns the place behind it. */
function readLiteral(content: Uint8Array, from: number, bytes: number[]): number {
  let depth = 1
  let at = from
  while (at < content.length) {
    const sign = content[at++] ?? 0
    if (sign === BACKSLASH) {
      const next = content[at++] ?? 0
      if (next >= 0x30 && next <= 0x37) {
        let value = next - 0x30
        for (let i = 0; i < 2 && (content[at] ?? 0) >= 0x30 && (content[at] ?? 0) <= 0x37; i++) value = value * 8 + (content[at++] ?? 0) - 0x30
        bytes.push(value & 0xff)
      } else if (next === CR) {
        if (content[at] === LF) at++
      } else if (next !== LF) bytes.push(ESCAPED[String.fromCharCode(next)] ?? next)
      continue
    }
    if (sign === OPEN) depth++
    if (sign === CLOSE && --depth === 0) return at
    bytes.push(sign)
  }
  return at
}

function pairs(bytes: readonly number[]): number[] {
  const codes: number[] = []
  for (let i = 0; i + 1 < bytes.length; i += 2) codes.push((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0))
  return codes
}
