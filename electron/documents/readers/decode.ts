/**
 * Bytes → text: by byte order mark, by what a page says of itself, as UTF-8 where it is valid, else as GB18030.
 * Null where it is no text at all.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const wide = wideWithoutMark(bytes)
  if (wide) return strict(bytes, wide)
  if (bytes.includes(0)) return null
  const declared = Buffer.from(bytes.subarray(0, 2048)).toString('latin1').match(/charset\s*=\s*["']?\s*([\w-]+)/iu)?.[1]?.toLowerCase()
  return strict(bytes, 'utf-8') ?? (declared === 'big5' ? strict(bytes, 'big5') : null) ?? strict(bytes, 'gb18030') ?? lenient(bytes)
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return null
}

const SAMPLE = 4096

/** UTF-16 without a mark: line ends, blanks and digits have their zero byte always on the same side; 一 and a few like it have one on the other. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, SAMPLE) & ~1
  let little = 0
  let big = 0
  for (let i = 0; i < length; i += 2) {
    const [first = 0, second = 0] = [bytes[i], bytes[i + 1]]
    if (first === 0 && second === 0) return null
    if (second === 0 && isPlain(first)) little++
    if (first === 0 && isPlain(second)) big++
  }
  // a binary file has a zero here and there; text has them wherever a line ends or a digit stands
  if (Math.max(little, big) * 25 < length / 2 || length < 8) return null
  if (big >= little * 3) return 'utf-16be'
  return little >= big * 3 ? 'utf-16le' : null
}

const isPlain = (byte: number): boolean => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127)

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return looksLikeText(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}

/** Mostly UTF-8 or GB18030 with a few bytes broken: the one with fewer broken characters, where they are few. */
function lenient(bytes: Uint8Array): string | null {
  const tries = ['utf-8', 'gb18030'].map(encoding => new TextDecoder(encoding).decode(bytes))
  const broken = tries.map(text => text.split('\uFFFD').length - 1)
  const best = (broken[0] ?? 0) <= (broken[1] ?? 0) ? 0 : 1
  return (broken[best] ?? 0) * 50 > bytes.length ? null : looksLikeText(tries[best] ?? '')
}

/** Null for what has the control characters of a binary file. */
function looksLikeText(text: string): string | null {
  const sample = text.slice(0, 20_000)
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/gu)?.length ?? 0
  return controls * 100 > sample.length ? null : text
}
