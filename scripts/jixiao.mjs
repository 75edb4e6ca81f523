// npm run -s jixiao -- COMMAND …: the app's command line on the development runtime. Standard output is the command's alone.
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, ROOT, runNode } from './lib/toolchain.mjs'

await ensureInstalled()
// most commands show no page
await ensureBuilt(['main', 'runtime'])
const boot = path.join(ROOT, 'dist', 'runtime', 'boot.cjs')
// the folder that npm was called in: file names are meant from there
const cwd = process.env.INIT_CWD ?? process.cwd()
const args = process.argv.slice(2)
const status = await runNode([boot, ROOT, ...(args.length > 0 ? args : ['--help'])], { cwd, env: { JIXIAO_HEADLESS: '1' } })
// a call that asks for nothing is wrong usage
process.exit(args.length > 0 ? status : 2)
