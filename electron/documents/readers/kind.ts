/** What a file is, told by its first bytes; the name only settles what bytes cannot. */
export type FileKind = 'zip' | 'pdf' | 'ole' | 'rtf' | 'image' | 'binary' | 'text'

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte)

const IMAGES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x42, 0x4d], [0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a], [0x52, 0x49, 0x46, 0x46],
]
/** The header of a PDF may stand a little way in. */
const PDF_WITHIN = 1024

/** The kind of a file by its bytes alone. */
export function kindOf(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole'
  if (startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'rtf'
  if (indexOf(bytes.subarray(0, PDF_WITHIN), '%PDF-') >= 0) return 'pdf'
  if (IMAGES.some(signature => startsWith(bytes, ...signature)) && hasControls(bytes)) return 'image'
  return 'text'
}

/** A `BM` at the front may be the beginning of a text; a picture has bytes that no text has. */
const hasControls = (bytes: Uint8Array): boolean => bytes.subarray(0, 256).some(byte => byte < 9)

function indexOf(bytes: Uint8Array, word: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(word, 0, 'latin1')
}

export type OleKind = 'encrypted' | 'legacy' | 'other'

/** What an OLE2 file holds, by the names of its streams: an Office file with a password, an old Office or WPS document, or something else. */
export function oleKindOf(bytes: Uint8Array): OleKind {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const has = (name: string): boolean => all.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage') || has('EncryptionInfo')) return 'encrypted'
  return has('Workbook') || has('Book') || has('WordDocument') || has('WpsContent') || has('WPS') ? 'legacy' : 'other'
}
