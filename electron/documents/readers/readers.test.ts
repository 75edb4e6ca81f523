import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { PDFDocument, StandardFonts, degrees } from 'pdf-lib'
import type { SourceBlock } from '../../../shared/recognise/types'
import { readDocument, readText } from './index'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const refusal = (name: string, bytes: Uint8Array): Promise<unknown> => readDocument(name, bytes).then(() => null, (error: unknown) => error)
const textOf = (blocks: readonly SourceBlock[]): string[] => blocks.flatMap(block => (block.kind === 'lines' ? block.lines : block.cells.map(cell => cell.text)))
/** 申报单位名称：东澜市档案馆 in GB18030. */
const GB = Uint8Array.from(Buffer.from('c9eab1a8b5a5cebbc3fbb3c6a3bab6abc0bdcad0b5b5b0b8b9dd', 'hex'))

const SHEET = (rows: string, rest = '') => `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${rest}</worksheet>`
/** A workbook of one sheet, as small as can be. */
function workbook(sheet: string, parts: Record<string, string> = {}, book = ''): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>${book}</workbook>`,
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="/xl/strings.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet, ...parts,
  }).map(([name, text]) => [name, strToU8(text)])))
}
const wordFile = (body: string, parts: Record<string, string> = {}): Uint8Array => zipSync(Object.fromEntries(Object.entries({
  'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, ...parts,
}).map(([name, text]) => [name, strToU8(text)])))
const cellsOf = (blocks: readonly SourceBlock[]) => blocks.flatMap(block => (block.kind === 'grid' ? block.cells : [])).map(({ row, column, rowSpan, colSpan, text }) => [row, column, rowSpan, colSpan, text])

describe('what a file is', () => {
  it('is told by its bytes, whatever its name says', async () => {
    expect((await readDocument('form.pdf', utf8('<html><table><tr><td>a</td></tr></table></html>'))).blocks).toMatchObject([{ kind: 'grid' }])
    expect(cellsOf((await readDocument('form.txt', workbook(SHEET('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>')))).blocks)).toEqual([[0, 0, 1, 1, 'a']])
  })
  it.each([
    ['nothing', 'a.txt', new Uint8Array(), 'fileEmpty'],
    ['blanks alone', 'a.txt', utf8(' \n\t\n'), 'fileEmpty'],
    ['an old spreadsheet', 'a.xls', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k\0b\0o\0o\0k\0'), 'fileLegacy'],
    ['an old document under a new name', 'a.docx', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0'), 'fileLegacy'],
    ['rich text', 'a.doc', latin('{\\rtf1\\ansi }'), 'fileLegacy'],
    ['a spreadsheet with a password', 'a.xlsx', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'), 'fileEncrypted'],
    ['another OLE file', 'a.msi', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 something'), 'fileType'],
    ['a picture', 'scan.png', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'fileScanned'],
    ['some binary', 'a.bin', Uint8Array.from({ length: 600 }, (_, i) => (i * 37) % 256), 'fileType'],
    ['some binary called a workbook', 'a.xlsx', Uint8Array.from({ length: 600 }, (_, i) => (i * 37) % 256), 'fileDamaged'],
    ['a text called a PDF', 'a.pdf', utf8('绩效'), 'fileDamaged'],
    ['another archive', 'a.zip', zipSync({ 'readme.txt': strToU8('x') }), 'fileType'],
    ['a presentation called a document', 'a.docx', zipSync({ 'ppt/presentation.xml': strToU8('<a/>') }), 'fileDamaged'],
    ['a truncated archive', 'a.xlsx', workbook(SHEET('')).slice(0, 200), 'fileDamaged'],
    ['an empty workbook', 'a.xlsx', workbook(SHEET('')), 'fileEmpty'],
    ['a PDF that breaks off', 'a.pdf', utf8('%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>'), 'fileDamaged'],
    ['broken JSON', 'a.json', utf8('{"edition":'), 'badJson'],
  ])('%s is refused by its name', async (_, name, bytes, code) => {
    expect(await refusal(name, bytes)).toMatchObject({ name: 'AppError', code, params: { file: name } })
  })
  it('takes what is larger than is read for what it is', async () => {
    expect(await refusal('large.txt', new Uint8Array(101 * 1024 * 1024))).toMatchObject({ code: 'fileTooLarge', params: { size: 101, limit: 100 } })
  })
})

describe('text', () => {
  it.each([
    ['UTF-8', utf8('申报单位名称：东澜市档案馆')], ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('申报单位名称：东澜市档案馆'))], ['GB18030', GB],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, ...Buffer.from('申报单位名称：东澜市档案馆', 'utf16le'))], ['UTF-16 without a mark', Uint8Array.from(Buffer.from('申报单位名称：东澜市档案馆\r\n1,234.50\r\n', 'utf16le'))],
    ['UTF-16 the other way round without a mark, with 一 in it', Uint8Array.from(Buffer.from('申报单位名称：东澜市档案馆\n一季度一次，一年 4 次\n1,234.50\n', 'utf16le').swap16())],
  ])('is read as %s', async (_, bytes) => {
    expect(textOf((await readDocument('form.txt', bytes)).blocks)[0]).toBe('申报单位名称：东澜市档案馆')
  })
  it('keeps its lines, tabs and page feeds', () => {
    expect(readText('pasted', 'a\tb\r\n\fc\rd').blocks).toEqual([{ kind: 'lines', lines: ['a\tb', '\fc', 'd'] }])
  })
  it('has the tables of Markdown and of comma-separated files as grids', async () => {
    expect(readText('x', '说明\n| 名称 | 金额 |\n|---|---:|\n| 甲\\|乙 | 1 |\n完').blocks).toEqual([
      { kind: 'lines', lines: ['说明'] }, { kind: 'grid', cells: [expect.objectContaining({ text: '名称' }), expect.objectContaining({ text: '金额' }), expect.objectContaining({ row: 1, text: '甲|乙' }), expect.objectContaining({ row: 1, column: 1, text: '1' })] }, { kind: 'lines', lines: ['完'] },
    ])
    expect(cellsOf((await readDocument('a.csv', utf8('项目名称,"甲,""乙""\n二"\r\n金额,"1,234.50"'))).blocks)).toEqual([[0, 0, 1, 1, '项目名称'], [0, 1, 1, 1, '甲,"乙"\n二'], [1, 0, 1, 1, '金额'], [1, 1, 1, 1, '1,234.50']])
  })
  it('is the program’s own where it is its JSON, one, several or as the command line prints them', () => {
    for (const text of ['{"edition":"x"}', '[{"edition":"x"}]', '{"declarations":[{"edition":"x"}],"unplaced":[]}']) expect(readText('a.json', text)).toEqual({ name: 'a.json', blocks: [], own: [{ edition: 'x' }] })
    expect(readText('note', '[注] 这不是 JSON').own).toBeUndefined()
  })
})

describe('web pages', () => {
  it('give tables with their spans, nested ones after, text between, nothing of scripts', () => {
    const { blocks } = readText('x', '<html><head><title>标题</title><style>td{}</style></head><body>前<p>言<table><tr><td rowspan=2>甲<td colspan="2">乙&nbsp;&amp;&#20803;<br>丙</tr><tr><td>丁<td>戊<table><tr><td>内</table></tr></table>后<script>alert("<td>x</td>")</script>')
    expect(blocks[0]).toEqual({ kind: 'lines', lines: ['前', '言'] })
    expect(cellsOf(blocks)).toEqual([[0, 0, 2, 1, '甲'], [0, 1, 1, 2, '乙 &元\n丙'], [1, 1, 1, 1, '丁'], [1, 2, 1, 1, '戊'], [0, 0, 1, 1, '内']])
    expect(blocks.at(-1)).toEqual({ kind: 'lines', lines: ['后'] })
  })
  it('stand spans of any size', () => {
    expect(cellsOf(readText('x', '<table><tr><td rowspan=999999 colspan=999999>a</td></tr></table>').blocks)).toEqual([[0, 0, 1, 1000, 'a']])
  })
})

describe('spreadsheets', () => {
  const styles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.00&quot;元&quot;"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="1"/><xf numFmtId="31"/><xf numFmtId="15"/></cellXfs></styleSheet>'
  const value = (cell: string): Promise<string | undefined> => readDocument('x.xlsx', workbook(SHEET(`<row r="1">${cell}</row>`), { 'xl/styles.xml': styles, 'xl/strings.xml': '<sst><si><r><t>富</t></r><r><t xml:space="preserve"> 文</t></r><rPh><t>x</t></rPh></si></sst>' })).then(({ blocks }) => textOf(blocks)[0])
  it.each([
    ['text with runs', '<c r="A1" t="s"><v>0</v></c>', '富 文'], ['an amount', '<c r="A1" s="1"><v>4768009</v></c>', '4,768,009.00元'], ['a day', '<c r="A1" s="2"><v>43101</v></c>', '2018年1月1日'],
    ['a percentage', '<c r="A1" s="3"><v>0.95</v></c>', '95%'], ['a short day', '<c r="A1" s="4"><v>43101</v></c>', '2018/1/1'], ['an amount shown without its cents', '<c r="A1" s="5"><v>237057.36</v></c>', '237057.36'],
    ['a Chinese built-in day', '<c r="A1" s="6"><v>43101</v></c>', '2018年1月1日'], ['a day with an English month', '<c r="A1" s="7"><v>43101</v></c>', '2018-01-01'], ['a plain number', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3'],
    ['a large number', '<c r="A1"><v>1.23456789E12</v></c>', '1234567890000'], ['the result of a formula', '<c r="A1" t="str"><f>A2&amp;A3</f><v>甲乙</v></c>', '甲乙'], ['a target taken for a formula', '<c r="A1" t="e"><f>100(%)</f><v>#VALUE!</v></c>', '=100(%)'],
    ['an escaped character', '<c r="A1" t="inlineStr"><is><t>a_x000A_b_x005F_x0041_</t></is></c>', 'a\nb_x0041_'], ['truth', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
  ])('show %s as the sheet does', async (_, cell, text) => {
    expect(await value(cell)).toBe(text)
  })
  it('give targets that were taken for formulas the decimals of the others', async () => {
    const { blocks } = await readDocument('x.xlsx', workbook(SHEET('<row r="1"><c r="A1"><f>100%</f><v>1</v></c><c r="B1" t="inlineStr"><is><t>≥95.00%</t></is></c></row>')))
    expect(textOf(blocks)).toEqual(['=100.00%', '≥95.00%'])
  })
  it('have merged cells once, with their spans', async () => {
    const rows = '<row r="2"><c r="B2" t="inlineStr"><is><t>甲</t></is></c><c r="C2"/></row><row r="3"><c r="B3"/><c r="D3" t="inlineStr"><is><t>乙</t></is></c></row>'
    expect(cellsOf((await readDocument('x.xlsx', workbook(SHEET(rows, '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>')))).blocks)).toEqual([[1, 1, 2, 2, '甲'], [2, 3, 1, 1, '乙']])
  })
  it('take a million empty rows, whole columns merged, named and checked, for what they are', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 2}" ht="14"/>`).join('')
    const rest = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576" type="list"/></dataValidations>'
    const bytes = workbook(SHEET(`<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>${rows}`, rest), {}, "<definedNames><definedName name=\"x\">'表'!$A:$XFD</definedName></definedNames>")
    expect(cellsOf((await readDocument('x.xlsx', bytes)).blocks)).toEqual([[0, 0, 1, 1, '甲']])
  }, 20_000)
  it('leave hidden sheets and what lies outside the file alone', async () => {
    const bytes = zipSync(Object.fromEntries(Object.entries({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="看" r:id="a"/><sheet name="藏" state="hidden" r:id="b"/><sheet name="外" r:id="c"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Type="worksheet" Target="1.xml"/><Relationship Id="b" Type="worksheet" Target="2.xml"/><Relationship Id="c" Type="worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      'xl/1.xml': SHEET('<row><c t="inlineStr"><is><t>一</t></is></c></row>'), 'xl/2.xml': SHEET('<row><c t="inlineStr"><is><t>二</t></is></c></row>'),
    }).map(([name, text]) => [name, strToU8(text)])))
    expect(textOf((await readDocument('x.xlsx', bytes)).blocks)).toEqual(['一'])
  })
  it('are refused as damaged where they would burst', async () => {
    const zeros = deflateRawSync(Buffer.alloc(50 * 1024 * 1024))
    const bomb = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') })
    // a directory that promises far more than such a part can hold
    const at = Buffer.from(bomb).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    new DataView(bomb.buffer).setUint32(at + 24, 0x7fffffff, true)
    expect(await refusal('bomb.xlsx', bomb)).toMatchObject({ code: 'fileDamaged' })
    expect(zeros.length).toBeLessThan(100_000)
  })
  it('are refused as damaged where a digit came over the wire wrong', async () => {
    const bytes = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/1.xml': strToU8('1234567') }, { level: 0 })
    expect(await refusal('x.xlsx', bytes)).toMatchObject({ code: 'fileEmpty' })
    bytes[Buffer.from(bytes).indexOf('<workbook/>')] = 0x20
    expect(await refusal('x.xlsx', bytes)).toMatchObject({ code: 'fileDamaged' })
  })
  it('are read piece by piece where they are large, to the last row', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>第${i + 1}行，虚构</t></is></c><c r="B${i + 1}"><v>${i}</v></c></row>`)
    const sheet = SHEET(rows.join(''))
    expect(sheet.length).toBeGreaterThan(2 * 1024 * 1024)
    const told: number[] = []
    const { blocks } = await readDocument('x.xlsx', workbook(sheet), { onProgress: share => told.push(share) })
    expect(cellsOf(blocks).slice(-2)).toEqual([[29_999, 0, 1, 1, '第30000行，虚构'], [29_999, 1, 1, 1, '29999']])
    expect(cellsOf(blocks)).toHaveLength(60_000)
    expect(told.every((share, i) => share > 0 && share <= 1 && share >= (told[i - 1] ?? 0))).toBe(true)
  }, 20_000)
  it('do not become a million lines for a cell in the last row', async () => {
    const far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'
    expect(cellsOf((await readDocument('x.xlsx', workbook(SHEET(`<row r="1"><c r="A1" t="inlineStr"><is><t>近</t></is></c></row>${far}`)))).blocks)).toEqual([[0, 0, 1, 1, '近'], [201, 16_383, 1, 1, '远']])
  })
  it('are refused as damaged where elements stand within elements without end', async () => {
    expect(await refusal('x.xlsx', workbook(SHEET(`<row><c>${'<x>'.repeat(5_000)}`)))).toMatchObject({ code: 'fileDamaged' })
  })
  it('of 2003 in XML are read with their spans', () => {
    const xml = '<?xml version="1.0" encoding="GBK"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table><Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="DateTime">2018-01-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>'
    expect(cellsOf(readText('x.xls', xml).blocks)).toEqual([[1, 0, 1, 2, '甲'], [1, 2, 1, 1, '2018-01-01']])
  })
})

describe('text documents', () => {
  const p = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  it('give tables with merged cells, nested ones after, and the lines between', async () => {
    const body = `${p('题')}<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p('甲')}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('乙')}${p('二')}</w:tc></w:tr>` +
      `<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>丙</w:t><w:tab/><w:t>三</w:t><w:br/><w:t>四</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc>${p('内')}</w:tc></w:tr></w:tbl>${p('丁')}</w:tc></w:tr></w:tbl>${p('完')}`
    const { blocks } = await readDocument('x.docx', wordFile(body))
    expect(cellsOf(blocks)).toEqual([[0, 0, 2, 1, '甲'], [0, 1, 1, 2, '乙\n二'], [1, 1, 1, 1, '丙\t三\n四'], [1, 2, 1, 1, '丁'], [0, 0, 1, 1, '内']])
    expect(blocks[0]).toEqual({ kind: 'lines', lines: ['题'] })
    expect(blocks.at(-1)).toEqual({ kind: 'lines', lines: ['完'] })
  })
  it('leave out deleted words, instructions and second drawings; draw ticks of symbol fonts and old form boxes', async () => {
    const body = '<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' +
      '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:r><w:t>一次</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>二次</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>'
    expect(textOf((await readDocument('x.docx', wordFile(body))).blocks)).toEqual(['新☑□一次'])
  })
  it('have their automatic numbers', async () => {
    const item = (text: string, level: number): string => `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
    const numbering = '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    const bytes = wordFile(item('甲', 0) + item('乙', 1) + item('丙', 1) + item('丁', 0) + item('戊', 1), { 'word/numbering.xml': numbering, 'word/_rels/document.xml.rels': '<Relationships><Relationship Id="n" Type="x/numbering" Target="numbering.xml"/></Relationships>' })
    expect(textOf((await readDocument('x.docx', bytes)).blocks)).toEqual(['一、甲', '（1）乙', '（2）丙', '二、丁', '（1）戊'])
  })
})

