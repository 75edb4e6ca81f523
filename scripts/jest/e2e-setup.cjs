const { execFileSync } = require('node:child_process')
const path = require('node:path')

/** The end-to-end tests drive what is built: bring dist/ up to date once before them. */
module.exports = async () => {
  // npm test has built already
  if (process.env.JIXIAO_BUILT) return
  execFileSync(process.execPath, [path.join(__dirname, '..', 'build.mjs')], { stdio: ['ignore', 2, 2] })
}
