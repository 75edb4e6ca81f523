import { unzipSync } from 'fflate'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import { DEFAULT_PRINT, DEFAULT_SETTINGS, type ExportFormat, type PrintSettings } from '../../shared/ipc/contract'
import type { Sheet } from '../../shared/sheet'
import { renderDocument } from '../documents'
import type { PageEngine } from '../documents/pageEngine'
import { readDocument } from '../documents/readers'
import { bundledEditions, declarationOf, hardDeclaration, PLAIN } from '../documents/testing'
import { declarationFromJson, parseJson } from './interchange'
import { RESOURCES, withServices, type TestDesk } from './testing'

const sample = (name: string): Declaration => declarationFromJson(parseJson(readFileSync(path.join(RESOURCES, 'samples', name), 'utf8'), name), name, () => 'sample')
const OLD = { ...sample('shanghai-2018-archives.json'), id: 'old' }
const NEW = { ...sample('shanghai-2026-rivers.json'), id: 'new' }
const UNUSUAL: PrintSettings = { signature: true, seal: true, pageNumbers: true, officialFonts: true, printer: null, paper: 'B5', marginsMm: [10, 12.5, 15, 30] }

/** Notes the sheets it is given, prints blank pages. */
function noting(): { engine: PageEngine; sheets: Sheet[] } {
  const sheets: Sheet[] = []
  return {
    sheets,
    engine: {
      async pdf(given) {
        sheets.push(...given)
        const document = await PDFDocument.create({ updateMetadata: false })
        for (const _sheet of given) document.addPage()
        return { bytes: await document.save(), pages: given.map(() => 1) }
      },
      flow: async () => (await PDFDocument.create()).save(),
      print: async () => true,
      close: () => undefined,
    },
  }
}

/** A desk with one form of 2018, printed in an unusual way, and one of 2026, printed as its edition says. */
async function exported({ services, folder }: TestDesk, format: ExportFormat, ids: string[], to = 'out'): Promise<Uint8Array> {
  for (const declaration of [OLD, NEW]) services.declarations.save(declaration)
  services.settings.write({ ...DEFAULT_SETTINGS, print: { [OLD.edition]: UNUSUAL, 'some-other': { ...DEFAULT_PRINT, marginsMm: [5, 5, 5, 5] } } })
  mkdirSync(path.join(folder, to), { recursive: true })
  const { made, refused } = await services.exports.run({ ids, format, folder: path.join(folder, to), combined: ids.length > 1, draft: true, public: false })
  expect(refused).toEqual([])
  return new Uint8Array(readFileSync(made[0]?.file ?? ''))
}

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array()).toString('utf8')
const words = (xml: string): string => xml.replace(/<[^>]*>/gu, '')

