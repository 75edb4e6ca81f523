import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { launchApp, type Launched } from '../../e2e/app'

/** What an app may rely on, the same list for Electron and the runtime: it runs on whichever is there. */
interface Fixture {
  echo(value: unknown): Promise<{ value: unknown; from: string; sender: number }>
  fail(): Promise<never>
  tell(value: unknown): void
  twice(number: number): number
  onTold(listener: (value: unknown) => void): () => void
}
declare const window: { fixture: Fixture; seenAtStart: string; open(url: string): unknown; location: { href: string } }
declare const fixtureLog: string[]

const appPath = path.join(__dirname, 'fixture')
let folder: string
let log: string
let running: Launched

const start = async (): Promise<void> => {
  running = await launchApp({ appPath, env: { FIXTURE_DATA: folder, FIXTURE_LOG: log } })
}
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-fixture-'))
  log = path.join(folder, 'log')
  await start()
})
afterAll(async () => {
  await running.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('a page and its preload', () => {
  it('are there before the page’s own scripts, in a window of the size asked for', async () => {
    const seen = await running.page.evaluate(() => [window.seenAtStart, innerWidth, innerHeight, isSecureContext])
    expect(seen).toEqual(['object', 1100, 720, true])
  })

  it('calls across the worlds, at once and later', async () => {
    await running.page.click('#more')
    expect(await running.page.textContent('#more')).toBe('42')
  })

  it('carries what the structured clone carries', async () => {
    const came = await running.page.evaluate(async () => {
      const sent = {
        text: '绩效“目标”\u2028', nothing: undefined, none: null, big: 10n, nan: NaN, minusZero: -0, when: new Date(86_400_000),
        map: new Map([['a', new Uint8Array([0, 1, 255])]]), set: new Set([1, 2]), nested: [{ $: 'not a tag' }], numbers: new Float64Array([1.5]),
      }
      const { value, from } = await window.fixture.echo(sent)
      const got = value as typeof sent
      return {
        from, text: got.text, hasNothing: 'nothing' in got && got.nothing === undefined, none: got.none, big: String(got.big), nan: Number.isNaN(got.nan),
        minusZero: Object.is(got.minusZero, -0), when: got.when.getTime(), map: [...(got.map.get('a') ?? [])], set: [...got.set], nested: got.nested, numbers: [...got.numbers],
      }
    })
    expect(came).toEqual({
      from: 'app://main/index.html', text: '绩效“目标”\u2028', hasNothing: true, none: null, big: '10', nan: true, minusZero: true, when: 86_400_000,
      map: [0, 1, 255], set: [1, 2], nested: [{ $: 'not a tag' }], numbers: [1.5],
    })
  })

  it('rejects with the message of what the main process threw, and refuses what cannot be cloned', async () => {
    const [thrown, uncloned] = await running.page.evaluate(async () => [
      await window.fixture.fail().catch((error: Error) => error.message),
      await (async () => window.fixture.echo(Symbol('x')))().catch((error: Error) => error.message),
    ])
    expect(thrown).toBe("Error invoking remote method 'fail': Error: 错误 text")
    expect(uncloned).toMatch(/could not be cloned/)
  })

  it('hears what the main process sends, until it stops listening', async () => {
    const heard = await running.page.evaluate(async () => {
      const values: unknown[] = []
      const off = window.fixture.onTold(value => values.push(value))
      window.fixture.tell('first')
      await window.fixture.echo(0)
      off()
      window.fixture.tell('second')
      await window.fixture.echo(0)
      return values
    })
    expect(heard).toEqual(['first'])
  })
})

describe('the network', () => {
  it('is closed by the app’s filter, for pages and windows too', async () => {
    const failed = await running.page.evaluate(() => fetch('https://example.org/data').then(() => 'came', () => 'failed'))
    await running.page.evaluate(() => {
      window.location.href = 'https://example.org/elsewhere'
    })
    const opened = await running.page.evaluate(() => window.open('https://example.org/window'))
    expect(failed).toBe('failed')
    expect(opened).toBeNull()
    const noted = await running.app.evaluate(() => fixtureLog)
    expect(noted).toContain('blocked https://example.org/data')
    expect(noted).toContain('navigate https://example.org/elsewhere')
    expect(noted.join()).not.toContain('blocked https://example.org/window')
    expect(await running.page.textContent('h1')).toBe('样例')
  })
})

describe('windows', () => {
  it('print to PDF with Electron’s defaults and its own sizes', async () => {
    const sizes = await running.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const print = async (options: object) => (await (window as Electron.BrowserWindow).webContents.printToPDF(options)).toString('base64')
      return [await print({}), await print({ pageSize: 'A4' }), await print({ preferCSSPageSize: true })]
    })
    const points = await Promise.all(sizes.map(async text => {
      const { width, height } = (await PDFDocument.load(Buffer.from(text, 'base64'))).getPage(0).getSize()
      return [Math.round(width), Math.round(height)]
    }))
    expect(points[0]).toEqual([612, 792])
    // Electron's A4 is 8.27 by 11.7 inches; the sheet's own size is exact
    expect(points[1]).toEqual([596, 843])
    expect(points[2]).toEqual([595, 842])
  })

  it('click the menu item of an accelerator', async () => {
    await running.page.keyboard.press('Control+s')
    const log = (): Promise<string[]> => running.app.evaluate(() => fixtureLog)
    while (!(await log()).includes('menu save 1')) await running.page.waitForTimeout(50)
    expect(await log()).toContain('menu save 1')
  })

  it('are found from their page', async () => {
    const window = await running.app.browserWindow(running.page)
    expect(await window.evaluate((found: Electron.BrowserWindow) => found.getTitle())).toBe('样例窗口')
  })
})

describe('leaving', () => {
  it('waits for a window that holds the closing back, in Electron’s order', async () => {
    await running.close()
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    expect(lines.slice(-6)).toEqual(['before-quit', 'close held back', 'before-quit', 'close', 'closed', 'will-quit'])
  })

  it('takes Chromium with it when the main process is killed', async () => {
    await start()
    const before = descendants(running.pid)
    expect(before.length).toBeGreaterThan(0)
    await running.kill()
    for (let waited = 0; waited < 30_000 && before.some(isRunning); waited += 100) await new Promise(resolve => setTimeout(resolve, 100))
    expect(before.filter(isRunning)).toEqual([])
  })
})

/** The process ids below this one. */
function descendants(pid: number): number[] {
  const parents = existsSync('/proc/self/stat') ? parentsFromProc() : parentsFromPs()
  const below = (parent: number): number[] => parents.filter(([, its]) => its === parent).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

type Parents = [pid: number, parent: number][]

function parentsFromProc(): Parents {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap((name): Parents => {
    try {
      const [, , parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? []
      return [[Number(name), Number(parent)]]
    } catch {
      return []
    }
  })
}

function parentsFromPs(): Parents {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map(line => line.trim().split(/\s+/).map(Number) as [number, number])
}

function isRunning(pid: number): boolean {
  if (existsSync(`/proc/${pid}/status`) && /State:\s*Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
