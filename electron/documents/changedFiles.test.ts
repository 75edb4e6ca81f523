import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import ExcelJS from 'exceljs'
import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'
import { buildSheet } from '../../shared/sheet'
import { renderDocument } from './index'
import { mergeOwn, type FoundCell } from './own/merge'
import { cellName, OWN_SHEET } from './own/names'
import { payloadOf, valueCells } from './own/payload'
import { readDocument } from './readers'
import { bundledEditions, declarationOf, PLAIN } from './testing'

const editions = new Map(bundledEditions().map(edition => [edition.id, edition]))
const editionOf = (id: string): Edition => editions.get(id) as Edition

const base: Declaration = {
  ...blankDeclaration('keep-this-id', 'shanghai-2020', 2020),
  unitName: '东澜市档案事务中心', projectName: '档案查询平台运维', projectType: '经常性专项业务费', startDate: '2020-01-01', endDate: '2020-12-31', contactName: '甲', overview: '概况一\n概况二',
  plan: '计划', totalBudget: 123_456_78, currentYearBudget: 100_00, lastYearBudget: null, remarks: '不印在这张表上',
  subProjects: [{ id: 's1', name: '巡检', amount: 60_00 }, { id: 's2', name: '测评', amount: 40_00 }],
  indicators: [
    { id: 'i1', level1: '产出目标', level2: '数量', name: '巡检次数', value: '=12次' },
    { id: 'i2', level1: '产出目标', level2: '质量', name: '故障率', value: '<=1%' },
    { id: 'i3', level1: '效果目标', level2: '满意度', name: '用户满意度', value: '>=90%' },
  ],
}

const sheetFile = (declaration: Declaration): Promise<Uint8Array> => renderDocument('xlsx', [{ declaration, edition: editionOf(declaration.edition) }], PLAIN, null)

/** Opens a workbook of ours as a colleague does, changes it and saves it. */
async function changedSheet(declaration: Declaration, change: (sheet: ExcelJS.Worksheet, at: (path: string) => ExcelJS.Cell) => void): Promise<Declaration> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await sheetFile(declaration)).buffer as ArrayBuffer)
  const [sheet] = workbook.worksheets
  if (!sheet) throw new Error('no worksheet')
  change(sheet, path => {
    const [range] = workbook.definedNames.getRanges(cellName(0, path)).ranges
    return sheet.getCell((range ?? '').split('!').at(-1)?.replaceAll('$', '') ?? '')
  })
  const { own = [] } = await readDocument('changed.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
  expect(own).toHaveLength(1)
  return declarationOf(own[0])
}

/** The same for a text document, by its XML. */
async function changedText(declaration: Declaration, change: (xml: string) => string): Promise<Declaration> {
  const bytes = await renderDocument('docx', [{ declaration, edition: editionOf(declaration.edition) }], PLAIN, null)
  const parts = unzipSync(bytes)
  const before = strFromU8(parts['word/document.xml'] as Uint8Array)
  const after = change(before)
  expect(after).not.toBe(before)
  parts['word/document.xml'] = strToU8(after)
  const { own = [] } = await readDocument('changed.docx', zipSync(parts))
  expect(own).toHaveLength(1)
  return declarationOf(own[0])
}

