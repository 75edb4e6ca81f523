import path from 'node:path'
import { pathToFileURL } from 'node:url'

interface BareJs {
  getDocument(source: object): { promise: Promise<{ numPages: number; getPage(number: number): Promise<{ getTextContent(): Promise<{ items: unknown[] }> }> }>; destroy(): Promise<void> }
}
let bare: Promise<BareJs> | null = null

/** The text of a PDF by pdf.js and nothing else, as its own examples do it: what reading cannot be quicker than. */
export async function barePdfText(root: string, bytes: Uint8Array): Promise<number> {
  bare ??= load(root)
  const { getDocument } = await bare
  const task = getDocument({ data: bytes.slice(), cMapUrl: `${path.join(root, 'node_modules', 'pdfjs-dist', 'cmaps')}/`, cMapPacked: true, verbosity: 0 })
  const document = await task.promise
  let count = 0
  for (let number = 1; number <= document.numPages; number++) count += (await (await document.getPage(number)).getTextContent()).items.length
  await task.destroy()
  return count
}

async function load(root: string): Promise<BareJs> {
  const address = (name: string): string => pathToFileURL(path.join(root, 'node_modules', 'pdfjs-dist', 'legacy', 'build', name)).href
  // in place of a thread of its own, which would be measured too
  ;(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = await import(address('pdf.worker.mjs'))
  return import(address('pdf.mjs')) as Promise<BareJs>
}
