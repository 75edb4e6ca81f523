import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'

/** A source file of the product: its path from the repository, with forward slashes, and its text. */
export interface Source {
  file: string
  text: string
}

/** What each layer may import: folders of this repository, and packages (a rule says which, or which not). */
const LAYERS = {
  shared: { folders: ['shared', 'resources'], packages: { only: ['zod'] } },
  electron: { folders: ['electron', 'shared', 'resources'], packages: { not: ['react', 'react-dom', 'react-i18next', 'antd', '@ant-design/icons', 'playwright-core'] } },
  renderer: { folders: ['renderer', 'shared', 'resources'], packages: { not: ['electron', 'better-sqlite3', 'exceljs', 'docx', 'pdf-lib', 'pdfjs-dist', 'playwright-core'] } },
} as const
type Layer = keyof typeof LAYERS
/** The one file of a layer that may import a package all the same: pages of PDFs are drawn where they are looked at. */
const EXCEPTIONS: Record<string, string> = { 'renderer/pages/review/source/pdf.ts': 'pdfjs-dist' }

const isTest = (file: string): boolean => /\.(?:test|ui\.test|e2e)\.tsx?$|\/testing\.ts$|\/fixtures\//.test(file)

/** Everything that is built into the product, tests left out. */
export function productSources(root: string): Source[] {
  return Object.keys(LAYERS).flatMap(layer =>
    (readdirSync(path.join(root, layer), { recursive: true }) as string[])
      .map(name => `${layer}/${name.split(path.sep).join('/')}`)
      .filter(file => /\.(?:tsx?|css|html)$/.test(file) && !isTest(file))
      .map(file => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
  )
}

/** The text without comments; strings stay, whatever is in them. */
export function withoutComments(text: string): string {
  return text.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g, (_, string: string | undefined) => string ?? ' ')
}

/** What a file imports, types too. */
export function importsOf(text: string): string[] {
  const patterns = [
    /(?:^|[\n;}])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"\s]+)['"]/g,
    /(?:^|[\n;}])\s*import\s*['"]([^'"\s]+)['"]/g,
    /\b(?:import|require)\s*\(\s*['"]([^'"\s]+)['"]/g,
  ]
  const code = withoutComments(text)
  return patterns.flatMap(pattern => [...code.matchAll(pattern)].map(match => match[1] as string))
}

const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
const isNode = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier)

/** Imports that cross a layer the wrong way, one line each. */
export function crossings({ file, text }: Source): string[] {
  const layer = file.split('/')[0] as Layer
  const { folders, packages } = LAYERS[layer]
  return importsOf(text).flatMap(specifier => {
    if (specifier.startsWith('.')) {
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
      return (folders as readonly string[]).includes(target.split('/')[0] as string) ? [] : [`${file} imports ${target}`]
    }
    if (isNode(specifier)) return layer === 'electron' ? [] : [`${file} imports ${specifier}`]
    const name = packageOf(specifier)
    const isAllowed = EXCEPTIONS[file] === name || ('only' in packages ? (packages.only as readonly string[]).includes(name) : !(packages.not as readonly string[]).includes(name))
    return isAllowed ? [] : [`${file} imports ${specifier}`]
  })
}

const NETWORK_MODULES = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector', 'undici', 'ws', 'axios', 'node-fetch', 'electron-updater']
const NETWORK_CODE: [what: string, pattern: RegExp][] = [
  ['fetch', /(?<![.\w])fetch\s*\(|\b(?:window|globalThis|self|net)\s*\.\s*fetch\b/],
  ['XMLHttpRequest', /\bXMLHttpRequest\b/],
  ['WebSocket', /\bWebSocket\b/],
  ['EventSource', /\bEventSource\b/],
  ['sendBeacon', /\bsendBeacon\b/],
  ['WebTransport', /\bWebTransport\b/],
  ['RTCPeerConnection', /\bRTCPeerConnection\b/],
  ['openExternal', /\bopenExternal\b/],
  ['electron net', /\bimport\s*\{[^}]*\b(?:net|autoUpdater|crashReporter)\b[^}]*\}\s*from\s*['"]electron['"]/],
]
/** Names that look like addresses and are none: nobody asks for them. */
const NAMESPACES = /^https?:\/\/(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|www\.w3\.org|purl\.org|json-schema\.org)\//

/** Places of a file that could ask the network, one line each. */
export function networkUse({ file, text }: Source): string[] {
  const code = withoutComments(text)
  const modules = importsOf(text).filter(specifier => NETWORK_MODULES.includes(specifier.replace(/^node:/, ''))).map(specifier => `${file} imports ${specifier}`)
  const calls = NETWORK_CODE.filter(([, pattern]) => pattern.test(code)).map(([what]) => `${file} uses ${what}`)
  const addresses = [...code.matchAll(/\b(?:https?|wss?|ftp):\/\/[^\s'"`)>]+/g)].map(match => match[0]).filter(address => !NAMESPACES.test(address)).map(address => `${file} names ${address}`)
  return [...modules, ...calls, ...addresses]
}
