import edition2026 from '../../resources/editions/shanghai-2026.json'
import { blankDeclaration, type Declaration, type Indicator } from '../../shared/declaration/model'
import { editionSchema } from '../../shared/editions/schema'
import { lastYearRow, lastYearValue } from './lastYearText'

const edition = editionSchema.parse(edition2026)
const row = (id: string, name: string, level2: string | null = null): Indicator => ({ id, level1: '产出指标', level2, name, value: `${id} 的值` })
const form = (indicators: Indicator[], more: Partial<Declaration> = {}): Declaration => ({ ...blankDeclaration('d', edition.id, 2025), indicators, ...more })

describe('the row of last year', () => {
  it.each<[string, Indicator[], Indicator, string | undefined]>([
    ['of the same id and name', [row('r1', '巡检次数'), row('r2', '巡检次数')], row('r2', '巡检次数'), 'r2'],
    ['of the same id while the name is still blank', [row('r1', '巡检次数')], row('r1', ''), 'r1'],
    ['of the same name, whatever its width', [row('r1', '巡检（次）')], row('r9', '巡检(次)'), 'r1'],
    ['of the same name and level where several have it', [row('r1', '及时率', '时效指标'), row('r2', '及时率', '质量指标')], row('r9', '及时率', '质量指标'), 'r2'],
    ['none for another indicator that got a free id', [row('r1', '巡检次数')], row('r1', '培训人次'), undefined],
  ])('%s', (_, before, now, id) => expect(lastYearRow(before, now)?.id).toBe(id))
})

it('is told as this edition writes it', () => {
  const previous = form([row('r1', '巡检次数')], { startDate: '2025-01-01', currentYearBudget: 123_450, funding: { fiscal: 100, other: null, annualFiscal: null, carriedOver: null, annualOther: null }, fundUses: ['甲', '乙'] })
  const now = form([row('r1', '巡检次数')])
  const told = (key: string) => lastYearValue(previous, now, edition, key)
  expect(['startDate', 'currentYearBudget', 'funding.fiscal', 'funding.other', 'fundUses', 'overview', 'indicators/r1/value', 'indicators/r7/value'].map(told)).toEqual(['2025-01-01', '1,234.50', '1.00', null, '甲、乙', null, 'r1 的值', null])
})
