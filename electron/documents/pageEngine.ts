import type { Sheet } from '../../shared/sheet/sheet'

export interface PageOptions {
  /** 草稿 across every page. */
  draft: boolean
}

export interface PageEngine {
  /** The sheets as one PDF, in their order; `pages` says how many each took. */
  pdf(sheets: readonly Sheet[], options: PageOptions): Promise<{ bytes: Uint8Array; pages: number[] }>
  /** One document of running text; the browser breaks it into pages. */
  flow(page: { html: string; css: string }): Promise<Uint8Array>
  /** The system's print dialog with the same pages; false where the person thinks again. */
  print(sheets: readonly Sheet[], options: PageOptions & { printer: string | null }): Promise<boolean>
  close(): void
}
