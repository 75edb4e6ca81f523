// npm start: installs what is missing, builds, opens the app; without a display it shows what it does instead.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { fetchElectron } from './lib/electron.mjs'
import { ensureInstalled, ROOT, runNode, say, stop } from './lib/toolchain.mjs'

const args = process.argv.slice(2)
const hasDisplay =
  process.env.JIXIAO_HEADLESS !== '1' && (process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY))

function chromiumOrStop() {
  try {
    ensureChromium()
  } catch (error) {
    const [zh, en] = error.message.split('\n')
    stop(zh, en)
  }
}

await ensureInstalled()
await ensureBuilt()

if (!hasDisplay) {
  say(
    '这台机器没有显示器（没有 DISPLAY），窗口打不开。改为在真实的程序里用示例申报表走一遍主要流程，结果放在 out/。\n' +
      'There is no display here, so no window can open. Instead the real app does the main job on the sample declarations; see out/.\n',
  )
  chromiumOrStop()
  process.exit(await runNode([path.join(ROOT, 'dist', 'runtime', 'tour.cjs'), ...args], { env: { JIXIAO_HEADLESS: '1' } }))
}

const electron = fetchElectron()
if (electron) {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const { spawnSync } = await import('node:child_process')
  const { status } = spawnSync(electron, [...root, ROOT, ...args], { cwd: ROOT, stdio: 'inherit' })
  process.exit(status ?? 1)
}
say('没有 Electron 的可执行文件，改用开发运行环境（Node 和本机的 Chromium）。\nElectron’s binary is not here; using the development runtime (Node and this machine’s Chromium).')
chromiumOrStop()
if (!existsSync(path.join(ROOT, 'dist', 'runtime', 'boot.cjs'))) stop('没有构建成功。', 'The build is not complete.')
process.exit(await runNode([path.join(ROOT, 'dist', 'runtime', 'boot.cjs'), ROOT, ...args]))
