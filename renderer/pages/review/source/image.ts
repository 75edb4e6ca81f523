import type { Pictures } from './pdf'

/** A photo or scan as a single page. Rejects where the window knows no such picture. */
export async function openImage(bytes: Uint8Array): Promise<Pictures> {
  const picture = await createImageBitmap(new Blob([bytes.slice()]))
  const { width, height } = picture
  return {
    pages: 1,
    sizeOf: () => Promise.resolve({ width, height }),
    draw(_page, _turned, wanted) {
      const scale = Math.min(wanted, 1)
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(width * scale))
      canvas.height = Math.max(1, Math.round(height * scale))
      canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
      return Promise.resolve(canvas)
    },
    close: () => picture.close(),
  }
}
