import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

export const ORIGIN = 'app://main'
export const MAIN_PAGE = `${ORIGIN}/index.html`

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

/** Styles are written by the components at run time; nothing else may be inline, and nothing comes from elsewhere. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Where the pages' files are; `fonts` and `pdfjs` (what pages of PDFs are drawn with) are folders of their own. */
export interface SchemeFolders { pages: string; fonts: string; pdfjs: string }

/** Serves `app://main/…` from `pages`, `app://main/fonts/…` from `fonts` and `app://main/pdfjs/…` from `pdfjs`. */
export function serveScheme(folders: SchemeFolders): void {
  protocol.handle('app', async request => {
    const found = fileFor(request.url, folders)
    if (!found || (request.method !== 'GET' && request.method !== 'HEAD')) return new Response('Not found', { status: 404 })
    try {
      const bytes = await readFile(found)
      return new Response(new Uint8Array(bytes), {
        headers: {
          'content-type': TYPES[path.extname(found).toLowerCase()] ?? 'application/octet-stream',
          'content-security-policy': POLICY,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-cache',
        },
      })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  })
}

/** The file of an address, or null for another host or anything outside the folders. */
export function fileFor(address: string, folders: SchemeFolders): string | null {
  let relative: string
  try {
    const url = new URL(address)
    if (url.protocol !== 'app:' || url.host !== 'main') return null
    relative = decodeURIComponent(url.pathname).replace(/^\/+/u, '')
  } catch {
    return null
  }
  if (relative.includes('\0') || relative === '') return null
  const own = (['fonts', 'pdfjs'] as const).find(name => relative.startsWith(`${name}/`))
  const root = path.resolve(folders[own ?? 'pages'])
  const file = path.resolve(root, own ? relative.slice(own.length + 1) : relative)
  return file.startsWith(root + path.sep) ? file : null
}
