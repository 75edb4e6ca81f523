import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { toInterchange } from '../declaration/interchange'
import { recogniseText } from './testing'

const folder = path.join(__dirname, '../../../shared/acceptance')
const present = existsSync(path.join(folder, 'score.mjs'))
if (!present) console.warn('skipped: the real declarations are not beside the project (../shared/acceptance)')
const withInputs = present ? describe : describe.skip

/** Input, its declarations, and the least share of fields in percent. */
const CASES: [string, string[], number][] = [
  ['2018-bianban', ['000-1', '000-2', '000-3'], 93],
  ['2019-hezuojiaoliu', ['002-1', '002-2', '002-3', '002-5'], 93],
  ['2018-gongjijin', ['004-1', '004-2', '004-3'], 93],
  ['2020-jiguanshiwu', ['003-1', '003-2', '003-3'], 99],
  ['2026-chaiwei', ['2026-1'], 97],
]

withInputs('real declarations', () => {
  const own = mkdtempSync(path.join(tmpdir(), 'jixiao-recognise-'))
  afterAll(() => rmSync(own, { recursive: true, force: true }))

  const score = (input: string, truths: string[]): string => {
    const file = path.join(folder, 'inputs', `${input}.txt`)
    const { declarations, unplaced } = recogniseText(readFileSync(file, 'utf8'))
    const out = path.join(own, `${input}.json`)
    writeFileSync(out, JSON.stringify({ declarations: declarations.map(({ declaration }) => toInterchange(declaration)), unplaced }))
    return execFileSync(process.execPath, [path.join(folder, 'score.mjs'), out, ...truths.map(name => path.join(folder, 'truth', `${name}.json`)), '--source', file], { encoding: 'utf8' })
  }

  it.each(CASES)('%s', (input, truths, least) => {
    const printed = score(input, truths)
    const percent = Number(printed.match(/^all .* ([\d.]+)%$/mu)?.[1])
    process.stdout.write(`${input}: ${percent}%\n`)
    expect(printed).toMatch(/^lost 0$/mu)
    expect(percent).toBeGreaterThanOrEqual(least)
  })

  it('finds no declaration in an evaluation report, and keeps all of it', () => {
    const text = readFileSync(path.join(folder, 'inputs/2018-evaluation-report.txt'), 'utf8')
    const { declarations, unplaced } = recogniseText(text)
    expect(declarations).toEqual([])
    expect(unplaced.join('').replace(/\s+/gu, '')).toBe(text.replace(/\s+/gu, ''))
  })
})
