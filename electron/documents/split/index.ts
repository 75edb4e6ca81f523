import { createHash } from 'node:crypto'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFRef, type PDFContext } from 'pdf-lib'
import { cutFont } from './font'
import { glyphsShown } from './shown'
import { streamBytes, streamOf } from './streams'

/**
 * A print of many papers as one document each, in their order; `counts`: pages of each. Every document carries of each font the
 * characters that its own pages show, and no more. Null where a font is of a kind that is not cut: the papers then want prints of their own.
 */
export function splitPages(printed: PDFDocument, counts: readonly number[]): AsyncGenerator<PDFDocument> | null {
  const { context } = printed
  const pages = printed.getPages()
  const fonts = new Map<PDFRef, FontSource>()
  for (const font of glyphsShown(context, pages.map(page => page.node)).keys()) {
    const source = readFont(context, font)
    if (!source) return null
    fonts.set(font, source)
  }
  return parts()

  async function* parts(): AsyncGenerator<PDFDocument> {
    let from = 0
    for (const count of counts) {
      const indices = Array.from({ length: count }, (_, i) => from + i)
      from += count
      const shown = glyphsShown(context, indices.flatMap(index => pages[index]?.node ?? []))
      for (const [font, glyphs] of shown) fonts.get(font)?.keep(glyphs)
      const part = await PDFDocument.create({ updateMetadata: false })
      for (const page of await part.copyPages(printed, indices)) part.addPage(page)
      yield part
    }
  }
}

/** A font of the print; `keep` makes its objects those of a font with the given characters alone. */
interface FontSource { keep(glyphs: ReadonlySet<number>): void }

const name = (text: string): PDFName => PDFName.of(text)

function readFont(context: PDFContext, ref: PDFRef): FontSource | null {
  const font = context.lookup(ref)
  if (!(font instanceof PDFDict) || font.get(name('Encoding')) !== name('Identity-H')) return null
  const descendants = context.lookup(font.get(name('DescendantFonts')))
  const cid = descendants instanceof PDFArray ? context.lookup(descendants.get(0)) : undefined
  if (!(cid instanceof PDFDict) || cid.get(name('CIDToGIDMap')) !== name('Identity')) return null
  const descriptor = context.lookup(cid.get(name('FontDescriptor')))
  const fileRef = descriptor instanceof PDFDict ? descriptor.get(name('FontFile2')) : undefined
  const file = context.lookup(fileRef)
  const mapRef = font.get(name('ToUnicode'))
  const map = context.lookup(mapRef)
  if (!(descriptor instanceof PDFDict) || !(fileRef instanceof PDFRef) || !(file instanceof PDFRawStream) || !(mapRef instanceof PDFRef) || !(map instanceof PDFRawStream)) return null
  const program = streamBytes(file)
  if (!cutFont(program, [])) return null
  const widths = readWidths(context, cid.get(name('W')))
  const meanings = readMeanings(Buffer.from(streamBytes(map)).toString('latin1'))
  const face = String(cid.get(name('BaseFont'))).replace(/^\/(?:[A-Z]{6}\+)?/u, '')

  return {
    keep(glyphs) {
      const sorted = [...glyphs].toSorted((a, b) => a - b)
      const cut = cutFont(program, sorted) ?? program
      context.assign(fileRef, streamOf(context, cut, { Length1: cut.length }))
      context.assign(mapRef, streamOf(context, Buffer.from(meaningsOf(sorted, meanings), 'latin1')))
      cid.set(name('W'), context.obj(widthsOf(sorted, widths)))
      const own = name(`${tagOf(sorted)}+${face}`)
      font.set(name('BaseFont'), own)
      cid.set(name('BaseFont'), own)
      descriptor.set(name('FontName'), own)
    },
  }
}

/** Six letters that tell two subsets of a face from each other. */
function tagOf(glyphs: readonly number[]): string {
  const digest = createHash('sha256').update(glyphs.join(' ')).digest()
  return String.fromCharCode(...[...digest.subarray(0, 6)].map(byte => 65 + (byte % 26)))
}

/** From `first [w w …]` and `first last w`: thousandths of the size for each character that has no default width. */
function readWidths(context: PDFContext, value: Parameters<PDFContext['lookup']>[0]): Map<number, number> {
  const widths = new Map<number, number>()
  const array = context.lookup(value)
  const entries = array instanceof PDFArray ? array.asArray().map(entry => context.lookup(entry)) : []
  const number = (entry: unknown): number => (entry instanceof PDFNumber ? entry.asNumber() : 0)
  for (let i = 0; i < entries.length;) {
    const first = number(entries[i])
    const next = entries[i + 1]
    if (next instanceof PDFArray) {
      next.asArray().forEach((width, offset) => widths.set(first + offset, number(width)))
      i += 2
    } else {
      for (let glyph = first; glyph <= number(next); glyph++) widths.set(glyph, number(entries[i + 2]))
      i += 3
    }
  }
  return widths
}

function widthsOf(glyphs: readonly number[], widths: ReadonlyMap<number, number>): (number | number[])[] {
  const runs: { first: number; widths: number[] }[] = []
  for (const glyph of glyphs) {
    const width = widths.get(glyph)
    const run = runs.at(-1)
    if (width === undefined) continue
    if (run && glyph === run.first + run.widths.length) run.widths.push(width)
    else runs.push({ first: glyph, widths: [width] })
  }
  return runs.flatMap(run => [run.first, run.widths])
}

/** What each character means, as the hexadecimal UTF-16 of the map itself. */
function readMeanings(map: string): Map<number, string> {
  const meanings = new Map<number, string>()
  for (const [, body = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gsu)) {
    for (const [, code = '', text = ''] of body.matchAll(/<([\da-f]{4})>\s*<([\da-f\s]+)>/giu)) meanings.set(Number.parseInt(code, 16), text.replace(/\s/gu, ''))
  }
  for (const [, body = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gsu)) {
    for (const [, low = '', high = '', text = ''] of body.matchAll(/<([\da-f]{4})>\s*<([\da-f]{4})>\s*<([\da-f]+)>/giu)) {
      const [first, last] = [Number.parseInt(low, 16), Number.parseInt(high, 16)]
      // only the last unit of the text counts up
      const unit = Number.parseInt(text.slice(-4), 16)
      for (let code = first; code <= last; code++) meanings.set(code, text.slice(0, -4) + (unit + code - first).toString(16).toUpperCase().padStart(4, '0'))
    }
  }
  return meanings
}

const MOST_A_BLOCK = 100

function meaningsOf(glyphs: readonly number[], meanings: ReadonlyMap<number, string>): string {
  const lines = glyphs.flatMap(glyph => {
    const text = meanings.get(glyph)
    return text === undefined ? [] : [`<${glyph.toString(16).toUpperCase().padStart(4, '0')}> <${text}>`]
  })
  const blocks = Array.from({ length: Math.ceil(lines.length / MOST_A_BLOCK) }, (_, i) => lines.slice(i * MOST_A_BLOCK, (i + 1) * MOST_A_BLOCK))
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.map(block => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`).join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
