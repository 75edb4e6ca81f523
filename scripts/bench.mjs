// npm run bench [-- printing|reading|checking …] [-- NUMBER …]: the program against what it could not be quicker than. Status 1 where a promise is missed.
import { ensureChromium } from './lib/chromium.mjs'
import { runBundled } from './lib/bundled.mjs'

process.exit(await runBundled('scripts/bench/bench.ts', [ensureChromium(), ...process.argv.slice(2)], { needs: ['main', 'renderer'], nodeOptions: ['--max-old-space-size=4096'] }))
