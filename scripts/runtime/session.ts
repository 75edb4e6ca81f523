import type { CdpSession } from './cdp'
import { fromPage, ownSchemes, toPage } from './address'
import { strict } from './strict'

type SchemeHandler = Parameters<Electron.Protocol['handle']>[1]
type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void

const handlers = new Map<string, SchemeHandler>()

class Protocol implements Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'> {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) throw new Error(`stand-in: ${scheme} must be a standard and secure scheme here`)
      ownSchemes.add(scheme)
    }
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`)
    if (!ownSchemes.has(scheme)) throw new Error(`stand-in: register ${scheme} as privileged first`)
    handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    handlers.delete(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return handlers.has(scheme)
  }
}

let beforeRequest: { listener: BeforeRequest; urls: readonly string[] } | null = null

class WebRequest implements Pick<Electron.WebRequest, 'onBeforeRequest'> {
  onBeforeRequest(filter: Electron.WebRequestFilter | BeforeRequest | null, listener?: BeforeRequest | null): void {
    if (typeof filter === 'function') beforeRequest = { listener: filter, urls: ['<all_urls>'] }
    else beforeRequest = filter && listener ? { listener, urls: filter.urls } : null
  }
}

/** `*://*\/*`, `<all_urls>`, `https://*.example.org/*`, as match patterns are written. */
function matches(patterns: readonly string[], url: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>') return true
    const expression = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${expression.join('.*')}$`).test(url)
  })
}

const permissions: { request: unknown; check: unknown } = { request: null, check: null }

class Session
  implements Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setSpellCheckerEnabled' | 'isPersistent'>
{
  readonly protocol = protocol
  readonly webRequest = strict('session.webRequest', new WebRequest())
  /** Kept only: this Chromium is never asked for a permission that it would grant. */
  setPermissionRequestHandler(handler: unknown): void {
    permissions.request = handler
  }
  setPermissionCheckHandler(handler: unknown): void {
    permissions.check = handler
  }
  setSpellCheckerEnabled(): void {}
  isPersistent(): boolean {
    return false
  }
}

export const protocol = strict('protocol', new Protocol())
const defaultSession = strict('session.defaultSession', new Session())
export const session = strict('session', { defaultSession })

interface Paused {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string>; postData?: string }
  resourceType: string
}

const RESOURCE_TYPES: Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
}

let lastRequest = 0

function askApp(url: string, paused: Paused, webContentsId: number): Promise<Electron.CallbackResponse> {
  const hook = beforeRequest
  if (!hook || !matches(hook.urls, url)) return Promise.resolve({})
  return new Promise((resolve) => {
    const details: Electron.OnBeforeRequestListenerDetails = {
      id: ++lastRequest,
      url,
      method: paused.request.method,
      webContentsId,
      resourceType: paused.resourceType === 'Document' ? 'mainFrame' : (RESOURCE_TYPES[paused.resourceType] ?? 'other'),
      referrer: fromPage(paused.request.headers['Referer'] ?? ''),
      timestamp: Date.now(),
      uploadData: [],
    }
    hook.listener(details, resolve)
  })
}

/** Answers one paused request: by the app's filter first, then by the scheme's handler, else Chromium loads it. */
export async function answer(cdp: CdpSession, paused: Paused, webContentsId: number): Promise<void> {
  const { requestId, request } = paused
  const fail = (errorReason: string): void => cdp.tell('Fetch.failRequest', { requestId, errorReason })
  const url = fromPage(request.url)
  const verdict = await askApp(url, paused, webContentsId)
  if (verdict.cancel) return fail('BlockedByClient')
  if (verdict.redirectURL) {
    return cdp.tell('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders: [{ name: 'Location', value: toPage(verdict.redirectURL) }] })
  }
  if (url === request.url) return cdp.tell('Fetch.continueRequest', { requestId })

  const handler = handlers.get(url.slice(0, url.indexOf(':')))
  if (!handler) return fail('NameNotResolved')
  try {
    const hasBody = request.postData !== undefined && request.method !== 'GET' && request.method !== 'HEAD'
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, fromPage(value)]))
    const response = await handler(new Request(url, { method: request.method, headers, ...(hasBody ? { body: request.postData as string } : {}) }))
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    cdp.tell('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body,
    })
  } catch (error) {
    process.stderr.write(`stand-in: the handler of ${url} failed: ${String(error)}\n`)
    fail('Failed')
  }
}
