import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(__dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'jixiao-editions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => spawnSync(process.execPath, [path.join(root, 'scripts', 'editions.mjs'), ...args], { encoding: 'utf8', cwd: folder, env: { ...process.env, INIT_CWD: folder } })
const pack = path.join(root, 'resources', 'editions', 'shanghai-2026.json')

it('draws the blank form of a pack that is right', () => {
  const done = run('check', pack, '--out', 'blank.html')
  expect([done.status, done.stderr]).toEqual([0, expect.stringContaining('nothing wrong')])
  expect(readFileSync(path.join(folder, 'blank.html'), 'utf8')).toContain('年度资金申请总额')
})

it('says what is wrong and where', () => {
  const wrong = JSON.parse(readFileSync(pack, 'utf8')) as { columns: number[] }
  wrong.columns.pop()
  writeFileSync(path.join(folder, 'wrong.json'), JSON.stringify(wrong))
  const done = run('check', 'wrong.json')
  expect(done.status).toBe(1)
  expect(done.stderr).toMatch(/rows\[0\][\s\S]*8 columns of 7/u)
})

it('tells a file that is not there, and wrong usage, from a wrong pack', () => {
  expect(run('check', 'nowhere.json').status).toBe(3)
  expect(run().status).toBe(2)
  expect(run('check', pack, '--out').status).toBe(2)
})

it('gives the JSON Schema on standard output', () => {
  const done = run('schema')
  expect(done.status).toBe(0)
  expect((JSON.parse(done.stdout) as { properties: object }).properties).toHaveProperty('columns')
})
