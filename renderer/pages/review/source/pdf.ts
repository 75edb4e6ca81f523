import { AnnotationMode, getDocument, PDFWorker, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

/** A PDF that can be drawn page by page. */
export interface Pictures {
  pages: number
  /** Width and height of a page in points, turned by so many degrees beside its own rotation. */
  sizeOf(page: number, turned: number): Promise<{ width: number; height: number }>
  /** Draws a page, `scale` pixels a point. Fails with the signal's reason when it is stopped. */
  draw(page: number, turned: number, scale: number, signal: AbortSignal): Promise<HTMLCanvasElement>
  close(): void
}

/** More pixels than this a page is not given, however far a person zooms. */
const MOST_PIXELS = 16_000_000

/** One worker for the window: documents come and go in it, and may overlap. pdf.js waits for ever for one that does not begin. */
let begun: { worker: PDFWorker; failed: Promise<never> } | null = null
function beginWorker(): { worker: PDFWorker; failed: Promise<never> } {
  if (begun) return begun
  const port = new Worker(workerUrl, { type: 'module' })
  const failed = new Promise<never>((_, reject) => {
    port.addEventListener('error', event => reject(new Error(event.message || 'the worker of pdf.js does not begin')))
  })
  // a document that was given its worker leaves it to the next one when it is closed
  return (begun = { worker: PDFWorker.create({ port }), failed })
}

/** Opens a PDF out of its bytes, which stay as they are. Rejects where pdf.js cannot read it. */
export async function openPdf(bytes: Uint8Array): Promise<Pictures> {
  const { worker, failed } = beginWorker()
  const folder = (name: string): string => new URL(`./pdfjs/${name}/`, document.baseURI).href
  const task = getDocument({
    worker, data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, enableXfa: false, stopAtErrors: false, useSystemFonts: true, disableWorkerRendering: true,
    // the pages' policy allows no WebAssembly: pictures of scanners are decoded by plain script
    useWasm: false, useWorkerFetch: false, cMapUrl: folder('cmaps'), cMapPacked: true, standardFontDataUrl: folder('standard_fonts'), wasmUrl: folder('wasm'),
  })
  const pdf: PDFDocumentProxy = await Promise.race([task.promise, failed])
  const viewOf = async (page: number, turned: number, scale: number) => {
    const one = await pdf.getPage(page)
    return { page: one, viewport: one.getViewport({ scale, rotation: (one.rotate + turned) % 360 }) }
  }
  const sizeOf = async (page: number, turned: number) => {
    const { viewport } = await viewOf(page, turned, 1)
    return { width: viewport.width, height: viewport.height }
  }
  return {
    pages: pdf.numPages, sizeOf,
    async draw(number, turned, wanted, signal) {
      const { width, height } = await sizeOf(number, turned)
      const { page, viewport } = await viewOf(number, turned, Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height))))
      signal.throwIfAborted()
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.floor(viewport.width))
      canvas.height = Math.max(1, Math.floor(viewport.height))
      const drawing = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE })
      const stop = (): void => drawing.cancel()
      signal.addEventListener('abort', stop)
      try {
        await drawing.promise
      } finally {
        signal.removeEventListener('abort', stop)
      }
      return canvas
    },
    close: () => void task.destroy().catch(() => undefined),
  }
}
