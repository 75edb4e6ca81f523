import { formatMoney, type Cents } from '../../../shared/declaration/money'
import { fontStack } from '../../../shared/sheet/css'
import { escapeHtml } from '../../../shared/sheet/html'
import type { Words } from '../../i18n'
import type { Report, ReportForm } from './model'

export interface ReportHtmlOptions { officialFonts: boolean }
type Align = 'left' | 'center' | 'right'
interface Column { key: string; /** Percent of the width. */ width: number; align?: Align }

const money = (cents: Cents | null): string => (cents === null ? '' : formatMoney(cents, { separators: true, decimals: 'two' }))

/** The review as a page of running text and tables for printing; the browser breaks it into pages and repeats the heads of tables. */
export function reportToHtml(report: Report, { say }: Words, options: ReportHtmlOptions): { html: string; css: string } {
  const head = (columns: readonly Column[]): string => `<colgroup>${columns.map(({ width }) => `<col style="width:${width}%">`).join('')}</colgroup><thead><tr>${columns.map(({ key }) => `<th>${escapeHtml(say(`report:column.${key}`))}</th>`).join('')}</tr></thead>`
  const table = (columns: readonly Column[], rows: readonly (readonly (string | number)[])[]): string =>
    `<table>${head(columns)}<tbody>${rows.map(row => `<tr>${row.map((value, i) => `<td class="rp-${columns[i]?.align ?? 'left'}">${escapeHtml(String(value))}</td>`).join('')}</tr>`).join('')}</tbody></table>`
  const heading = (key: string): string => `<h2>${escapeHtml(say(`report:heading.${key}`))}</h2>`
  const severity = (row: { severity: string }): string => say(`report:severity.${row.severity}`)
  const rule = (row: { title: string }): string => row.title
  const one = report.forms.length === 1

  const overview = one ? '' : heading('overview') + table(
    [{ key: 'number', width: 6, align: 'center' }, { key: 'project', width: 44 }, { key: 'budget', width: 18, align: 'right' }, { key: 'errors', width: 8, align: 'center' }, { key: 'warnings', width: 8, align: 'center' }, { key: 'hints', width: 8, align: 'center' }, { key: 'kept', width: 8, align: 'center' }],
    report.forms.map(({ unit, project, budget, counts }, i) => [i + 1, report.unitName === '' ? `${project}\n${unit}` : project, money(budget), counts.error, counts.warning, counts.hint, counts.kept]))
  const sums = one || report.sums.length === 0 ? '' : heading('sums') + table(
    [{ key: 'type', width: 46 }, { key: 'count', width: 14, align: 'center' }, { key: 'total', width: 26, align: 'right' }, { key: 'blank', width: 14, align: 'center' }],
    [...report.sums.map(({ type, count, total, blank }) => [type, count, money(total), blank || '']), [say('report:sum'), report.forms.length, money(report.sums.reduce((sum, { total }) => sum + total, 0)), '']])
  const columns: readonly Column[] = [{ key: 'severity', width: 8, align: 'center' }, { key: 'rule', width: 17 }, { key: 'place', width: 23 }, { key: 'message', width: 52 }]
  const form = ({ project, unit, rows }: ReportForm, i: number): string => {
    const title = one ? '' : `<h3>${i + 1}. ${escapeHtml(project)}${report.unitName === '' ? `<span>${escapeHtml(unit)}</span>` : ''}</h3>`
    return rows.length === 0 ? `${title}<p>${escapeHtml(say('report:clean'))}</p>` : title + table(columns, rows.map(row => [severity(row), rule(row), row.place, row.message]))
  }
  const across = one && report.across.length === 0 ? '' : heading('across') + (report.across.length === 0 ? `<p>${escapeHtml(say('report:noneAcross'))}</p>` : table(
    [{ key: 'severity', width: 8, align: 'center' }, { key: 'rule', width: 13 }, { key: 'project', width: 18 }, { key: 'place', width: 14 }, { key: 'message', width: 27 }, { key: 'also', width: 20 }],
    report.across.map(row => [severity(row), rule(row), row.project, row.place, row.message, row.also.join('\n')])))
  const kept = heading('kept') + (report.kept.length === 0 ? `<p>${escapeHtml(say('report:noneKept'))}</p>` : table(
    [{ key: 'rule', width: 13 }, ...(one ? [] : [{ key: 'project', width: 18 }]), { key: 'place', width: one ? 21 : 14 }, { key: 'message', width: one ? 31 : 25 }, { key: 'reason', width: one ? 23 : 18 }, { key: 'at', width: 12, align: 'center' }],
    report.kept.map(row => [rule(row), ...(one ? [] : [row.project]), row.place, row.message, row.reason, row.at])))
  const signature = ['checker', 'reviewer', 'date'].map(who => `<span>${escapeHtml(say(`report:signature.${who}`))}</span>`).join('')

  const html = `<article class="rp"><h1>${escapeHtml(report.title)}</h1><div class="rp-about">${report.about.map(text => `<span>${escapeHtml(text)}</span>`).join('')}</div>`
    + `<p>${escapeHtml(report.counts)}</p>${overview}${sums}${heading(one ? 'form' : 'forms')}${report.forms.map(form).join('')}${across}${kept}<div class="rp-sign">${signature}</div></article>`
  return { html, css: css(options) }
}

function css({ officialFonts }: ReportHtmlOptions): string {
  const faces = { official: officialFonts }
  const [song, hei] = [fontStack('song', faces), fontStack('hei', faces)]
  return `@page{size:A4 portrait;margin:18mm 16mm 18mm 16mm;@bottom-center{content:counter(page) " / " counter(pages);font:9pt ${song}}}
html,body{margin:0;padding:0;background:#fff;color:#000}
.rp{font-family:${song};font-size:10pt;line-height:15pt;font-synthesis:none;font-kerning:none;text-spacing-trim:space-all;text-autospace:no-autospace;overflow-wrap:anywhere;orphans:2;widows:2}
.rp h1{font:700 18pt/28pt ${hei};text-align:center;margin:0 0 6pt}
.rp h2{font:700 12pt/18pt ${hei};margin:12pt 0 4pt;break-after:avoid}
.rp h3{font:700 10.5pt/16pt ${hei};margin:9pt 0 3pt;break-after:avoid}
.rp h3 span{font:400 9pt/16pt ${song};margin-left:8pt}
.rp p{margin:2pt 0 4pt;white-space:pre-wrap}
.rp-about{display:flex;flex-wrap:wrap;gap:0 18pt;margin-bottom:4pt}
.rp table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:9pt;line-height:13pt}
.rp th,.rp td{border:0.5pt solid #000;padding:2pt 3.5pt;white-space:pre-wrap;font-weight:400;vertical-align:top}
.rp th{font-family:${hei};font-weight:700;text-align:center;background:#f0f0f0}
.rp tr{break-inside:avoid}
.rp thead{display:table-header-group}
.rp-left{text-align:left}.rp-center{text-align:center}.rp-right{text-align:right;white-space:nowrap}
.rp-sign{display:flex;gap:24pt;margin-top:24pt;break-inside:avoid}
.rp-sign span{flex:1}
`
}
