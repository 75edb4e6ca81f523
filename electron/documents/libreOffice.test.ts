import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { GridCell } from '../../shared/recognise/types'
import { renderDocument } from './index'
import { Budget } from './readers/budget'
import { readDocument } from './readers'
import { blocksOf as docxBlocks, readWordDocument } from './readers/docx'
import { blocksOf as xlsxBlocks, readWorkbook } from './readers/xlsx'
import { openZip } from './readers/zip'
import { bundledEditions, declarationOf, hardDeclaration, PLAIN } from './testing'

const office = ['soffice', 'libreoffice'].find(name => spawnSync(name, ['--version']).status === 0)
const where = office ? describe : describe.skip
if (!office) console.warn('skipped: LibreOffice is not installed')

/** The table with its spans, whatever is hidden in the file; soft hyphens, which LibreOffice drops, aside. */
function gridOf(format: 'xlsx' | 'docx', bytes: Uint8Array): GridCell[] {
  const budget = new Budget('x')
  const zip = openZip(bytes, budget)
  const blocks = format === 'xlsx' ? xlsxBlocks(readWorkbook(zip, budget)) : docxBlocks(readWordDocument(zip, budget))
  return blocks.flatMap(block => (block.kind === 'grid' ? block.cells : [])).map(cell => ({ ...cell, text: cell.text.replace(/_x005F_(?=x)|\u00ad/gu, found => (found === '\u00ad' ? '' : '_')).replace(/\s+$/gmu, '') }))
}

where('files that LibreOffice has opened and saved', () => {
  let folder: string
  beforeAll(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-office-')) })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['xlsx', 'docx'] as const)('%s keeps its merged cells and texts, and comes back as the same record', async format => {
    const records = bundledEditions().map((edition, i) => ({ name: `${edition.id}.${format}`, edition, declaration: hardDeclaration(i + 3, edition) }))
    for (const { name, declaration, edition } of records) writeFileSync(path.join(folder, name), await renderDocument(format, [{ declaration, edition }], PLAIN, null))
    const out = path.join(folder, 'out')
    execFileSync(office as string, [`-env:UserInstallation=file://${path.join(folder, 'profile')}`, '--headless', '--convert-to', format, '--outdir', out, ...records.map(({ name }) => path.join(folder, name))], { stdio: 'ignore', timeout: 100_000 })
    for (const { name, declaration } of records) {
      const saved = new Uint8Array(readFileSync(path.join(out, name)))
      const { own = [] } = await readDocument(name, saved)
      expect(own.map(declarationOf)).toEqual([declaration])
      const before = gridOf(format, new Uint8Array(readFileSync(path.join(folder, name))))
      const spans = (cells: GridCell[]) => cells.filter(cell => cell.text !== '').map(({ row, column, rowSpan, colSpan, text }) => [row, column, rowSpan, colSpan, text])
      expect(spans(gridOf(format, saved))).toEqual(spans(before))
    }
  }, 120_000)
})
