import shanghai2020 from '../../resources/editions/shanghai-2020.json'
import shanghai2026 from '../../resources/editions/shanghai-2026.json'
import { editionSchema } from '../editions/schema'
import { rowFor, rowOf, setAsideRow } from './setAside'

const row = { level1: '投入与管理', level2: '财务管理', name: '资金使用：规范性', value: '≥95%' }

it('a kept indicator is the row it was; of older records it is read from its words', () => {
  const kept = setAsideRow(row)
  expect(kept).toMatchObject({ field: 'indicators', label: '投入与管理 · 财务管理', value: '资金使用：规范性：≥95%' })
  expect(rowOf(kept)).toEqual(row)
  const { row: _, ...older } = kept
  expect(rowOf(older)).toEqual(row)
  expect(rowOf({ field: 'indicators', label: '', value: '次数', why: '' })).toEqual({ level1: null, level2: null, name: '次数', value: null })
  expect(rowOf({ field: 'contactName', label: '联系人', value: '甲', why: '' })).toBeNull()
})

it('it goes to its own level where the form has it, else where its name says, else without one', () => {
  expect(rowFor(row, editionSchema.parse(shanghai2020))).toEqual(row)
  const now = editionSchema.parse(shanghai2026)
  expect(rowFor({ ...row, name: '用户满意度' }, now)).toMatchObject({ level1: '满意度指标', level2: '服务对象满意度指标', value: '≥95%' })
  expect(rowFor({ ...row, name: '某某情况' }, now)).toMatchObject({ level1: null, level2: null })
})