describe('a workbook that a colleague has gone on with', () => {
  it('is the record itself, unprinted fields and ids too, where nothing was changed', async () => {
    expect(await changedSheet(base, () => undefined)).toEqual(base)
  })

  it('has the words and amounts that stand in its cells now', async () => {
    const read = await changedSheet(base, (_, at) => {
      at('overview').value = '新的概况'
      at('totalBudget').value = 99_999.5
      at('lastYearBudget').value = '1.5万元'
      at('endDate').value = '2020年11月30日'
      at('plan').value = null
      at('subProjects[1].amount').value = 41
      at('indicators[2].value').value = '>=95%'
      at('projectName').value = { richText: [{ text: '档案' }, { font: { bold: true }, text: '查询' }] }
    })
    expect(read).toEqual({
      ...base, overview: '新的概况', totalBudget: 99_999_50, lastYearBudget: 15_000_00, endDate: '2020-11-30', plan: null, projectName: '档案查询',
      subProjects: [base.subProjects[0], { id: 's2', name: '测评', amount: 41_00 }],
      indicators: [...base.indicators.slice(0, 2), { ...base.indicators[2], value: '>=95%' }],
    })
  })

  it('has the rows that were put in, with the levels they stand under, and lacks those taken out', () => {
    // a table as a colleague's program leaves it: names move with their cells, merged labels grow, names of rows taken out are gone
    const edition = editionOf(base.edition)
    const sheet = buildSheet(edition, base, PLAIN)
    const values = valueCells(sheet, edition)
    const payload = payloadOf(0, { declaration: base, edition }, sheet, values, cell => ({ row: cell.row, column: cell.column, text: cell.text }))
    const found = sheet.rows.flatMap(row => row.cells).map((cell): FoundCell => {
      const value = cell.kind === 'level' ? undefined : values.find(one => one.cell === cell)
      const { row, column, rowSpan, colSpan, text } = cell
      return { row, column, rowSpan, colSpan, text, names: value ? [cellName(0, value.path)] : undefined }
    })
    const at = (path: string): FoundCell => found.find(cell => cell.names?.includes(cellName(0, path))) as FoundCell
    // one row in below the first indicator, the row of the third one out
    const below = at('indicators[0].name').row + 1
    const gone = at('indicators[2].name').row
    const left = found.filter(cell => cell.row !== gone)
    for (const cell of left) {
      if (cell.row >= below) cell.row += 1
      else if (cell.row + cell.rowSpan > below && cell.text === '产出目标') cell.rowSpan += 1
    }
    const { column: nameColumn, colSpan } = at('indicators[0].name')
    const { column: valueColumn } = at('indicators[0].value')
    const added = [{ row: below, column: 1, rowSpan: 1, colSpan: 1, text: '时效' }, { row: below, column: nameColumn, rowSpan: 1, colSpan, text: '到场时间' }, { row: below, column: valueColumn, rowSpan: 1, colSpan: 1, text: '<=2小时' }]
    const read = declarationOf(mergeOwn(payload, [...left, ...added], sheet.lines.map(line => line.text), path => cellName(0, path)))
    expect(read.indicators).toEqual([base.indicators[0], { id: expect.any(String), level1: '产出目标', level2: '时效', name: '到场时间', value: '<=2小时' }, base.indicators[1]])
    expect({ ...read, indicators: [] }).toEqual({ ...base, indicators: [] })
  })

  it('keeps what it cannot read, and words in places of their own, as unplaced', async () => {
    const read = await changedSheet(base, (sheet, at) => {
      at('totalBudget').value = '约十万'
      sheet.getCell(sheet.rowCount + 2, 2).value = '请财务科核对'
    })
    expect(read.totalBudget).toBeNull()
    expect(read.unplaced).toEqual(['约十万', '请财务科核对'])
  })

  it('ticks as the boxes stand now; the year and the unit as the lines above the table have them', async () => {
    const old: Declaration = { ...blankDeclaration('a', 'shanghai-2018', 2018), unitName: '甲单位', projectType: '结转项目', fundUses: ['信息化建设类'] }
    const read = await changedSheet(old, (sheet, at) => {
      at('projectType').value = String(at('projectType').value).replace('结转项目√', '结转项目□').replace('经常性专项业务费□', '经常性专项业务费√')
      at('fundUses').value = String(at('fundUses').value).replace('资产购置类□', '资产购置类■')
      sheet.getCell(2, 1).value = '(2019年 )'
      sheet.getCell(3, 1).value = '申报单位名称：乙单位'
    })
    expect(read).toMatchObject({ year: 2019, unitName: '乙单位', projectType: '经常性专项业务费', fundUses: ['信息化建设类', '资产购置类'], unplaced: [] })
  })

  it('fills lists that were empty', async () => {
    const read = await changedSheet({ ...base, subProjects: [], indicators: [] }, (_, at) => {
      at('subProjects[0].name').value = '新子项目'
      at('subProjects[0].amount').value = 1_234.5
      at('indicators[1].name').value = '新指标'
    })
    expect(read.subProjects).toMatchObject([{ name: '新子项目', amount: 1_234_50 }])
    expect(read.indicators).toMatchObject([{ name: '新指标', value: null }])
  })

  it('reads amounts in the unit of its form', async () => {
    const national = [...editions.values()].find(edition => edition.formats.money.unit === '万元') as Edition
    const field = national.rows.flatMap(row => (row.kind === 'cells' ? row.cells : [])).find(cell => cell.kind === 'value' && national.fields.find(one => one.key === cell.field)?.kind === 'money')
    const path = field?.kind === 'value' ? field.field : ''
    const read = await changedSheet(blankDeclaration('n', national.id, national.years.from), (_, at) => { at(path).value = 12.5 })
    expect(path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], read)).toBe(125_000_00)
  })

  it('leaves out a form whose worksheet was taken out, and gives foreign worksheets to recognition', async () => {
    const other = { ...base, id: 'other', projectName: '另一个' }
    const edition = editionOf(base.edition)
    const bytes = await renderDocument('xlsx', [{ declaration: base, edition }, { declaration: other, edition }], PLAIN, null)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
    workbook.removeWorksheet(workbook.worksheets[0]?.id ?? 0)
    workbook.addWorksheet('说明').addRow(['别处来的', 1])
    const { own = [], blocks } = await readDocument('two.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(own.map(declarationOf)).toEqual([other])
    expect(blocks).toEqual([{ kind: 'grid', where: '说明', cells: [expect.objectContaining({ text: '别处来的' }), expect.objectContaining({ text: '1' })] }])
  })
})

