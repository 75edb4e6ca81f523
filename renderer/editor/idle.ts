/**
 * Work that follows the typing: asked for again and again, it runs once, when `quiet` milliseconds have passed
 * without another asking and the window has nothing better to do.
 */
export function whenIdle(work: () => void, quiet: number): { ask(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle: number | undefined
  const cancel = (): void => {
    clearTimeout(timer)
    if (idle !== undefined) cancelIdleCallback(idle)
    idle = undefined
  }
  return {
    ask() {
      cancel()
      timer = setTimeout(() => {
        if (typeof requestIdleCallback === 'function') idle = requestIdleCallback(work, { timeout: 500 })
        else work()
      }, quiet)
    },
    cancel,
  }
}
