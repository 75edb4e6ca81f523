import { decode, encode } from './codec'
import { fromPage } from './address'
import { strict } from './strict'
import { EventEmitter } from 'node:events'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

class IpcMain extends EventEmitter implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'> {
  handle(channel: string, listener: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, listener)
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return listener(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

const main = new IpcMain()
export const ipcMain = strict('ipcMain', main)

/** The contents whose page sent a message. */
type Sender = Pick<Electron.WebContents, 'id' | 'send'>

type Frame = Pick<Electron.WebFrameMain, 'url' | 'origin' | 'parent'>

interface FromPage {
  kind: 'invoke' | 'send' | 'bounds' | 'key'
  id: number
  channel: string
  args: unknown[]
  url: string
}

function frameOf(pageUrl: string): Frame {
  const url = fromPage(pageUrl)
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? 'null'
  return strict('WebFrameMain', { url, origin, parent: null })
}

/**
 * One message from a page's preload world.
 * @returns what is not for ipcMain: the page's own notes to its window
 */
export async function receive(text: string, sender: Sender, reply: (text: string) => void): Promise<FromPage | null> {
  const message = decode(text) as FromPage
  if (message.kind !== 'invoke' && message.kind !== 'send') return message
  const event = strict('IpcMainEvent', {
    type: 'frame',
    sender: sender as Electron.WebContents,
    senderFrame: frameOf(message.url) as Electron.WebFrameMain,
    frameId: 1,
    processId: sender.id,
    defaultPrevented: false,
    preventDefault() {},
    reply: (channel: string, ...args: unknown[]) => sender.send(channel, ...args),
  }) as unknown as Electron.IpcMainInvokeEvent
  if (message.kind === 'send') {
    main.emit(message.channel, event, ...message.args)
    return null
  }
  const { id, channel } = message
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    reply(encode({ kind: 'reply', id, ok: true, value: await handler(event, ...message.args) }))
  } catch (error) {
    reply(encode({ kind: 'reply', id, ok: false, value: `Error invoking remote method '${channel}': ${String(error)}` }))
  }
  return null
}

/** What ipcRenderer.on receives. */
export const messageFor = (channel: string, args: unknown[]): string => encode({ kind: 'message', channel, args })
