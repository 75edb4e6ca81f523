import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { randomOf } from '../../../shared/recognise/fixtures/random'
import { sourceLines } from '../../services/originals'
import { renderDocument } from '../index'
import { bundledEditions, hardDeclaration, PLAIN } from '../testing'
import { damagedFile, HOWS, type Base } from './fixtures/damaged'
import { READ } from './fixtures/files'
import { readDocument } from './index'
import { createReaderThread, type ReaderThread } from './thread'

const ROOT = path.resolve(__dirname, '..', '..', '..')

/** One of each kind that `npm run fuzz` tries by the thousand, in the reader's own thread. */
describe('a damaged file', () => {
  let folder: string
  let thread: ReaderThread
  const bases: Base[] = []
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-damaged-'))
    const file = path.join(folder, 'reader.cjs')
    const options = ['--bundle', '--platform=node', '--format=cjs', '--target=node22', '--log-level=error', '--define:import.meta.url=__address', "--banner:js=const __address = require('node:url').pathToFileURL(__filename).href;", `--outfile=${file}`]
    const built = spawnSync(path.join(ROOT, 'node_modules', '.bin', 'esbuild'), [path.join(__dirname, 'reader.ts'), ...options], { encoding: 'utf8', shell: process.platform === 'win32' })
    if (built.status !== 0) throw new Error(built.stderr)
    thread = createReaderThread(file)
    const [edition] = bundledEditions()
    if (!edition) throw new Error('no edition')
    const declaration = hardDeclaration(3, edition)
    for (const format of ['xlsx', 'docx', 'html', 'json'] as const) bases.push({ name: `a.${format}`, bytes: await renderDocument(format, [{ declaration, edition }], PLAIN, null) })
    const document = await PDFDocument.create()
    document.addPage().drawText('1234 abc')
    bases.push({ name: 'a.pdf', bytes: await document.save() })
    const lines = sourceLines(await readDocument('a.docx', bases[1]?.bytes ?? new Uint8Array(), { asForeign: true }))
    bases.push({ name: 'a.tsv', bytes: new TextEncoder().encode(lines.join('\n')) })
  }, 60_000)
  afterAll(() => {
    thread.close()
    rmSync(folder, { recursive: true, force: true })
  })

  // where a file stands is no matter of its bytes: npm run fuzz tries that
  it.each(HOWS.filter(how => how !== 'not an ordinary file'))('is read as far as it goes or refused with a message: %s', async how => {
    const { name, bytes, expect: right } = damagedFile(randomOf(20_260_101), bases, HOWS.indexOf(how))
    const answer = await thread.read(name, bytes).then(({ blocks }) => (Array.isArray(blocks) ? READ : 'no blocks'), (error: unknown) => ((error as Error).name === 'AppError' ? (error as { code: string }).code : String(error)))
    // whether a form is found is asked after reading
    if (right) expect(right.map(one => (one === 'fileNotDeclaration' ? READ : one))).toContain(answer)
    else expect(answer).toMatch(new RegExp(`^(?:${READ}|file[A-Z]\\w+|badJson)$`, 'u'))
  }, 60_000)
})
