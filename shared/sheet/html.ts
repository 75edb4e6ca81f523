import { cssPaper, pageCss, paperName } from './css'
import { frameOf, linePtOf, PAD_X, type Frame } from './geometry'
import type { Layout, Page, PageCell } from './pagination'
import type { Sheet, SheetCell } from './sheet'
import { printable } from './textMeasure'

export interface HtmlOptions {
  /** 草稿 across every page. */
  draft: boolean
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/gu, character => ENTITIES[character] ?? '')
}

const pt = (length: number): string => `${Math.round(length * 1000) / 1000}pt`
const attributes = (values: Record<string, string | number | false | undefined>): string =>
  Object.entries(values).map(([name, value]) => (value === false || value === undefined ? '' : ` ${name}="${escapeHtml(String(value))}"`)).join('')

/** One element a page, for the preview and for print; put {@link pageCss} beside them. */
export function pagesToHtml(sheet: Sheet, layout: Layout, options: HtmlOptions): string[] {
  return layout.pages.map((page, i) => pageToHtml(sheet, layout, page, i, options))
}

const pageMarks = (sheet: Sheet) => ({ 'data-face': sheet.page.face, 'data-fonts': sheet.officialFonts ? 'official' : 'bundled', 'data-paper': paperName(sheet.page) })

function pageToHtml(sheet: Sheet, layout: Layout, page: Page, index: number, options: HtmlOptions): string {
  const { frame } = layout
  const [top, , bottom] = frame.marginsPt
  const left = (frame.pageWidthPt - frame.tableWidthPt + frame.marginsPt[3] - frame.marginsPt[1]) / 2
  const headings = page.headings.map(({ line, box, beforePt, heightPt }) => `<div class="jx-line jx-${line.align}"${attributes({
    'data-role': line.role, 'data-face': box.face, 'data-path': line.path,
    style: `font-size:${pt(box.fontPt)};line-height:${pt(box.linePt)};margin-top:${pt(beforePt)};height:${pt(heightPt)}`,
  })}>${escapeHtml(line.text)}</div>`).join('')
  const gap = page.headings.length > 0 ? `<div style="height:${pt(frame.headingGapPt)}"></div>` : ''
  const rows = page.rows.map(row => `<tr style="height:${pt(row.heightPt)}">${row.cells.map(cell => pageCell(cell)).join('')}</tr>`).join('')
  const table = page.rows.length > 0 ? tableHtml(frame, rows) : ''
  const foot = sheet.pageNumbers ? `<div class="jx-foot" style="bottom:${pt(Math.max(10, bottom / 2 - 6))}">第 ${index + 1} 页 共 ${layout.pages.length} 页</div>` : ''
  const draft = options.draft ? '<div class="jx-draft" data-face="hei" aria-hidden="true">草稿</div>' : ''
  return `<section class="jx-page"${attributes({ ...pageMarks(sheet), 'data-page': index + 1, style: `width:${pt(frame.pageWidthPt)};height:${pt(frame.pageHeightPt)}` })}>` +
    `${draft}<div class="jx-body" style="left:${pt(left)};top:${pt(top)};width:${pt(frame.tableWidthPt)}">${headings}${gap}${table}${page.signature ? signatureHtml(sheet) : ''}</div>${foot}</section>`
}

function tableHtml(frame: Frame, rows: string): string {
  const columns = frame.columnsPt.map(width => `<col style="width:${pt(width)}">`).join('')
  return `<table class="jx-table" style="width:${pt(frame.tableWidthPt)}"><colgroup>${columns}</colgroup><tbody>${rows}</tbody></table>`
}

function pageCell({ cell, text, colSpan, rowSpan, fontPt, linePt, widthPt, continued, atTop }: PageCell): string {
  const style = `width:${pt(widthPt)};font-size:${pt(fontPt)};line-height:${pt(linePt)}`
  return cellHtml(cell, { colSpan, rowSpan, continued, atTop }, `<div class="jx-text jx-${cell.align}${cell.strong ? ' jx-strong' : ''}" style="${style}">${escapeHtml(text)}</div>`)
}

function cellHtml(cell: SheetCell, place: { colSpan: number; rowSpan: number; continued: boolean; atTop: boolean }, inside: string): string {
  return `<td${attributes({
    colspan: place.colSpan > 1 && place.colSpan, rowspan: place.rowSpan > 1 && place.rowSpan, 'data-kind': cell.kind,
    'data-path': cell.path, 'data-jump': cell.jump, 'data-continued': place.continued && 'yes', 'data-top': place.atTop && 'yes',
  })}>${inside}</td>`
}

