import { BrowserWindow, dialog, shell, type OpenDialogOptions } from 'electron'
import type { Printer } from '../../shared/ipc/contract'

/** What the services ask of the person and the system: dialogs and the file manager. Tests of services hand in their own. */
export interface Desk {
  /** Paths that the person chose; empty when they think again. */
  chooseFiles(filters: OpenDialogOptions['filters'], title: string): Promise<string[]>
  /** One path, or null. */
  chooseFile(filters: OpenDialogOptions['filters'], title: string): Promise<string | null>
  /** The path of a folder to write to, or null. */
  chooseFolder(title: string): Promise<string | null>
  showFolder(folder: string): Promise<void>
  /** The printers that the system knows. */
  printers(): Promise<Printer[]>
}

/** The system's own dialogs, in front of the window that is in use. */
export function systemDesk(): Desk {
  const choose = async (options: OpenDialogOptions): Promise<string[]> => {
    const window = BrowserWindow.getFocusedWindow()
    const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
    return canceled ? [] : filePaths
  }
  return {
    chooseFiles: (filters, title) => choose({ title, properties: ['openFile', 'multiSelections'], ...(filters ? { filters } : {}) }),
    chooseFile: async (filters, title) => (await choose({ title, properties: ['openFile'], ...(filters ? { filters } : {}) }))[0] ?? null,
    chooseFolder: async title => (await choose({ title, properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,
    async showFolder(folder) {
      await shell.openPath(folder)
    },
    async printers() {
      const [window] = BrowserWindow.getAllWindows()
      const found = (await window?.webContents.getPrintersAsync()) ?? []
      return found.map(({ name, displayName }) => ({ name, displayName: displayName || name }))
    },
  }
}