describe('PDF', () => {
  /** Text at places, and ruling lines, in points from the upper left. */
  async function page(draw: (put: (text: string, x: number, y: number) => void, line: (x0: number, y0: number, x1: number, y1: number) => void) => void, document?: PDFDocument): Promise<PDFDocument> {
    const made = document ?? await PDFDocument.create()
    const font = await made.embedFont(StandardFonts.Helvetica)
    const sheet = made.addPage([400, 300])
    draw((text, x, y) => sheet.drawText(text, { x, y: 300 - y, size: 10, font }), (x0, y0, x1, y1) => sheet.drawLine({ start: { x: x0, y: 300 - y0 }, end: { x: x1, y: 300 - y1 }, thickness: 0.5 }))
    return made
  }
  const read = async (document: PDFDocument) => (await readDocument('x.pdf', await document.save())).blocks

  it('gives the cells between ruling lines, merged ones too, and the lines outside', async () => {
    const document = await page((put, line) => {
      put('Title', 150, 30)
      for (const x of [50, 350]) line(x, 50, x, 150)
      line(150, 50, 150, 150)
      line(250, 100, 250, 150)
      for (const y of [50, 150]) line(50, y, 350, y)
      line(150, 100, 350, 100)
      put('side', 60, 100)
      put('over both', 160, 80)
      put('left', 160, 130)
      put('right', 260, 130)
    })
    const blocks = await read(document)
    expect(blocks[0]).toMatchObject({ kind: 'lines', lines: ['Title'] })
    expect(cellsOf(blocks)).toEqual([[0, 0, 2, 1, 'side'], [0, 1, 1, 2, 'over both'], [1, 1, 1, 1, 'left'], [1, 2, 1, 1, 'right']])
  })
  it('joins a table that goes on on the next page, and the row that the break has cut', async () => {
    const frame = (line: (x0: number, y0: number, x1: number, y1: number) => void, rows: number[]): void => {
      for (const x of [50, 120, 350]) line(x, rows[0] ?? 0, x, rows.at(-1) ?? 0)
      for (const y of rows) line(50, y, 350, y)
    }
    const document = await page((put, line) => {
      frame(line, [50, 100, 280])
      put('name', 55, 80)
      put('one', 125, 80)
      put('goal', 55, 200)
      put('this text fills the whole width of its cell up to the rule', 125, 270)
    })
    await page((put, line) => {
      frame(line, [20, 60, 100])
      put('goal', 55, 40)
      put('and ends here', 125, 40)
      put('last', 55, 80)
      put('two', 125, 80)
      put('- 2 -', 190, 290)
    }, document)
    expect(cellsOf(await read(document))).toEqual([
      [0, 0, 1, 1, 'name'], [0, 1, 1, 1, 'one'], [1, 0, 1, 1, 'goal'], [1, 1, 1, 1, expect.stringMatching(/^this text fills.*rule\s?and ends here$/su)], [2, 0, 1, 1, 'last'], [2, 1, 1, 1, 'two'],
    ])
  })
  it('gives lines from top to bottom where nothing is ruled, with the gaps between words', async () => {
    const document = await page(put => {
      put('second', 50, 80)
      put('first', 50, 60)
      put('column', 200, 60)
    })
    expect(textOf(await read(document))).toEqual([expect.stringMatching(/^first {3,}column$/u), 'second'])
  })
  it('says where the words of lines and cells are printed, over page breaks too', async () => {
    const document = await page((put, line) => {
      put('first', 50, 20)
      put('column', 200, 20)
      for (const x of [50, 120, 350]) line(x, 50, x, 280)
      for (const y of [50, 280]) line(50, y, 350, y)
      put('goal', 55, 200)
      put('this text fills the whole width of its cell up to the rule', 125, 270)
    })
    await page((put, line) => {
      for (const x of [50, 120, 350]) line(x, 20, x, 60)
      for (const y of [20, 60]) line(50, y, 350, y)
      put('goal', 55, 40)
      put('and ends here', 125, 40)
    }, document)
    const [lines, grid] = await read(document)
    if (lines?.kind !== 'lines' || grid?.kind !== 'grid') throw new Error('other blocks')
    const words = (text: string, printed: readonly { from: number; to: number; page: number; x0: number; y0: number; y1: number }[] = []) =>
      printed.map(({ from, to, page: on, x0, y0, y1 }) => [text.slice(from, to), on, Math.round(x0), y0 < y1])
    expect(words(lines.lines[0] ?? '', lines.printed?.[0])).toEqual([['first', 1, 50, true], ['column', 1, 200, true]])
    const [, text] = grid.cells
    const found = words(text?.text ?? '', text?.printed)
    expect(found.filter(([, on]) => on === 2)).toEqual([['and', 2, 125, true], ['ends', 2, expect.any(Number), true], ['here', 2, expect.any(Number), true]])
    expect(found.map(([word]) => word).join('')).toBe(text?.text.replace(/\s+/gu, ''))
  })
  it('says where a page lies on its side', async () => {
    const document = await PDFDocument.create()
    const font = await document.embedFont(StandardFonts.Helvetica)
    const sheet = document.addPage([300, 400])
    sheet.drawText('words upwards', { x: 100, y: 50, size: 10, font, rotate: degrees(90) })
    document.addPage([300, 400]).drawText('and downwards', { x: 100, y: 350, size: 10, font, rotate: degrees(-90) })
    const { blocks, turned } = await readDocument('x.pdf', await document.save())
    expect(textOf(blocks)).toEqual(['words upwards', 'and downwards'])
    expect(turned).toEqual([{ page: 1, degrees: 90 }, { page: 2, degrees: 270 }])
    // upright, the first page is 400 wide and 300 high: its text begins 50 from the left, 100 from the top
    const [first] = blocks
    expect(first?.kind === 'lines' && first.printed?.[0]?.[0]).toMatchObject({ from: 0, x0: 50, y1: 102 })
  })
  it('tells an empty page from a scanned one', async () => {
    const empty = await PDFDocument.create()
    empty.addPage()
    expect(await refusal('x.pdf', await empty.save())).toMatchObject({ code: 'fileEmpty' })
    const scan = await PDFDocument.create()
    const dot = await scan.embedPng(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY51zt6eVAAAAAElFTkSuQmCC', 'base64'))
    scan.addPage([400, 300]).drawImage(dot, { x: 0, y: 0, width: 400, height: 300 })
    expect(await refusal('x.pdf', await scan.save())).toMatchObject({ code: 'fileScanned' })
  })
})
