import { fontStack } from '../sheet/css'
import { escapeHtml } from '../sheet/html'
import type { FlowDocument, FlowPart } from './flow'

export interface FlowOptions {
  draft: boolean
  pageNumbers: boolean
  officialFonts: boolean
}

/** The body of a page that shows the document, and the rules it needs; for printing, the browser breaks it into pages. */
export function flowToHtml(document: FlowDocument, options: FlowOptions): { html: string; css: string } {
  const draft = options.draft ? '<div class="fl-draft" aria-hidden="true">草稿</div>' : ''
  return { html: `${draft}<article class="fl">${document.parts.map(partHtml).join('\n')}</article>`, css: flowCss(document, options) }
}

const TAGS = { title: 'h1', subtitle: 'p class="fl-subtitle"', heading: 'h2' } as const

function partHtml(part: FlowPart): string {
  if (part.kind === 'paragraph') return part.text.split('\n').filter(line => line.trim() !== '').map(line => `<p>${escapeHtml(line.trim())}</p>`).join('')
  if (part.kind !== 'table') return `<${TAGS[part.kind]}>${escapeHtml(part.text)}</${TAGS[part.kind].split(' ')[0]}>`
  const columns = part.columns.map(({ share }) => `<col style="width:${(share / part.columns.reduce((sum, column) => sum + column.share, 0) * 100).toFixed(2)}%">`).join('')
  const head = part.columns.map(({ title }) => `<th>${escapeHtml(title)}</th>`).join('')
  const rows = part.rows.map(row => `<tr>${row.map((text, i) => `<td class="fl-${part.columns[i]?.align ?? 'left'}">${escapeHtml(text)}</td>`).join('')}</tr>`).join('')
  return `<table><colgroup>${columns}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

/** As official papers are set: 37, 26, 35 and 28 mm of margin, size 3 of type, two ems before each paragraph. */
function flowCss({ page }: FlowDocument, { officialFonts, pageNumbers }: FlowOptions): string {
  const faces = { official: officialFonts }
  const song = `${officialFonts ? '"FangSong","FangSong_GB2312","STFangsong",' : ''}${fontStack('song', faces)}`
  const hei = fontStack('hei', faces)
  const number = pageNumbers ? '@bottom-center{content:"— " counter(page) " —";font:12pt ' + song + '}' : ''
  return `@page{size:A4 ${page.orientation};margin:37mm 26mm 35mm 28mm;${number}}
html,body{margin:0;padding:0;background:#fff;color:#000}
.fl{position:relative;z-index:1;font-family:${song};font-size:16pt;line-height:28pt;font-synthesis:none;font-kerning:none;text-spacing-trim:space-all;text-autospace:no-autospace;overflow-wrap:anywhere;orphans:2;widows:2}
.fl h1{font:700 20pt/32pt ${hei};text-align:center;margin:0 0 14pt}
.fl h2{font:700 16pt/28pt ${hei};margin:6pt 0 0;text-indent:2em;break-after:avoid}
.fl p{margin:0;text-indent:2em;white-space:pre-wrap}
.fl .fl-subtitle{text-align:center;text-indent:0;margin-bottom:10pt}
.fl table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:12pt;line-height:18pt;margin:6pt 0}
.fl th,.fl td{border:0.5pt solid #000;padding:3pt 5pt;white-space:pre-wrap;font-weight:400}
.fl th{font-family:${hei};font-weight:700;text-align:center}
.fl tr{break-inside:avoid}
.fl thead{display:table-header-group}
.fl-left{text-align:left}.fl-center{text-align:center}.fl-right{text-align:right}
.fl-draft{position:fixed;left:0;right:0;top:32%;text-align:center;font:700 130pt/160pt ${hei};color:#e6e6e6;transform:rotate(-32deg);letter-spacing:40pt;pointer-events:none}
`
}
