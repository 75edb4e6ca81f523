// What has been built from which inputs, so that a command that needs nothing new starts at once.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './toolchain.mjs'

const FILE = path.join(ROOT, 'dist', '.stamps.json')

/**
 * The parts of the build: what each is made from (files and folders of the repository) and what it
 * must leave behind. Tests are no input.
 */
export const PARTS = {
  main: {
    from: ['electron', 'shared', 'resources', 'package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/lib'],
    to: ['dist/main.cjs', 'dist/preload.cjs', 'dist/reader.cjs', 'dist/writer.cjs', 'dist/pdfjs/cmaps', 'dist/pdfjs/standard_fonts', 'dist/pdfjs/wasm'],
  },
  renderer: {
    from: ['renderer', 'shared', 'resources', 'vite.config.mjs', 'package.json', 'package-lock.json', 'scripts/build.mjs'],
    to: ['dist/renderer/index.html', 'dist/renderer/print.html'],
  },
  runtime: {
    from: ['scripts/runtime', 'scripts/lib', 'scripts/tour.ts', 'e2e/app.ts', 'scripts/build.mjs', 'package-lock.json'],
    to: ['dist/runtime/boot.cjs', 'dist/runtime/electron.cjs', 'dist/runtime/page.js', 'dist/runtime/electron', 'dist/runtime/tour.cjs'],
  },
}

const isTest = (name) => /\.(test|e2e)\.tsx?$/.test(name) || name === 'README.md'

function gather(where, lines) {
  const absolute = path.join(ROOT, where)
  let stat
  try {
    stat = statSync(absolute)
  } catch {
    return
  }
  if (!stat.isDirectory()) {
    lines.push(`${where} ${stat.size} ${stat.mtimeMs}`)
    return
  }
  for (const entry of readdirSync(absolute).toSorted()) if (!isTest(entry)) gather(path.join(where, entry), lines)
}

/** One value for the present state of a part's inputs. */
export function stampOf(part) {
  const lines = []
  for (const where of PARTS[part].from) gather(where, lines)
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function read() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'))
  } catch {
    return {}
  }
}

/** The parts that are missing or older than their inputs. */
export function outOfDate() {
  const stamps = read()
  return Object.keys(PARTS).filter(
    (part) => stamps[part] !== stampOf(part) || PARTS[part].to.some((file) => !existsSync(path.join(ROOT, file))),
  )
}

/** Remembers that a part was built from inputs in this state (taken before the build began). */
export function remember(part, stamp) {
  mkdirSync(path.dirname(FILE), { recursive: true })
  writeFileSync(FILE, JSON.stringify({ ...read(), [part]: stamp }, null, 1))
}
