import { SaxesParser } from 'saxes'
import { AppError } from '../../../shared/errors'
import type { Budget } from './budget'

/** An element as the readers look at it: names without their prefix, which writers choose freely. */
export interface XmlTag {
  name: string
  /** As written, prefixes and all; see {@link attribute}. */
  attributes: Readonly<Record<string, string>>
}

export interface XmlHandler {
  open?(tag: XmlTag): void
  close?(name: string): void
  text?(text: string): void
  /** Takes out of a piece of the source what is not worth parsing; tags may be cut at its ends. */
  prepare?(source: string): string
}

/** A part of a package: all of it, or its pieces in order. */
export type Part = Uint8Array | Iterable<Uint8Array>

const CHUNK = 256 * 1024
/** Elements within elements; documents have a few dozen. */
const DEEPEST = 1_000

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute by its local name, whatever its prefix. */
export function attribute({ attributes }: XmlTag, name: string): string | undefined {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  for (const key in attributes) if (key.endsWith(name) && key[key.length - name.length - 1] === ':') return attributes[key]
  return undefined
}

/** The same as a whole number, `otherwise` where it is none. */
export function numberOf(tag: XmlTag, name: string, otherwise: number): number {
  const value = attribute(tag, name)
  return value !== undefined && /^-?\d{1,9}$/u.test(value) ? Number(value) : otherwise
}

/** Runs a part through the handler, piece by piece. Entities of its own and outside are never looked for. Throws fileDamaged. */
export function parseXml(part: Part, handler: XmlHandler, budget: Budget): void {
  const parser = new SaxesParser({ position: false })
  let depth = 0
  parser.on('opentag', tag => {
    budget.tick()
    if (++depth > DEEPEST) throw budget.damaged()
    handler.open?.({ name: local(tag.name), attributes: tag.attributes as Record<string, string> })
  })
  parser.on('closetag', tag => {
    depth -= 1
    handler.close?.(local(tag.name))
  })
  if (handler.text) {
    parser.on('text', piece => handler.text?.(piece))
    parser.on('cdata', piece => handler.text?.(piece))
  }
  let decoder: TextDecoder | null = null
  try {
    for (const bytes of part instanceof Uint8Array ? chunksOf(part) : part) {
      budget.advance(bytes.length)
      budget.checkTime()
      decoder ??= new TextDecoder(encodingOf(bytes))
      const source = decoder.decode(bytes, { stream: true })
      parser.write(handler.prepare ? handler.prepare(source) : source)
    }
    parser.write(decoder?.decode() ?? '').close()
  } catch (error) {
    throw error instanceof AppError ? error : budget.damaged(error)
  }
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const declared = Buffer.from(bytes.subarray(0, 200)).toString('latin1').match(/^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/iu)?.[1]?.toLowerCase()
  return declared && /^gb/u.test(declared) ? 'gb18030' : 'utf-8'
}
