import { isAccelerator, type Key } from './menu'

const press = (key: string, modifiers: Partial<Key> = {}): Key => ({ key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key, ctrl: false, meta: false, shift: false, alt: false, ...modifiers })
const command = process.platform === 'darwin' ? { meta: true } : { ctrl: true }

describe('accelerators', () => {
  it.each<[string, Key]>([
    ['CmdOrCtrl+S', press('s', command)],
    ['CommandOrControl+Shift+Z', press('Z', { ...command, shift: true })],
    ['Alt+F4', press('F4', { alt: true })],
    ['Ctrl+,', press(',', { ctrl: true })],
    ['Ctrl+Plus', press('+', { ctrl: true })],
    ['F1', press('F1')],
  ])('%s is its keys', (accelerator, key) => {
    expect(isAccelerator(accelerator, key)).toBe(true)
  })

  it('wants exactly its modifiers', () => {
    expect(isAccelerator('CmdOrCtrl+S', press('s'))).toBe(false)
    expect(isAccelerator('CmdOrCtrl+S', press('S', { ...command, shift: true }))).toBe(false)
    expect(isAccelerator('CmdOrCtrl+S', press('d', command))).toBe(false)
  })
})
