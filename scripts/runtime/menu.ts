import { strict } from './strict'

/** A key pressed in a page, as the page reports it. */
export interface Key {
  key: string
  code: string
  ctrl: boolean
  meta: boolean
  shift: boolean
  alt: boolean
}

let applicationMenu: Menu | null = null
/** The window whose page this is; set by the window module. */
let windowOf: (contents: Electron.WebContents) => unknown = () => undefined
export function onWindowOf(find: typeof windowOf): void {
  windowOf = find
}

class MenuItem
  implements Pick<Electron.MenuItem, 'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'click' | 'submenu' | 'sublabel'>
{
  readonly id: string
  label: string
  sublabel: string
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly type: string
  readonly role: string | undefined
  readonly accelerator: string | undefined
  readonly submenu: Electron.Menu | undefined
  readonly click: (...args: unknown[]) => void

  constructor(options: Electron.MenuItemConstructorOptions) {
    const { id = '', label = '', sublabel = '', enabled = true, visible = true, checked = false, submenu, role, accelerator } = options
    Object.assign(this, { id, label, sublabel, enabled, visible, checked })
    this.id = id
    this.label = label
    this.sublabel = sublabel
    this.enabled = enabled
    this.visible = visible
    this.checked = checked
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.role = role
    this.accelerator = options.registerAccelerator === false ? undefined : (accelerator ?? undefined)
    if (Array.isArray(submenu)) this.submenu = Menu.buildFromTemplate(submenu) as unknown as Electron.Menu
    else if (submenu) this.submenu = submenu
    this.click = (event, window, contents) => {
      if (!this.enabled) return
      if (this.type === 'checkbox') this.checked = !this.checked
      options.click?.(this as unknown as Electron.MenuItem, window as Electron.BaseWindow | undefined, (event ?? contents ?? {}) as Electron.KeyboardEvent)
    }
  }
}

/** Menus are data: nothing is drawn, but items can be found and clicked, and their accelerators work. */
class Menu implements Pick<Electron.Menu, 'items' | 'getMenuItemById' | 'append'> {
  items: Electron.MenuItem[] = []

  static buildFromTemplate(template: (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]): Menu {
    const menu = new Menu()
    for (const options of template) menu.append(new MenuItem(options as Electron.MenuItemConstructorOptions) as unknown as Electron.MenuItem)
    return strict('Menu', menu)
  }

  static setApplicationMenu(menu: Electron.Menu | null): void {
    applicationMenu = menu as unknown as Menu | null
  }

  static getApplicationMenu(): Electron.Menu | null {
    return applicationMenu as unknown as Electron.Menu | null
  }

  append(item: Electron.MenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

const electronMenu = strict('Menu', Menu)
const electronMenuItem = strict('MenuItem', MenuItem)
export { electronMenu as Menu, electronMenuItem as MenuItem }

const NAMED: Record<string, string> = { plus: '+', space: ' ', esc: 'escape', return: 'enter', up: 'arrowup', down: 'arrowdown', left: 'arrowleft', right: 'arrowright' }

/** Whether a pressed key is this accelerator (CmdOrCtrl+Shift+S). */
export function isAccelerator(accelerator: string, key: Key): boolean {
  const parts = accelerator.split('+').map((part) => part.trim().toLowerCase())
  const last = parts.pop() as string
  const onMac = process.platform === 'darwin'
  const wanted = { ctrl: false, meta: false, shift: false, alt: false }
  for (const part of parts) {
    if (part === 'shift') wanted.shift = true
    else if (part === 'alt' || part === 'option') wanted.alt = true
    else if (part === 'cmdorctrl' || part === 'commandorcontrol') wanted[onMac ? 'meta' : 'ctrl'] = true
    else if (part === 'ctrl' || part === 'control') wanted.ctrl = true
    else if (part === 'cmd' || part === 'command' || part === 'meta' || part === 'super') wanted.meta = true
  }
  const sameKey = key.key.toLowerCase() === (NAMED[last] ?? last) || key.code.toLowerCase() === `key${last}`
  return sameKey && wanted.ctrl === key.ctrl && wanted.meta === key.meta && wanted.shift === key.shift && wanted.alt === key.alt
}

/** A key pressed in a page: clicks the menu item that has it as accelerator. Roles are Chromium's own keys. */
export function pressed(key: Key, contents: Electron.WebContents): void {
  const find = (items: readonly MenuItem[]): MenuItem | undefined => {
    for (const item of items) {
      if (item.submenu) {
        const found = find(item.submenu.items as unknown as MenuItem[])
        if (found) return found
      } else if (item.accelerator && !item.role && isAccelerator(item.accelerator, key)) return item
    }
    return undefined
  }
  find((applicationMenu?.items ?? []) as unknown as MenuItem[])?.click({}, windowOf(contents), contents)
}
