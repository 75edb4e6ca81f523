import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import { contract, type Handlers, type MethodName } from '../../shared/ipc/contract'
import { AppError, type ErrorValue, type Result } from '../../shared/errors'

const request = z.object({ method: z.string(), input: z.unknown() })

/**
 * Registers every method of the contract on one channel. A call is answered only for the app's own pages
 * (`isTrusted` is given the address of the asking frame), its input is validated, and whatever goes wrong is
 * answered as a value: the code of an AppError, `badInput`, or `internal` (then `report` gets the error).
 */
export function registerIpc(handlers: Handlers, isTrusted: (url: string) => boolean, report: (method: string, error: unknown) => void): void {
  ipcMain.handle('jixiao:invoke', (event, message: unknown) => answer(event, message))

  async function answer(event: IpcMainInvokeEvent, message: unknown): Promise<Result<unknown>> {
    const asked = request.safeParse(message)
    if (!asked.success || !isMethod(asked.data.method)) return failed({ code: 'badInput', params: { why: 'method' } })
    const { method, input } = asked.data as { method: MethodName; input: unknown }
    if (!event.senderFrame || !isTrusted(event.senderFrame.url)) return failed({ code: 'badInput', params: { why: 'sender' } })
    const checked = contract[method].input.safeParse(input)
    if (!checked.success) return failed({ code: 'badInput', params: { why: whereAndWhat(checked.error) } })
    try {
      // the contract ties each method's handler to its input; a union of methods cannot say so
      const handler = handlers[method] as (input: unknown) => unknown
      return { ok: true, value: await handler(checked.data) }
    } catch (error) {
      if (error instanceof AppError) return failed({ code: error.code, params: error.params })
      report(method, error)
      return failed({ code: 'internal', params: {} })
    }
  }
}

const failed = (error: ErrorValue): Result<never> => ({ ok: false, error })

const isMethod = (name: string): name is MethodName => Object.hasOwn(contract, name)

/** The first thing that is wrong, short enough for a message. */
function whereAndWhat(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.')}: ${issue.message}`.slice(0, 200) : ''
}
