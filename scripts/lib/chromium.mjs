// Finding Chromium on the machine, or installing it where we may. Node's own modules only.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'microsoft-edge-stable']

const USUAL_PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    process.env[variable]
      ? [
          path.join(process.env[variable], 'Google', 'Chrome', 'Application', 'chrome.exe'),
          path.join(process.env[variable], 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [],
  ),
}

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a Chromium on this machine (CHROMIUM_PATH first, then PATH, then the usual places), or undefined. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return isProgram(process.env.CHROMIUM_PATH) ? process.env.CHROMIUM_PATH : undefined
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const inPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...inPath, ...(USUAL_PLACES[process.platform] ?? [])].find(isProgram)
}

/**
 * The path of Chromium; installs it with apt-get where this user is root on a Debian or Ubuntu.
 * @throws {Error} with a message in both languages that says what to install
 */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('正在用 apt-get 安装 Chromium…  Installing Chromium with apt-get…\n')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args) => spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    apt('update', '-qq')
    const result = apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
    const installed = findChromium()
    if (installed) return installed
    process.stderr.write(`${result.stderr ?? ''}\n`)
  }
  throw new Error(
    '没有找到 Chromium。请安装（Debian/Ubuntu：sudo apt-get install chromium；Fedora：sudo dnf install chromium；' +
      '其他系统：Chromium、Chrome 或 Edge 均可），或用环境变量 CHROMIUM_PATH 指明它的位置。\n' +
      'Chromium was not found. Install it (Debian/Ubuntu: sudo apt-get install chromium; Fedora: sudo dnf install chromium; ' +
      'elsewhere Chromium, Chrome or Edge will do), or name its place in the environment variable CHROMIUM_PATH.',
  )
}
