import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Bridge } from '../shared/ipc/contract'

/** The window's whole view of the main process. It never changes when a method is added to the contract. */
const bridge: Bridge = {
  invoke: (method, input) => ipcRenderer.invoke('jixiao:invoke', { method, input }),
  on(event, listener) {
    const heard = (_: IpcRendererEvent, name: string, payload: unknown) => {
      if (name === event) listener(payload)
    }
    ipcRenderer.on('jixiao:event', heard)
    return () => ipcRenderer.off('jixiao:event', heard)
  },
}

contextBridge.exposeInMainWorld('jixiao', bridge)
