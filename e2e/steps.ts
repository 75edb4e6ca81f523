import type { CallOf, MethodName, OutputOf } from '../shared/ipc/contract'
import type { Launched } from './app'

/** Asks the main process as the window does; throws where it answers with an error. */
export async function ask<M extends MethodName>({ page }: Launched, method: M, input: CallOf<M>): Promise<OutputOf<M>> {
  const answer = (await page.evaluate(
    async ([name, value]) => await (window as unknown as { jixiao: { invoke(method: string, input: unknown): Promise<unknown> } }).jixiao.invoke(name as string, value),
    [method, input] as const,
  )) as { ok: boolean; value: OutputOf<M>; error?: unknown }
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** Waits until something is so, and fails with what it was at last. */
export async function until<T>(read: () => Promise<T>, wanted: T, patience = 40_000): Promise<void> {
  const end = Date.now() + patience
  let last = await read()
  while (last !== wanted && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 50))
    last = await read()
  }
  expect(last).toEqual(wanted)
}

/** Waits until nothing on the page comes or goes any more, for a picture of it. */
export async function still({ page }: Launched): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[class*="-enter-active"], [class*="-appear-active"], [class*="-leave-active"], [class*="-enter-start"], [class*="-appear-start"]') === null && document.getAnimations().every(animation => animation.playState !== 'running' || (animation.effect?.getTiming().iterations ?? 1) === Infinity))
}

/** Presses keys as a person does, who sees what became of them before going on: the focus may move with the next picture. */
export async function pressKeys({ page }: Launched, keys: string): Promise<void> {
  await page.keyboard.press(keys)
  await page.evaluate(() => new Promise<void>(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))))
}

/** Presses one button and, the moment it is there, another: stops a job that may otherwise be done before a person's hand is. */
export async function pressThenAtOnce({ page }: Launched, first: string, second: string): Promise<void> {
  await page.evaluate(([start, stop]) => new Promise<void>(resolve => {
    const button = (testId: string | undefined) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)
    const watch = new MutationObserver(() => {
      const there = button(stop)
      if (!there) return
      watch.disconnect()
      there.click()
      resolve()
    })
    watch.observe(document.body, { childList: true, subtree: true })
    button(start)?.click()
  }), [first, second] as const)
}
