import { setImmediate as nextTurn } from 'node:timers/promises'

/** Work on the main thread goes on this long (milliseconds) before the window's questions get their turn. */
const LONGEST_TURN = 12

/** To be awaited between two pieces of long work: lets everything else happen whenever the last turn has been long enough. */
export function createPace(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < LONGEST_TURN) return
    await nextTurn()
    since = performance.now()
  }
}
