import { convertIndicatorText, formatIndicatorValue, parseIndicatorValue, plainDecimal, type IndicatorValue, type IndicatorValueFormat } from './indicatorValue'

const of2018: IndicatorValueFormat = { operators: 'symbols', decimals: 2, unit: 'plain' }
const of2020: IndicatorValueFormat = { operators: 'ascii', decimals: 0, unit: 'plain' }
const of2026: IndicatorValueFormat = { operators: 'symbols', decimals: 2, unit: 'bracketed' }
const short = (text: string) => {
  const { op, number, unit, kind, direction, period } = parseIndicatorValue(text)
  return [period, op ?? '', number ?? '', unit, kind, direction].join('|')
}

describe('reading a target', () => {
  it.each([
    ['>=95', '|≥|95||定量|正向'],
    ['>=95%', '|≥|95|%|定量|正向'],
    ['≥90.00(%)', '|≥|90.00|%|定量|正向'],
    ['=100.00（％）', '|=|100.00|%|定量|定值'],
    ['不低于95%', '|≥|95|%|定量|正向'],
    ['95%以上', '|≥|95|%|定量|正向'],
    ['达到95%以上', '|≥|95|%|定量|正向'],
    ['大于等于 95 %', '|≥|95|%|定量|正向'],
    ['百分之95', '||95|%|定量|定值'],
    ['95以上', '|≥|95||定量|正向'],
    ['≤2%', '|≤|2|%|定量|反向'],
    ['小于2小时', '|<|2|小时|定量|反向'],
    ['控制在5.8万元以内', '|≤|5.8|万元|定量|反向'],
    ['5个工作日内', '|≤|5|个工作日|定量|反向'],
    ['不超2小时', '|≤|2|小时|定量|反向'],
    ['不得低于90%', '|≥|90|%|定量|正向'],
    ['年内完成', '||||频次|定值'],
    ['全年<=2次', '全年|≤|2|次|定量|反向'],
    ['全年不超过1次', '全年|≤|1|次|定量|反向'],
    ['<=0.00%', '|≤|0.00|%|定量|反向'],
    ['985米', '||985|米|定量|定值'],
    ['1,200人次', '||1200|人次|定量|定值'],
    ['≥120万页', '|≥|120|万页|定量|正向'],
    ['≤0.85元/页', '|≤|0.85|元/页|定量|反向'],
    ['≤800元/人·月', '|≤|800|元/人·月|定量|反向'],
    ['>=10000KB/s', '|≥|10000|KB/s|定量|正向'],
    ['１', '||1||定量|定值'],
    ['每周4次', '|||次/周|频次|定值'.replace('|||', '||4|')],
    ['每月一次', '||1|次/月|频次|定值'],
    ['至少每天2次', '|≥|2|次/天|频次|正向'],
    ['每季度不少于1次', '|≥|1|次/季度|频次|正向'],
    ['每周7天*24小时', '||||频次|定值'],
    ['7×24小时', '||||频次|定值'],
    ['年内完成', '||||频次|定值'],
    ['2020年6月底前完成', '||||频次|定值'],
    ['健全', '||||定性|定性'],
    ['规范、完整', '||||定性|定性'],
    ['', '||||定性|定性'],
    ['90%以上功能得到应用', '||||定量其他|正向'],
    ['系统反应时间在2秒以内', '||||定量其他|反向'],
    ['每日平均立案量≥5000件', '||||定量其他|正向'],
    ['≥95%，≤2次', '||||定量其他|正向'],
    ['>=95%以上', '||||定量其他|正向'],
  ])('%s', (text, expected) => expect(short(text)).toBe(expected))

  it('keeps the text as typed', () => expect(parseIndicatorValue(' 不低于 95％ ').text).toBe(' 不低于 95％ '))
})

/** What a target says, however it is written. */
const meaningOf = ({ op, unit, period, number }: IndicatorValue) => ({ op, unit, period, number: number && plainDecimal(number) })

describe('writing a target', () => {
  it.each([
    ['不低于95%', '≥95.00%', '>=95%', '≥95.00(%)'],
    ['=100.00%', '=100.00%', '=100%', '=100.00(%)'],
    ['≥99.5(%)', '≥99.50%', '>=99.5%', '≥99.50(%)'],
    ['≥99.125%', '≥99.125%', '>=99.125%', '≥99.125(%)'],
    ['全年不超过1次', '全年≤1次', '全年<=1次', '全年≤1次'],
    ['985米', '985米', '985米', '985米'],
    ['<2小时', '<2小时', '<2小时', '<2小时'],
    ['每周4次', '每周4次', '每周4次', '每周4次'],
    ['健全', '健全', '健全', '健全'],
    ['90%以上功能得到应用', '90%以上功能得到应用', '90%以上功能得到应用', '90%以上功能得到应用'],
  ])('%s', (text, a, b, c) => expect([of2018, of2020, of2026].map(format => convertIndicatorText(text, format))).toEqual([a, b, c]))

  it('leaves decimals as typed where the edition says so', () => {
    expect(convertIndicatorText('≥95.0%', { operators: 'symbols', decimals: null, unit: 'plain' })).toBe('≥95.0%')
  })

  it('means the same after any way of writing and reading', () => {
    const formats = [of2018, of2020, of2026]
    for (const op of ['', '=', '>=', '≥', '<', '不低于', '不超过', '小于', '全年<=']) {
      for (const number of ['0', '1', '95', '99.5', '0.50', '12345.678']) {
        for (const unit of ['%', '次', '小时', '人次', '万元', '元/人', '']) {
          const value = parseIndicatorValue(op + number + unit)
          expect(value.kind).toBe('定量')
          for (const format of formats) {
            const again = parseIndicatorValue(formatIndicatorValue(value, format))
            expect(meaningOf(again)).toEqual(meaningOf(value))
            for (const other of formats) expect(formatIndicatorValue(again, other)).toBe(formatIndicatorValue(value, other))
          }
        }
      }
    }
  })

  it('drops zeros that mean nothing', () => {
    expect(['095.50', '100.00', '0.0', '7'].map(plainDecimal)).toEqual(['95.5', '100', '0', '7'])
  })
})
