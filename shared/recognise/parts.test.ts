import { lexiconOf } from './lexicon'
import { cheapest } from './pairing'
import { cellsOf, unglued } from './indicatorCells'
import { splitTexts } from './splitTexts'
import { streamOf } from './stream'
import { EDITIONS } from './testing'
import { readTicks } from './ticks'
import { unwrap } from './unwrap'
import { emWidth, labelKey, listNumber, openBrackets } from './words'

const [of2018, of2020, of2026] = EDITIONS.map(lexiconOf)

describe('words', () => {
  it('compares labels without stars, colons, brackets and blanks', () => {
    expect(labelKey('项目总预算 （元）*：')).toBe('项目总预算元')
    expect(labelKey('年度(/项目)指标值')).toBe(labelKey('年度（／项目）指标值'))
  })
  it('measures in em', () => {
    expect(emWidth('预算执行率')).toBe(5)
    expect(emWidth('≥95.00%')).toBe(4)
  })
  it.each([['1、甲', 1], ['（2）乙', 2], ['三、丙', 3], ['十二、丁', 12], ['③戊', 3], ['5.8万元', null], ['甲、乙', null]])('%s is item %s', (line, number) => expect(listNumber(line)).toBe(number))
  it('tells comparisons from brackets', () => {
    expect(openBrackets('平均故障修复时间：<2小时')).toBe(0)
    expect(openBrackets('预算执行率(预算执行金额/预算总')).toBe(1)
  })
})

describe('unwrap', () => {
  it.each([
    [['该平台于前年建成并投入使用，由中心负责日常管理，服务全市窗口', '单位。'], '该平台于前年建成并投入使用，由中心负责日常管理，服务全市窗口单位。'],
    [['1、制定方案', '2、签订合同', '3、按季支付'], '1、制定方案\n2、签订合同\n3、按季支付'],
    [['1.《某某管理办法》（某财预〔2020〕12号）、《关于加强某某工作的通知', '》；', '2.其他规定。'], '1.《某某管理办法》（某财预〔2020〕12号）、《关于加强某某工作的通知》；\n2.其他规定。'],
    [['在财务管理方面，严格执行财务管理制度和内部控制规范，加强监督；', '在项目管理方面，由业务科室落实专人负责，定期检查实施进度和质量，年底组织', '验收。'], '在财务管理方面，严格执行财务管理制度和内部控制规范，加强监督；\n在项目管理方面，由业务科室落实专人负责，定期检查实施进度和质量，年底组织验收。'],
  ])('%j', (lines, text) => expect(unwrap(lines)).toBe(text))
})

describe('ticks', () => {
  it.each([
    ['市委市政府已确定的新增项目□ 结转项目√ 其他一次性项目□', '结转项目', false],
    ['□结转项目 ■其他一次性项目 □经常性专项业务费', '其他一次性项目', false],
    ['结转项目☐ 其他一次性项目☑', '其他一次性项目', false],
    ['结转项目□ 其他一次性项目 经常性专项业务费□', '其他一次性项目', true],
  ])('%s', (text, value, guessed) => expect(readTicks(text, of2018!).groups).toEqual([expect.objectContaining({ field: 'projectType', ticked: [value], guessed })]))
  it('reads an option broken over two lines', () => expect(readTicks('基本建设工程类□ 政\n府购买服务√', of2018!).groups[0]).toMatchObject({ field: 'fundUses', ticked: ['政府购买服务'] }))
})

describe('lexicon', () => {
  it('knows labels with years left open, and what stands under its label', () => {
    expect(of2020!.lookup(labelKey('2023年绩效目标'))).toEqual([{ kind: 'furniture' }])
    expect(of2026!.lookup(labelKey('项目总体目标(2024 年-2026 年)'))).toEqual([{ kind: 'field', field: 'overallGoal', alias: false }])
    expect([...of2026!.below]).toEqual(['overallGoal', 'annualGoal'])
  })
  it('has two fields for a label that is printed twice', () => expect(of2026!.lookup(labelKey('其他资金')).map(label => label.kind === 'field' && label.field)).toEqual(['funding.other', 'funding.annualOther']))
})

describe('rows of indicators', () => {
  const cells = (text: string) => {
    let block = 0
    const lines = text.split('\n').flatMap((line, at) => (line === '' ? (block++, []) : [{ page: 0, block, line: at, words: line.split(' ').map(word => ({ text: word, wideGap: false })), marked: false }]))
    return cellsOf(lines).map(cell => `${cell.role}: ${cell.text}`)
  }
  it.each([
    ['预算执行率(预算执行金额/预算\n总金额)\n\n100%', ['name: 预算执行率(预算执行金额/预算总金额)', 'value: 100%']],
    ['资金使用合规性\n使用范围符合规定的用途、审批流程完整、\n支付及时', ['name: 资金使用合规性', 'value: 使用范围符合规定的用途、审批流程完整、支付及时']],
    ['对象满意度（表示满意的受访人数占全部\n受访人数的比例） ≥85%', ['name: 对象满意度（表示满意的受访人数占全部受访人数的比例）', 'value: ≥85%']],
    ['培训班次 6期\n\n参训人次 ≥480人次', ['name: 培训班次', 'value: 6期', 'name: 参训人次', 'value: ≥480人次']],
  ])('%j', (text, expected) => expect(cells(text)).toEqual(expected))
  it('parts a target glued to a name', () => {
    expect(unglued({ text: '=100.00%预算执行率', wideGap: true }).map(word => word.text)).toEqual(['=100.00%', '预算执行率'])
    expect(unglued({ text: '3个工作日办结率', wideGap: true }).map(word => word.text)).toEqual(['3个工作日办结率'])
  })
})

describe('the cheapest assignment', () => {
  it('gives each row its best column, all in all', () => expect(cheapest([[1, 2], [1, 5]], 9, 9)).toEqual([1, 0]))
  it('leaves alone what costs more together', () => expect(cheapest([[5, 1], [6, 7]], 2, 2)).toEqual([1, -1]))
  it('takes none where there are none', () => expect(cheapest([], 1, 1)).toEqual([]))
})

describe('texts that run together', () => {
  it('part where a list begins again', () => expect(splitTexts(['1.甲；', '2.乙。', '1.丙；', '2.丁。'], ['overallGoal', 'annualGoal'])).toEqual([0, 2, 4]))
})

describe('the stream', () => {
  it('joins quoted cells of several lines, and leaves a lone quote as it is', () => {
    const rows = (lines: string[]) => streamOf({ name: 'x', blocks: [{ kind: 'lines', lines }] }).map(row => row.cells.map(cell => cell.text))
    expect(rows(['"1.甲', '2.乙"', '后'])).toEqual([['1.甲\n2.乙'], ['后']])
    expect(rows(['"没有收尾', '后'])).toEqual([['"没有收尾'], ['后']])
    expect(rows(['项目概况\t<p>正文&nbsp;<2小时</p>\t'])).toEqual([['项目概况', '正文 <2小时', '']])
  })
  it('ends a page at a form feed and after three empty lines', () => {
    expect(streamOf({ name: 'x', blocks: [{ kind: 'lines', lines: ['甲', '', '', '', '乙', '\f丙', '丁\f戊'] }] }).filter(row => row.cells.length > 0).map(row => row.breakBefore)).toEqual([true, true, true, false, true])
  })
})
