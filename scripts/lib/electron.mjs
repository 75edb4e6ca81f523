// Electron's own binary, which is no part of its package.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { environment, nodeBinary, ROOT, say } from './toolchain.mjs'

const FOLDER = path.join(ROOT, 'node_modules', 'electron')

/** The path of Electron's binary, or null where it has not been downloaded. */
export function electronBinary() {
  try {
    const binary = path.join(FOLDER, 'dist', readFileSync(path.join(FOLDER, 'path.txt'), 'utf8').trim())
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

/** The same, after trying to download it by Electron's own script (ELECTRON_MIRROR is honoured); null where that fails. */
export function fetchElectron() {
  const present = electronBinary()
  if (present || process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return present
  say('正在下载 Electron（只需一次）…  Downloading Electron (once)…')
  spawnSync(nodeBinary(), [path.join(FOLDER, 'install.js')], { stdio: ['ignore', 'ignore', 'ignore'], env: environment(), timeout: 300_000 })
  return electronBinary()
}
