import { deflateSync, inflateSync } from 'node:zlib'
import { decodePDFRawStream, PDFName, PDFRawStream, type PDFContext } from 'pdf-lib'

/** What a stream of a PDF holds. pdf-lib can do it too, several times slower. */
export function streamBytes(stream: PDFRawStream): Uint8Array {
  const plain = stream.dict.get(PDFName.of('DecodeParms')) === undefined
  return plain && stream.dict.get(PDFName.of('Filter')) === PDFName.of('FlateDecode') ? inflateSync(stream.contents) : decodePDFRawStream(stream).decode()
}

/** A stream of a PDF that holds these bytes. */
export function streamOf(context: PDFContext, bytes: Uint8Array, more: Record<string, number> = {}): PDFRawStream {
  const contents = deflateSync(bytes)
  return PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: contents.length, ...more }), contents)
}
