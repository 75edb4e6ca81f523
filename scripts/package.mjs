// npm run package: builds dist/ and makes installers for this system, or for those named (--win, --linux dir …).
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, packageBin, ROOT, runNode } from './lib/toolchain.mjs'

await ensureInstalled()
await ensureBuilt()
process.exit(await runNode([packageBin('electron-builder'), '--config', path.join(ROOT, 'electron-builder.yml'), '--publish', 'never', ...process.argv.slice(2)]))
