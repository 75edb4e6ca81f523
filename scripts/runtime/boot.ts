/** Starts an Electron app on plain Node: boot.cjs [-r FILE] [Chromium switches] APP [arguments] */
import { readFileSync, statSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as StandIn from './electron'

const here = __dirname
const standIn = path.join(here, 'electron.cjs')

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context)
    return { url: pathToFileURL(path.join(here, 'module.cjs')).href, format: 'commonjs', shortCircuit: true }
  },
})

const require = createRequire(__filename)
const { starter } = require(standIn) as typeof StandIn
const { app, chromium } = starter

const args = process.argv.slice(2)
process.argv = [path.join(here, 'electron'), ...args]
Object.defineProperty(process, 'type', { value: 'browser' })

const requires: string[] = []
let appArgument = '.'
for (let at = 0; at < args.length; at += 1) {
  const arg = args[at] as string
  if (arg === '-r' || arg === '--require') requires.push(args[(at += 1)] as string)
  else if (arg.startsWith('--inspect')) inspector.open(Number(arg.split('=')[1] ?? 9229))
  else if (arg.startsWith('--')) {
    const [, name, value] = /^--([^=]+)=?(.*)$/.exec(arg) as RegExpExecArray
    if (name !== 'no-sandbox') app.commandLine.appendSwitch(name as string, value)
  } else {
    appArgument = arg
    break
  }
}

type Manifest = { main?: string; name?: string; productName?: string; version?: string }
const given = path.resolve(appArgument)
const isFolder = statSync(given).isDirectory()
const appPath = isFolder ? given : path.dirname(given)
const manifest: Manifest = isFolder ? (JSON.parse(readFileSync(path.join(given, 'package.json'), 'utf8')) as Manifest) : {}
app.setUp(appPath, manifest)

// Electron lives until it is told to quit, not until its event loop is empty
setInterval(() => {}, 2 ** 30)
let askedAt = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // a command of the app's may end itself in order
    if (process.listenerCount(signal) > 1) return
    // one Ctrl-C reaches us twice: from the terminal and through npm
    if (askedAt && Date.now() - askedAt > 2_000) process.exit(130)
    askedAt ||= Date.now()
    app.quit()
  })
}

for (const file of requires) require(path.resolve(file))
if (app.commandLine.hasSwitch('remote-debugging-port')) {
  chromium().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
}
require(isFolder ? path.join(given, manifest.main ?? 'index.js') : given)
setImmediate(() => app.becomeReady())
