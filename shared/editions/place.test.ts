import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadEditionText } from './load'
import { labelOf, placeLabel } from './place'

const loaded = loadEditionText(readFileSync(path.join(__dirname, '../../resources/editions/shanghai-2020.json'), 'utf8'))
if (!loaded.ok) throw new Error('the pack is not right')
const { edition } = loaded
const say = (key: string, params: Record<string, string | number> = {}): string => [key.replace('common:', ''), ...Object.values(params)].join(' ')
const rows = {
  indicators: [{ id: 'a', level1: null, level2: null, name: '设备\n完好率', value: null }, { id: 'b', level1: null, level2: null, name: ' ', value: null }, { id: 'c', level1: null, level2: null, name: '𬭎'.repeat(30), value: null }],
  subProjects: [{ id: 'x', name: '巡检', amount: null }],
}

it.each([
  ['plan', '项目实施计划'],
  ['plan#3', '项目实施计划'],
  ['remarks', 'field.remarks'],
  ['funding.other', 'field.funding.other'],
  ['indicators', 'list.indicators'],
  ['indicators[0].value', 'list.part list.named list.indicators 设备 完好率 rowPart.value'],
  ['indicators/a/value', 'list.part list.named list.indicators 设备 完好率 rowPart.value'],
  ['indicators/b', 'list.numbered list.indicators 2'],
  ['indicators/gone', 'list.indicators'],
  ['subProjects[0].amount', 'list.part list.named list.subProjects 巡检 rowPart.amount'],
  ['subProjects[4]', 'list.numbered list.subProjects 5'],
  ['indicators[2]', `list.named list.indicators ${'𬭎'.repeat(23)}…`],
])('%s', (field, words) => expect(placeLabel(say, edition, rows, field)).toBe(words))

it('takes the name from a caller without rows', () => {
  expect(placeLabel(say, edition, { indicators: [], subProjects: [] }, 'indicators[7].name', '到馆人次')).toBe('list.part list.named list.indicators 到馆人次 rowPart.name')
})

it('falls back on the program’s own name where there is no edition', () => {
  expect(labelOf(say, undefined, 'plan')).toBe('field.plan')
})
