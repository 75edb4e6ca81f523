import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readPlace, writePlace } from './bounds'

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-bounds-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('where the window was', () => {
  it('comes back as it was written', () => {
    const file = path.join(folder, 'window.json')
    const place = { x: 100, y: 50, width: 1400, height: 900, maximized: true }
    writePlace(file, place)
    expect(readPlace(file, screens)).toEqual(place)
  })

  it('keeps the size but not the place when that screen has gone', () => {
    const file = path.join(folder, 'window.json')
    writePlace(file, { x: 2500, y: 50, width: 1400, height: 900, maximized: false })
    expect(readPlace(file, screens)).toEqual({ x: undefined, y: undefined, width: 1400, height: 900, maximized: false })
  })

  it.each(['', '{', '{"width":"wide"}', '{"x":1,"y":1,"width":10,"height":10,"maximized":false}'])('begins anew with %s', text => {
    const file = path.join(folder, 'window.json')
    writeFileSync(file, text)
    expect(readPlace(file, screens)).toEqual({ width: 1280, height: 820, maximized: false })
  })

  it('says nothing when the folder cannot be written', () => {
    expect(() => writePlace(path.join(folder, 'no', 'window.json'), { width: 1280, height: 820, maximized: false })).not.toThrow()
  })
})