function signatureHtml(sheet: Sheet): string {
  const { fontPt, lineHeight } = sheet.page
  const style = `font-size:${pt(fontPt)};line-height:${pt(linePtOf(fontPt, lineHeight))}`
  const strip = sheet.signature.length > 0 ? `<div class="jx-sign" style="${style}">${sheet.signature.map(text => `<span>${escapeHtml(text)}</span>`).join('')}</div>` : ''
  return strip + (sheet.seal === '' ? '' : `<div class="jx-seal" style="${style}">${escapeHtml(sheet.seal)}</div>`)
}

/**
 * A complete document that any browser shows and prints by itself: no script, nothing loaded from elsewhere.
 * One table a form, which the browser breaks into pages; the exact pages are those of the PDF.
 */
export function sheetsToHtml(sheets: readonly Sheet[], options: HtmlOptions): string {
  const title = sheets.length === 1 && sheets[0] ? [sheets[0].title, sheets[0].projectName, `${sheets[0].year}年`].filter(Boolean).join(' ') : (sheets[0]?.title ?? '')
  const unit = sheets.length === 1 ? sheets[0]?.unitName : undefined
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Jixiao Desk">${unit ? `\n<meta name="author" content="${escapeHtml(unit)}">` : ''}
<title>${escapeHtml(title)}</title>
<style>
${pageCss(true)}${flowCss(sheets)}</style>
</head>
<body>${sheets.map((sheet, i) => flowSheet(sheet, i, options)).join('')}</body>
</html>
`
}

/** A form that the browser lays out itself: rows as tall as their text, the labels of split rows once. Nothing but elements inside: blanks between them would show. */
function flowSheet(sheet: Sheet, index: number, options: HtmlOptions): string {
  const frame = frameOf(sheet)
  const { fontPt, lineHeight, marginsMm } = sheet.page
  const linePt = linePtOf(fontPt, lineHeight)
  const headings = frame.headings.map(({ line, box }) => `<div class="jx-line jx-${line.align}"${attributes({
    'data-role': line.role, 'data-face': box.face, style: `font-size:${pt(box.fontPt)};line-height:${pt(box.linePt)}`,
  })}>${escapeHtml(line.text)}</div>`).join('')
  const rows = sheet.rows.map(row => `<tr style="height:${pt(row.lines * linePt + 4)}">${row.cells.map(cell => cellHtml(
    cell, { ...cell, continued: false, atTop: false }, `<div class="jx-text jx-${cell.align}${cell.strong ? ' jx-strong' : ''}">${escapeHtml(cell.text)}</div>`,
  )).join('')}</tr>`).join('')
  const draft = options.draft ? '<div class="jx-draft" data-face="hei" aria-hidden="true">草稿</div>' : ''
  const style = `page:jx${index};width:${pt(frame.pageWidthPt)};padding:${marginsMm.map(mm => `${mm}mm`).join(' ')};font-size:${pt(fontPt)};line-height:${pt(linePt)}`
  return `<article class="jx-page jx-flow"${attributes({ ...pageMarks(sheet), style })}>${draft}${headings}${tableHtml(frame, rows)}${signatureHtml(sheet)}</article>`
}

function flowCss(sheets: readonly Sheet[]): string {
  const pages = sheets.map(({ page, pageNumbers }, i) => {
    // the browser counts the pages of the whole document: several forms have no numbers of their own
    const number = pageNumbers && sheets.length === 1 ? ';@bottom-center{content:"第 " counter(page) " 页 共 " counter(pages) " 页";font-size:9pt}' : ''
    return `@page jx${i}{size:${cssPaper(page)};margin:${page.marginsMm.map(mm => `${mm}mm`).join(' ')}${number}}`
  })
  return `html,body{margin:0;padding:0;background:#eee}
.jx-page.jx-flow{position:relative;margin:8mm auto;overflow:visible;font-synthesis:weight}
.jx-flow>*{position:relative}
.jx-flow>.jx-draft{position:absolute;top:90mm}
.jx-flow .jx-table{margin:4pt auto 0}
.jx-flow .jx-text{padding:0 ${PAD_X}pt}
${pages.join('\n')}
@media print{html{background:#fff}body{background:none}.jx-page.jx-flow{background:none;margin:0 auto;padding:0!important;width:auto!important;break-after:page}.jx-page.jx-flow:last-child{break-after:auto}.jx-flow>.jx-draft{position:fixed;z-index:-1}.jx-flow .jx-text{orphans:2;widows:2}}
`
}
