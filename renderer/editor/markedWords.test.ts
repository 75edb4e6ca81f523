import type { Finding } from '../../shared/check/finding'
import type { ShownFinding } from './findings'
import { markedParts } from './markedWords'

const shown = (words: string, severity: Finding['severity'] = 'warning', rule = 'B01', kept = false): ShownFinding => ({
  key: 'overview', finding: { rule, severity, field: 'overview', words, messageKey: '', params: {} },
  kept: kept ? { rule, field: 'overview', words, reason: '有批复', at: '' } : null,
})
const drawn = (text: string, findings: ShownFinding[]) => markedParts(text, findings).map(({ text: piece, mark }) => (mark ? `${mark[0]}[${piece}]` : piece)).join('')

it.each<[string, string, ShownFinding[], string]>([
  ['words where they stand', '确保2019年度正常运行', [shown('2019年度')], '确保w[2019年度]正常运行'],
  ['nothing where there is nothing', '确保正常运行', [], ''],
  ['not what is gone already', '确保2020年度正常运行', [shown('2019年度')], ''],
  ['not what is kept with a reason', '确保2019年度', [shown('2019年度', 'warning', 'B01', true)], ''],
  ['not a blank field', '', [shown('')], ''],
  ['the same words twice, one after the other', '19年立项，19年验收', [shown('19年'), shown('19年')], 'w[19年]立项，w[19年]验收'],
  ['two rules on the same words once, the graver', '共19年', [shown('19年', 'hint', 'D09'), shown('19年', 'error', 'A01')], '共e[19年]'],
  ['overlapping ones piece by piece', '一二三四五', [shown('一二三', 'hint'), shown('三四', 'warning')], 'h[一二]w[三四]五'],
  ['not all of a long text', '很'.repeat(60), [shown('很'.repeat(60))], ''],
  ['all of a short one', '>=95', [shown('>=95')], 'w[>=95]'],
])('marks %s', (_name, text, findings, expected) => expect(drawn(text, findings)).toBe(expected))
