import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inTempFolder } from '../store/testing'
import { ensureFolder, placeFile, readBytes } from './files'
import { codeOf } from './testing'

const never = { mayReplace: async () => false, onClash: 'number' } as const
const bytes = (text: string) => new TextEncoder().encode(text)

describe('reading', () => {
  it('gives the bytes in a buffer of their own', () => inTempFolder(async folder => {
    const file = path.join(folder, 'a.txt')
    writeFileSync(file, '绩效')
    const read = await readBytes(file)
    expect(Buffer.isBuffer(read)).toBe(false)
    expect(read.buffer.byteLength).toBe(6)
    expect(new TextDecoder().decode(read)).toBe('绩效')
  }))

  it('refuses what is not there, empty, a folder or too large', () => inTempFolder(async folder => {
    const file = path.join(folder, 'a.txt')
    expect(await codeOf(() => readBytes(file))).toBe('fileMissing')
    writeFileSync(file, '')
    expect(await codeOf(() => readBytes(file))).toBe('fileEmpty')
    expect(await codeOf(() => readBytes(folder))).toBe('fileUnreadable')
    truncateSync(file, 200 * 1024 * 1024)
    const before = process.memoryUsage().rss
    await expect(readBytes(file)).rejects.toMatchObject({ code: 'fileTooLarge', params: { file, size: 200, limit: 100 } })
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024)
  }))
  const posix = process.platform === 'win32' ? it.skip : it
  posix('does not wait for a pipe that nobody writes into (skipped on Windows, where a pipe is no file)', () => inTempFolder(async folder => {
    const pipe = path.join(folder, 'pipe.pdf')
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
    expect(await codeOf(() => readBytes(pipe))).toBe('fileEmpty')
  }))
  it('stops when it is told to', () => inTempFolder(async folder => {
    const file = path.join(folder, 'a.txt')
    writeFileSync(file, 'x')
    const job = new AbortController()
    job.abort()
    expect(await codeOf(() => readBytes(file, undefined, job.signal))).toBe('cancelled')
  }))
})

describe('writing', () => {
  it('leaves the file alone in the folder', () => inTempFolder(async folder => {
    const file = path.join(folder, 'a.pdf')
    expect(await placeFile(file, bytes('1'), never)).toBe(file)
    expect(readdirSync(folder)).toEqual(['a.pdf'])
  }))

  it('numbers on from what is there, replaces what it may, refuses where it is told to', () => inTempFolder(async folder => {
    const file = path.join(folder, 'a.pdf')
    writeFileSync(file, 'foreign')
    writeFileSync(path.join(folder, 'a(2).pdf'), 'foreign')
    expect(await placeFile(file, bytes('mine'), never)).toBe(path.join(folder, 'a(3).pdf'))
    expect(readFileSync(file, 'utf8')).toBe('foreign')
    expect(await placeFile(file, bytes('new'), { ...never, mayReplace: async there => there === file })).toBe(file)
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(await codeOf(() => placeFile(file, bytes('x'), { ...never, onClash: 'refuse' }))).toBe('fileExists')
    expect(readdirSync(folder).sort()).toEqual(['a(2).pdf', 'a(3).pdf', 'a.pdf'])
  }))

  it('gives each of many at once a name of its own', () => inTempFolder(async folder => {
    const file = path.join(folder, 'a.pdf')
    const placed = await Promise.all(Array.from({ length: 8 }, (_, index) => placeFile(file, bytes(String(index)), never)))
    expect(new Set(placed).size).toBe(8)
    expect(placed.map(one => readFileSync(one, 'utf8')).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  }))

  it('says why it cannot, and leaves nothing behind', () => inTempFolder(async folder => {
    expect(await codeOf(() => placeFile(path.join(folder, 'gone', 'a.pdf'), bytes('1'), never))).toBe('cannotWrite')
    writeFileSync(path.join(folder, 'file'), 'x')
    expect(await codeOf(() => ensureFolder(path.join(folder, 'file')))).toBe('noFolder')
    expect(await codeOf(() => ensureFolder(path.join(folder, 'file', 'deeper')))).toBe('noFolder')
    await ensureFolder(path.join(folder, 'new', 'deeper'))
    expect(await codeOf(() => placeFile(path.join(folder, `${'长'.repeat(100)}.pdf`), bytes('1'), never))).toBe('cannotWrite')
    expect(readdirSync(folder).sort()).toEqual(['file', 'new'])
  }))

  it('says that the disk is full', () => inTempFolder(async folder => {
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status !== 0) {
      process.stdout.write('not tried: a full disk needs the right to mount one\n')
      return
    }
    try {
      await expect(placeFile(path.join(disk, 'a.pdf'), new Uint8Array(1_000_000), never)).rejects.toMatchObject({ code: 'cannotWrite', params: { why: 'ENOSPC' } })
      expect(readdirSync(disk)).toEqual([])
    } finally {
      spawnSync('umount', [disk])
    }
  }))
})
