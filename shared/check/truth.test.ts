import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import withDefects from '../../resources/samples/with-defects-2020.json'
import { valueAt } from '../declaration/fieldPath'
import { applyPatches } from '../declaration/patch'
import { declarationOf, findingsOf, good } from './testing'

const folder = join(__dirname, '../../../shared/acceptance/truth')
const real = existsSync(folder)
  ? readdirSync(folder).sort().flatMap(file => {
      const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { edition?: string }
      return json.edition ? [{ name: file.replace('.json', ''), declaration: declarationOf(json, file) }] : []
    })
  : []
if (real.length === 0) console.warn('skipped: the real declarations are not beside the project (../shared/acceptance)')

const rulesOf = (name: string) => {
  const entry = real.find(({ name: other }) => other === name)
  return entry ? findingsOf(entry.declaration).map(({ rule, field, words }) => ({ rule, field, words })) : []
}
const withTruth = real.length > 0 ? describe : describe.skip

withTruth('real declarations', () => {
  it('prints what is found in each', () => {
    const lines = real.map(({ name, declaration }) => {
      const findings = findingsOf(declaration)
      const counts = new Map<string, number>()
      for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
      const of = (severity: string) => findings.filter(finding => finding.severity === severity).length
      return `${name.padEnd(7)} E${String(of('error')).padStart(2)} W${String(of('warning')).padStart(3)} H${String(of('hint')).padStart(3)}  ${[...counts].sort().map(([rule, count]) => (count > 1 ? `${rule}×${count}` : rule)).join(' ')}`
    })
    process.stdout.write(`${lines.join('\n')}\n`)
    expect(lines.length).toBe(real.length)
  })

  it('finds no sum that is wrong', () => expect(real.flatMap(({ name }) => rulesOf(name)).filter(({ rule }) => rule === 'A01')).toEqual([]))

  it.each([
    ['the 2017 in the goals of a 2018 form', '004-1', { rule: 'B01', field: 'annualGoal', words: '2017年度' }],
    ['the text that breaks off', '003-1', { rule: 'D02', field: 'safeguards', words: '在财务管' }],
    ['the missing satisfaction indicator', '002-1', { rule: 'C13', field: 'indicators', words: '' }],
    ['the blank safeguards', '000-3', { rule: 'D01', field: 'safeguards', words: '' }],
    ['level words in place of indicators', '000-1', { rule: 'C03', field: 'indicators[4].name', words: '数量目标' }],
    ['the plan that is over', '002-2', { rule: 'B03', field: 'basis', words: '2014-2016' }],
    ['the five-year plan that is over', '002-2', { rule: 'B03', field: 'basis', words: '十二五' }],
    ['identical basis and necessity', '003-2', { rule: 'D03', field: 'necessity', words: '' }],
    ['the lost value', '003-3', { rule: 'C01', field: 'indicators[15].value', words: '' }],
  ])('finds %s (%s)', (_what, name, expected) => expect(rulesOf(name)).toContainEqual(expected))

  it('quotes words that stand in the field, and repairs that take the finding away', () => {
    for (const { declaration } of real) {
      for (const finding of findingsOf(declaration)) {
        const value = valueAt(declaration, finding.field)
        if (finding.words !== '') expect(String(value)).toContain(finding.words)
        if (!finding.repair) continue
        const after = findingsOf(applyPatches(declaration, finding.repair).declaration)
        expect(after.some(other => other.rule === finding.rule && other.field === finding.field && other.messageKey === finding.messageKey)).toBe(false)
      }
    }
  })
})

describe('samples', () => {
  it.each([2018, 2020, 2026] as const)('a good form of the %s edition shows no error and no warning', year => {
    expect(findingsOf(good[year]()).filter(({ severity }) => severity !== 'hint')).toEqual([])
  })
  it('the one with the usual mistakes shows them', () => {
    const rules = new Set(findingsOf(declarationOf(withDefects)).map(finding => finding.rule))
    for (const rule of ['A01', 'A05', 'A07', 'A11', 'B01', 'C01', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C12', 'C13', 'C14', 'C15', 'D02', 'D03', 'D07', 'D08', 'D09', 'D10', 'D12', 'D16']) expect(rules).toContain(rule)
  })
})
