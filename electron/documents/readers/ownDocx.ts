import { inflateRawSync } from 'node:zlib'
import { bookmarkName, OWN_PROPERTY } from '../own/names'
import { mergeOwn } from '../own/merge'
import { digest, type OwnPayload } from '../own/payload'
import type { DocxBlock, WordDocument } from './docx'
import { parsePayload } from './ownXlsx'

const LARGEST_PAYLOAD = 20 * 1024 * 1024

/** Declarations that a document of ours carries, with what was changed in their cells; `rest` is what stands beside them. */
export function ownDocx(document: WordDocument): { own: unknown[]; rest: WordDocument } {
  const payloads = payloadsOf(document.properties)
  const ours = new Map<DocxBlock, OwnPayload>()
  for (const payload of payloads) {
    const prefix = bookmarkName(payload.form, '')
    const table = document.blocks.find(block => block.kind === 'grid' && !ours.has(block) && block.cells.some(cell => cell.names?.some(name => name.startsWith(prefix))))
    if (table) ours.set(table, payload)
  }
  if (ours.size === 0) return { own: [], rest: document }
  const around = new Map<DocxBlock, string[]>()
  const taken = new Set<DocxBlock>(ours.keys())
  document.blocks.forEach((block, i) => {
    if (block.kind !== 'lines') return
    // lines belong to the form that they stand above; those after the last form to that one
    const owner = [document.blocks[i + 1], document.blocks[i - 1]].find(next => next !== undefined && ours.has(next))
    if (!owner) return
    around.set(owner, [...(around.get(owner) ?? []), ...block.lines])
    taken.add(block)
  })
  const known = new Set(payloads.flatMap(payload => payload.known))
  const own = [...ours].map(([table, payload]) => {
    // what stands between two forms is the end of one and the beginning of the other
    const lines = (around.get(table) ?? []).filter(line => !known.has(digest(line)))
    return mergeOwn(payload, table.kind === 'grid' ? table.cells : [], lines, path => bookmarkName(payload.form, path))
  })
  return { own, rest: { ...document, blocks: document.blocks.filter(block => !taken.has(block)) } }
}

function payloadsOf(properties: ReadonlyMap<string, string>): OwnPayload[] {
  const pieces = new Map<string, { part: number; value: string }[]>()
  for (const [name, value] of properties) {
    const match = name.match(new RegExp(`^${OWN_PROPERTY}-(\\d+)-(\\d+)$`, 'u'))
    if (!match) continue
    const list = pieces.get(match[1] ?? '') ?? []
    list.push({ part: Number(match[2]), value })
    pieces.set(match[1] ?? '', list)
  }
  return [...pieces.values()].flatMap(list => {
    try {
      const packed = Buffer.from(list.sort((a, b) => a.part - b.part).map(piece => piece.value).join(''), 'base64')
      return parsePayload(inflateRawSync(packed, { maxOutputLength: LARGEST_PAYLOAD }).toString('utf8'))
    } catch {
      return []
    }
  })
}
