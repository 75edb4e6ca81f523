import edition2018 from '../../resources/editions/shanghai-2018.json'
import edition2026 from '../../resources/editions/shanghai-2026.json'
import { editionSchema } from '../../shared/editions/schema'
import { gridFromCells, gridFromText, isBlock, isTargets, oneColumn, placeIndicators, placeSubProjects } from './pasteTable'

const now = editionSchema.parse(edition2026)
const then = editionSchema.parse(edition2018)

describe('text of a spreadsheet', () => {
  it.each<[string, string, string[][]]>([
    ['cells and rows', 'a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['line breaks inside a cell', '"第一行\n第二行"\t≥3次\n下一项\t=100%', [['第一行\n第二行', '≥3次'], ['下一项', '=100%']]],
    ['doubled quotation marks', '"他说""好"""\t1', [['他说"好"', '1']]],
    ['a quotation mark that opens nothing', '"半个引号\t1\nb\t2', [['"半个引号', '1'], ['b', '2']]],
    ['rows and columns with nothing in them', '\t\t\na\t\tb\n\t\t\n', [['a', 'b']]],
    ['rows that lost their last cells', 'a\tb\tc\nd', [['a', 'b', 'c'], ['d', '', '']]],
  ])('%s', (_, text, grid) => expect(gridFromText(text)).toEqual(grid))

  it('is a block only with more than one cell', () => {
    expect(isBlock(gridFromText('一句话，没有制表符'))).toBe(false)
    expect(isBlock(gridFromText('a\tb'))).toBe(true)
    expect(isBlock(gridFromText(''))).toBe(false)
  })
})

it('merged cells count for every row they cover and for the first column', () => {
  const cell = (text: string, rowSpan = 1, colSpan = 1) => ({ text, rowSpan, colSpan })
  const grid = gridFromCells([
    [cell('产出指标', 3), cell('数量指标', 2), cell('巡检次数', 1, 2), cell('≥12次')],
    [cell('培训场次', 1, 2), cell('≥2场')],
    [cell('质量指标'), cell('合格率', 1, 2), cell('=100%')],
  ])
  expect(grid).toEqual([['产出指标', '数量指标', '巡检次数', '≥12次'], ['产出指标', '数量指标', '培训场次', '≥2场'], ['产出指标', '质量指标', '合格率', '=100%']])
})

describe('indicators', () => {
  const place = (text: string, edition = now, said = {}) => placeIndicators(gridFromText(text), edition, said)

  it('takes four columns, carries merged levels down, and a new first level ends the second', () => {
    const placed = place('产出指标\t数量指标\t巡检次数\t≥12次\n\t\t培训场次\t≥2场\n\t质量指标\t合格率\t=100%\n满意度指标\t\t用户满意度\t≥90%')
    expect(placed.certain).toBe(true)
    expect(placed.rows.map(row => [row.level1, row.level2, row.name, row.value])).toEqual([
      ['产出指标', '数量指标', '巡检次数', '≥12次'], ['产出指标', '数量指标', '培训场次', '≥2场'], ['产出指标', '质量指标', '合格率', '=100%'], ['满意度指标', null, '用户满意度', '≥90%'],
    ])
  })

  it('knows headings, numbers and weights and leaves them out', () => {
    const placed = place('序号\t一级指标\t二级指标\t三级指标\t年度(/项目)指标值\n1\t产出指标(50分)\t时效指标\t响应时间\t≤2小时\n2\t\t\t完成及时率\t=100%')
    expect(placed).toMatchObject({ headings: 1, certain: true, roles: ['skip', 'level1', 'level2', 'name', 'value'] })
    expect(placed.rows.map(row => [row.level1, row.level2, row.name])).toEqual([['产出指标', '时效指标', '响应时间'], ['产出指标', '时效指标', '完成及时率']])
  })

  it('writes the words of another edition as this one has them', () => {
    expect(place('产出目标\t数量\t巡检次数\t≥12次').rows[0]).toMatchObject({ level1: '产出指标', level2: '数量指标', unknownLevel: false })
  })

  it('finds the first level by the second', () => {
    expect(place('社会效益指标\t受益人数\t≥500人\n\t知晓率\t≥80%')).toMatchObject({ certain: true, roles: ['level2', 'name', 'value'], rows: [{ level1: '效益指标', level2: '社会效益指标' }, { level1: '效益指标', level2: '社会效益指标' }] })
  })

  it('takes three columns of a form with one level', () => {
    expect(place('分解目标内容\t绩效指标\t指标目标值\n产出目标\t维护及时率\t≥95%\n\t维护次数\t4次', then)).toMatchObject({ certain: true, rows: [{ level1: '产出目标', level2: null }, { level1: '产出目标' }] })
  })

  it('takes name and target without levels', () => {
    expect(place('维护及时率\t≥95%\n制度健全性\t健全')).toMatchObject({ certain: true, roles: ['name', 'value'], rows: [{ level1: null, level2: null, value: '≥95%' }, { name: '制度健全性' }] })
  })

  it.each([
    ['target before name', '≥95%\t维护及时率\n=100%\t合格率', [{ name: '维护及时率', value: '≥95%' }, { name: '合格率', value: '=100%' }]],
    ['names only', '维护及时率\n合格率', [{ name: '维护及时率', value: null }, { name: '合格率', value: null }]],
    ['a level that the edition does not know', '奇怪指标\t数量指标\t巡检次数\t≥12次\n产出指标\t数量指标\t培训场次\t≥2场', [{ level1: '奇怪指标', unknownLevel: true }, { level1: '产出指标' }]],
    ['a column too many', '巡检次数\t说不清的话\t≥12次\n培训场次\t另一句\t≥2场', [{ value: '≥12次' }, { value: '≥2场' }]],
  ])('asks a person: %s', (_, text, rows) => expect(place(text)).toMatchObject({ certain: false, rows }))

  it('does as a person says', () => {
    expect(place('甲\t乙\n丙\t丁', now, { roles: ['value', 'name'], headings: 1 }).rows).toEqual([{ level1: null, level2: null, name: '丁', value: '丙', unknownLevel: false }])
  })
})

describe('sub-projects', () => {
  const place = (text: string, said = {}) => placeSubProjects(gridFromText(text), said)

  it('takes names and amounts, numbers and totals left out', () => {
    const placed = place('序号\t子项目名称\t预算金额（元）\n1\t设备维护\t1,234.50\n2\t人员培训\t２０００\n\t合计\t3,234.50')
    expect(placed).toEqual({ rows: [{ name: '设备维护', amount: 123_450, unread: null }, { name: '人员培训', amount: 200_000, unread: null }], inWan: false, totals: 1, certain: true })
  })

  it('reads 万元 from the heading', () => {
    expect(place('名称\t金额（万元）\n设备维护\t5.8\n培训\t0.25万元')).toMatchObject({ inWan: true, certain: true, rows: [{ amount: 5_800_000 }, { amount: 250_000 }] })
  })

  it('keeps an amount that it cannot read in sight', () => {
    expect(place('设备维护\t5.8万元\n培训\t待定')).toMatchObject({ certain: false, rows: [{ amount: 5_800_000 }, { name: '培训', amount: null, unread: '待定' }] })
  })

  it('takes names alone', () => {
    expect(place('设备维护\n培训')).toMatchObject({ certain: false, rows: [{ name: '设备维护', amount: null }, { name: '培训' }] })
  })
})

describe('one column', () => {
  it.each<[string, string[] | null]>([['≥1次\n=100%\n健全', ['≥1次', '=100%', '健全']], ['一格', null], ['a\tb\nc\td', null]])('%j', (text, column) => expect(oneColumn(gridFromText(text))).toEqual(column))
  it('is one of targets or not', () => {
    expect(isTargets(['≥1次', '=100%', '健全', '每月1次'])).toBe(true)
    expect(isTargets(['巡检次数', '及时率'])).toBe(false)
  })
})
