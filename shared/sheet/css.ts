import type { Edition } from '../editions/schema'

/** Bundled faces alone look the same on every machine; official ones are taken first where they are installed. */
export interface Faces {
  official: boolean
}

const OFFICIAL = {
  song: ['SimSun', 'NSimSun', 'Songti SC', 'STSong'],
  hei: ['SimHei', 'Heiti SC', 'STHeiti', 'Microsoft YaHei'],
} as const
const BUNDLED = { song: 'Jixiao Song', hei: 'Jixiao Hei' } as const
/** Where neither is at hand: a file opened in any browser. */
const COMMON = { song: ['Noto Serif CJK SC', 'Noto Serif SC', 'Source Han Serif SC', 'AR PL UMing CN', 'serif'], hei: ['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'sans-serif'] } as const

/** One word for a kind of paper as it stands, for `data-paper`. */
export const paperName = ({ paper, orientation }: Pick<Edition['page'], 'paper' | 'orientation'>): string => `${paper}-${orientation}`

const quote = (name: string): string => (name.includes(' ') || /[^a-z-]/u.test(name) ? `"${name}"` : name)

/** The font-family of a face. Without `common` nothing stands in for the bundled faces. */
export function fontStack(face: 'song' | 'hei', { official }: Faces, common = false): string {
  const names = [...(official ? OFFICIAL[face] : []), BUNDLED[face], ...(common ? COMMON[face] : [face === 'song' ? 'serif' : 'sans-serif'])]
  return names.map(quote).join(', ')
}

/**
 * How texts of the form break into lines: the same words for the pages and for measuring them.
 * Punctuation keeps its full width, as in the official prints.
 */
export const TEXT_CSS = `white-space:pre-wrap;overflow-wrap:anywhere;word-break:normal;line-break:auto;hyphens:none;tab-size:4;text-align:left;text-indent:0;letter-spacing:normal;word-spacing:normal;text-transform:none;font-style:normal;font-stretch:normal;font-variant:normal;font-kerning:none;font-synthesis:none;font-size-adjust:none;text-rendering:geometricPrecision;text-spacing-trim:space-all;text-autospace:no-autospace;text-wrap:wrap;-webkit-text-size-adjust:100%`

const faceRules = (common: boolean): string => [false, true].flatMap(official => (['song', 'hei'] as const).map(face => {
  const page = `.jx-page[data-fonts=${official ? 'official' : 'bundled'}]`
  return `${page}[data-face=${face}],${page} [data-face=${face}]{font-family:${fontStack(face, { official }, common)}}`
})).join('\n')

/** Rules for pages laid out by paginate.ts. Every class begins with `jx-`; nothing outside the pages is touched. `common`: for a file that is opened where the bundled faces are not. */
export function pageCss(common = false): string {
  return `.jx-page,.jx-page *{box-sizing:border-box;margin:0;padding:0}
.jx-page{position:relative;overflow:hidden;background:#fff;color:#000;${TEXT_CSS}}
${faceRules(common)}
.jx-body{position:absolute}
.jx-line{font-weight:400}
.jx-line[data-role=title]{font-weight:700}
.jx-table{border-collapse:collapse;border-spacing:0;table-layout:fixed;font-weight:400}
.jx-table td{border:0.5pt solid #000;padding:2.4pt 0;vertical-align:middle;overflow:hidden}
.jx-table td[data-top]{vertical-align:top}
.jx-text{margin:0 auto}
/* painted last, so that a text which goes on over the break stands unbroken in the PDF's order */
.jx-table td[data-continued][data-kind=label]>div{position:relative}
.jx-left{text-align:left}.jx-center{text-align:center}.jx-right{text-align:right}
.jx-strong{font-weight:700}
.jx-sign{display:flex;justify-content:space-between;padding-top:8pt}
.jx-sign>span{flex:1}
.jx-seal{text-align:right;padding:6pt 24pt 0 0}
.jx-foot{position:absolute;left:0;right:0;text-align:center;font-size:9pt;line-height:12pt}
.jx-draft{position:absolute;left:0;right:0;top:38%;text-align:center;font-size:130pt;line-height:160pt;font-weight:700;color:#e1e1e1;transform:rotate(-32deg);letter-spacing:40pt;pointer-events:none;user-select:none}
`
}

/** A sheet of paper as style sheets name it. */
export const cssPaper = ({ paper, orientation }: Pick<Edition['page'], 'paper' | 'orientation'>): string => `${paper === 'B5' ? 'JIS-B5' : paper} ${orientation}`

/** Rules for printing such pages one a sheet of paper; forms on several kinds of paper each get their own. */
export function printCss(sheets: readonly { page: Pick<Edition['page'], 'paper' | 'orientation'> }[]): string {
  const papers = new Map(sheets.map(({ page }) => [paperName(page), cssPaper(page)]))
  const rules = papers.size < 2
    ? [`@page{size:${[...papers.values()][0] ?? 'A4 portrait'};margin:0}`]
    : [...papers].map(([name, size]) => `@page jx-${name}{size:${size};margin:0}\n.jx-page[data-paper=${name}]{page:jx-${name}}`)
  return `${rules.join('\n')}
html,body{margin:0;padding:0;background:#fff}
.jx-page{break-after:page;break-inside:avoid}
.jx-page:last-child{break-after:auto}
`
}