describe('each edition as its settings say, also in one file of several editions', () => {
  it('pdf', () => {
    const { engine, sheets } = noting()
    return withServices(async desk => {
      await exported(desk, 'pdf', ['new', 'old'])
      expect(sheets.map(({ editionId, signature, seal, pageNumbers, officialFonts, page: { paper, marginsMm } }) => [editionId, signature.length, seal, pageNumbers, officialFonts, paper, marginsMm])).toEqual([
        [NEW.edition, 0, '', false, false, 'A4', [17, 17.5, 17, 17.5]],
        [OLD.edition, 3, '（单位盖章）', true, true, 'B5', UNUSUAL.marginsMm],
      ])
    }, { pageEngine: () => engine })
  })

  it('xlsx', () => withServices(async desk => {
    const parts = unzipSync(await exported(desk, 'xlsx', ['old', 'new']))
    const [first = '', second = ''] = [1, 2].map(number => text(parts[`xl/worksheets/sheet${number}.xml`]))
    const margins = /<pageMargins left="([\d.]+)" right="([\d.]+)" top="([\d.]+)" bottom="([\d.]+)"/u.exec(first)?.slice(1).map(inches => Math.round(Number(inches) * 254) / 10)
    // 草稿 stands above the page, in the upper margin
    expect(margins).toEqual([30, 12.5, 22.9, 15])
    expect(first).toMatch(/paperSize="13"/u)
    expect(first).toMatch(/<oddFooter>[^<]*第 &amp;P 页/u)
    expect(second).toMatch(/paperSize="9"/u)
    expect(second).not.toMatch(/<oddFooter>/u)
    const shared = text(parts['xl/sharedStrings.xml'])
    expect([...shared.matchAll(/填报人：|（单位盖章）/gu)].map(([found]) => found)).toEqual(['填报人：', '（单位盖章）'])
  }))

  it('docx', () => withServices(async desk => {
    const parts = unzipSync(await exported(desk, 'docx', ['old', 'new']))
    const body = text(parts['word/document.xml'])
    const twips = (mm: number): number => Math.round((mm * 1440) / 25.4)
    const margins = [...body.matchAll(/<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/gu)].map(found => found.slice(1).map(Number))
    expect(margins).toEqual([UNUSUAL.marginsMm?.map(twips), [17, 17.5, 17, 17.5].map(twips)])
    expect([...body.matchAll(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/gu)].map(found => found.slice(1).map(Number))).toEqual([[twips(182), twips(257)], [twips(210), twips(297)]])
    expect(words(body).match(/填报人：|（单位盖章）/gu)).toEqual(['填报人：', '（单位盖章）'])
    expect(body.match(/<w:footerReference/gu)).toHaveLength(1)
  }))

  it('html', () => withServices(async desk => {
    const page = text(await exported(desk, 'html', ['old']))
    expect(page).toMatch(/@page jx0\{size:JIS-B5 portrait;margin:10mm 12\.5mm 15mm 30mm;@bottom-center/u)
    expect(page).toMatch(/data-fonts="official"/u)
    expect(page).toMatch(/填报人：[^]*（单位盖章）/u)
  }))
})

it.each(bundledEditions().map((edition, i) => ({ id: edition.id, edition, seed: 11 + i })))('$id comes back from files with strip, seal and margins of their own, and nothing is left over', async ({ edition, seed }) => {
  const declaration = hardDeclaration(seed, edition)
  for (const format of ['xlsx', 'docx'] as const) {
    const bytes = await renderDocument(format, [{ declaration, edition, print: UNUSUAL }], { ...PLAIN, draft: true }, null)
    const { own = [] } = await readDocument(`x.${format}`, bytes)
    expect([format, own.map(declarationOf)]).toEqual([format, [declaration]])
  }
})

it('shrinks a spreadsheet a little lest the seal stand on a page by itself', async () => {
  const [edition] = bundledEditions().filter(({ page }) => page.pages === null)
  if (!edition) throw new Error('no edition without a number of pages')
  const pagesAsked = async (rows: number): Promise<number> => {
    const declaration = { ...blankDeclaration('x', edition.id, 2022), indicators: Array.from({ length: rows }, (_, i) => ({ id: `i${i}`, level1: '产出指标', level2: '数量指标', name: '次数', value: '=1次' })) }
    const parts = unzipSync(await renderDocument('xlsx', [{ declaration, edition, print: { signature: true, seal: true } }], PLAIN, null))
    return Number(/fitToHeight="(\d+)"/u.exec(text(parts['xl/worksheets/sheet1.xml']))?.[1] ?? -1)
  }
  const asked = await Promise.all(Array.from({ length: 40 }, (_, i) => pagesAsked(10 + i)))
  // where it fits, or the table itself goes over: as many pages as it takes; between them: one
  expect(asked[0]).toBe(0)
  expect(asked.at(-1)).toBe(0)
  expect(asked).toContain(1)
  expect(asked.lastIndexOf(1) - asked.indexOf(1) + 1).toBe(asked.filter(count => count === 1).length)
})

describe('the same record gives the same file', () => {
  // only the clock is turned: the libraries ask it themselves
  beforeEach(() => { jest.useFakeTimers({ now: Date.now(), doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }) })
  afterEach(() => { jest.useRealTimers() })

  /** The parts of a package without the days in them, and without numbers that the library counts on from file to file. */
  const plainParts = (bytes: Uint8Array) => new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, text(part)
    .replace(/(<dcterms:\w+[^>]*>)[^<]*/gu, '$1').replace(/(<w:bookmark(?:Start|End) [^>]*|<wp:docPr )(?:w:)?id="\d+"/gu, '$1')]))

  it.each(['xlsx', 'docx'] as const)('%s, part by part, but for its dates and running numbers', async format => {
    const make = () => withServices(desk => exported(desk, format, ['old', 'new']))
    const before = plainParts(await make())
    jest.setSystemTime(Date.now() + 3_700_000)
    const after = plainParts(await make())
    expect([...after.keys()]).toEqual([...before.keys()])
    expect([...after].filter(([name, part]) => before.get(name) !== part).map(([name]) => name)).toEqual([])
  })

  it.each(['pdf', 'html', 'json'] as const)('%s, to the byte, at the same hour', async format => {
    const make = () => withServices(desk => exported(desk, format, ['old', 'new']), { pageEngine: () => noting().engine })
    const before = await make()
    jest.setSystemTime(Date.now() + 3_700_000)
    expect(Buffer.from(await make()).equals(before)).toBe(true)
  })
})
