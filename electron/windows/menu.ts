import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Events } from '../../shared/ipc/contract'
import en from '../../resources/locales/en/menu.json'
import zh from '../../resources/locales/zh/menu.json'

type Command = Events['menu.command']['command']

/** Sets the application's menu in this language; its commands go to the window, which carries them out. */
export function setMenu(language: 'zh' | 'en', send: (command: Command) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(language === 'en' ? en : zh, send)))
}

function template(words: typeof zh, send: (command: Command) => void): MenuItemConstructorOptions[] {
  const item = (command: Command, accelerator: string, more: MenuItemConstructorOptions = {}): MenuItemConstructorOptions =>
    ({ id: command, label: words[command], accelerator, click: () => send(command), ...more })
  // the page undoes and redoes by key itself: in a text field the keys belong to the field
  const shownOnly = { registerAccelerator: false }
  return [
    {
      label: words.file,
      submenu: [
        item('new', 'CmdOrCtrl+N'), item('import', 'CmdOrCtrl+I'), item('save', 'CmdOrCtrl+S'), { type: 'separator' },
        item('export', 'CmdOrCtrl+E'), item('print', 'CmdOrCtrl+P'), { type: 'separator' },
        item('settings', 'CmdOrCtrl+,'), { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        item('undo', 'CmdOrCtrl+Z', shownOnly), item('redo', 'CmdOrCtrl+Y', shownOnly), { type: 'separator' },
        { role: 'cut', label: words.cut }, { role: 'copy', label: words.copy }, { role: 'paste', label: words.paste }, { role: 'selectAll', label: words.selectAll },
        { type: 'separator' }, item('find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.resetZoom }, { role: 'zoomIn', label: words.zoomIn }, { role: 'zoomOut', label: words.zoomOut },
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
  ]
}
