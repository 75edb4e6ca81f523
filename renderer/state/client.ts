import type { Bridge, CallOf, EventName, Events, MethodName, OutputOf } from '../../shared/ipc/contract'
import { AppError, ERROR_CODES, type ErrorCode, type Result } from '../../shared/errors'

declare global {
  interface Window {
    /** Put there by the preload. */
    jixiao: Bridge
  }
}

/**
 * Asks the main process. Rejects with an AppError, whose code and parameters the screen has words for;
 * whatever else goes wrong on the way becomes the code `internal`.
 */
export async function call<M extends MethodName>(method: M, input: CallOf<M>): Promise<OutputOf<M>> {
  let answer: Result<OutputOf<M>>
  try {
    answer = (await window.jixiao.invoke(method, input)) as Result<OutputOf<M>>
  } catch (cause) {
    throw new AppError('internal', {}, { cause })
  }
  if (answer.ok) return answer.value
  throw new AppError(answer.error.code, answer.error.params)
}

/** Listens to what the main process tells the window; the answer ends it. */
export function subscribe<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  return window.jixiao.on(event, payload => listener(payload as Events[E]))
}

/** Anything caught, as the error value that the screen has words for. */
export function errorOf(caught: unknown): { code: ErrorCode; params: Record<string, string | number> } {
  if (caught instanceof AppError && ERROR_CODES.includes(caught.code)) return { code: caught.code, params: caught.params }
  return { code: 'internal', params: {} }
}