describe('a file whose record cannot be taken', () => {
  it.each([['spoiled', (text: string) => text.slice(0, -40)], ['of another shape', (text: string) => text.replace('"year":2020', '"year":"MMXX"')]])('%s: what it shows is read instead', async (_, spoil) => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await sheetFile(base)).buffer as ArrayBuffer)
    const cell = workbook.getWorksheet(OWN_SHEET)?.getCell(2, 2)
    if (!cell) throw new Error('no record')
    cell.value = spoil(String(cell.value))
    const { own, blocks } = await readDocument('spoiled.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(own).toBeUndefined()
    expect(JSON.stringify(blocks)).toContain('巡检次数')
  })
})

describe('a text document that a colleague has gone on with', () => {
  it('has the words that stand in its cells now', async () => {
    const read = await changedText(base, xml => xml.replace('概况一', '概况〇').replace('12,345.00', '1').replace('123,456.78', '123,456.79').replace('东澜市档案事务中心', '东澜市档案馆').replace('(2020)年度', '(2021)年度'))
    expect(read).toMatchObject({ overview: '概况〇\n概况二', totalBudget: 123_456_79, unitName: '东澜市档案馆', year: 2021, unplaced: [] })
    expect(read.indicators).toEqual(base.indicators)
  })

  it('finds a cell whose bookmark went with its words', async () => {
    const read = await changedText(base, xml => xml.replace(/<w:bookmarkStart[^>]*jx0_overview[^>]*\/>/u, '').replace('概况一', '重写的概况'))
    expect(read.overview).toBe('重写的概况\n概况二')
  })

  it('notices a row taken out and a row put in', async () => {
    const rowOf = (xml: string, words: string): string => {
      const at = xml.indexOf(words)
      return xml.slice(xml.lastIndexOf('<w:tr>', at), xml.indexOf('</w:tr>', at) + '</w:tr>'.length)
    }
    const without = await changedText(base, xml => xml.replace(rowOf(xml, '故障率'), ''))
    expect(without.indicators).toEqual([base.indicators[0], base.indicators[2]])
    const more = await changedText(base, xml => {
      const row = rowOf(xml, '测评')
      const added = row.replace('测评', '培训').replace('40.00', '5.00').replace(/<w:bookmark(?:Start|End)[^>]*\/>/gu, '')
      return xml.replace(row, row + added)
    })
    expect(more.subProjects).toMatchObject([...base.subProjects, { name: '培训', amount: 5_00 }])
  })
})

describe('a copy for publication', () => {
  it.each(['xlsx', 'docx', 'json', 'html'] as const)('carries no contacts, nor anything kept aside, in %s', async format => {
    const secret: Declaration = { ...base, contactName: '钱某某', contactPhone: '02155556666', setAside: [{ field: 'x', label: 'x', value: '另存的话', why: 'x' }], unplaced: ['没放下的话'], origins: { plan: { kind: 'typed', before: '以前的话' } } }
    const bytes = await renderDocument(format, [{ declaration: secret, edition: editionOf(secret.edition) }], { ...PLAIN, public: true }, null)
    const { own, blocks } = await readDocument(`public.${format}`, bytes)
    const everything = JSON.stringify([own, blocks])
    for (const words of ['钱某某', '02155556666', '另存的话', '没放下的话', '以前的话']) expect(everything).not.toContain(words)
    expect(everything).toContain('巡检次数')
  })

  it('hides in a spreadsheet or text document nothing that its form does not print', async () => {
    for (const format of ['xlsx', 'docx'] as const) {
      const bytes = await renderDocument(format, [{ declaration: base, edition: editionOf(base.edition) }], { ...PLAIN, public: true }, null)
      expect(JSON.stringify((await readDocument(`public.${format}`, bytes)).own)).not.toContain('不印在这张表上')
    }
  })
})
