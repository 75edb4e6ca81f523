// npm run fuzz [-- COUNT [SEED [KIND …]]]: damaged files against the built program. Status 1 where one is not answered with a message.
import { runBundled } from './lib/bundled.mjs'

const [count = '2000', seed = '1', ...kinds] = process.argv.slice(2)
process.exit(await runBundled('scripts/bench/fuzz.ts', [count, seed, ...kinds], { needs: ['main'], beside: 'scripts/bench/fuzzReader.ts' }))
