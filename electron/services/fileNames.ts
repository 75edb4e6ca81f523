import path from 'node:path'
import type { Declaration } from '../../shared/declaration/model'
import type { DocumentKind, ExportFormat } from '../../shared/ipc/contract'

/** Bytes of UTF-8 for a name without its ending: file systems take 255, and a number and an ending are still to come. */
const MOST_BYTES = 200
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu
const FULL_WIDTH: Record<string, string> = { '<': '＜', '>': '＞', ':': '：', '"': '＂', '/': '／', '\\': '＼', '|': '｜', '?': '？', '*': '＊' }

/** A piece of a file name that Windows, macOS and Linux all take: forbidden signs become their full-width selves. */
export function safeName(text: string, mostBytes = MOST_BYTES): string {
  const plain = text.normalize('NFC').replace(/[<>:"/\\|?*]/gu, sign => FULL_WIDTH[sign] ?? '_').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu, '').replace(/\s+/gu, ' ')
  const cut = cutToBytes(plain.trim(), mostBytes).replace(/[. ]+$/u, '').replace(/^[. ]+/u, '')
  return RESERVED.test(cut) ? `_${cut}` : cut
}

/** Never through a character. */
function cutToBytes(text: string, most: number): string {
  let bytes = 0
  let end = 0
  for (const letter of text) {
    bytes += Buffer.byteLength(letter)
    if (bytes > most) break
    end += letter.length
  }
  return text.slice(0, end)
}

export interface NameOptions { document?: DocumentKind; format: ExportFormat; draft: boolean; public: boolean }

/** What the file is, where it is not the form itself; of many declarations the form has words too. */
const KIND_WORDS: Record<DocumentKind, string> = { declaration: '绩效目标申报表合订', statement: '经费情况说明', summary: '绩效目标汇总表', report: '审核报告' }

/** A review is neither for publication nor a draft of anything. */
const endings = ({ document, draft, public: forPublic }: NameOptions): string => (document === 'report' ? '' : `${forPublic ? '_公开' : ''}${draft ? '_草稿' : ''}`)

/** `2026_单位_项目.pdf`; a draft and a copy for publication say so, so that they are not taken for the real one. */
export function fileNameOf(declaration: Declaration, options: NameOptions): string {
  const unit = safeName(declaration.unitName ?? '', 80) || '未填单位'
  const project = safeName(declaration.projectName ?? '', 90) || '未命名项目'
  const kind = options.document === undefined || options.document === 'declaration' ? '' : `_${KIND_WORDS[options.document]}`
  return `${declaration.year}_${unit}_${project}${kind}${endings(options)}.${options.format}`
}

/** One file of many declarations: by the year and unit that they share; a report on one has that one's name. */
export function combinedFileName(declarations: readonly Declaration[], options: NameOptions): string {
  const [only, ...others] = declarations
  if (options.document === 'report' && only && others.length === 0) return fileNameOf(only, options)
  const shared = (values: readonly (string | null)[]) => (new Set(values).size === 1 ? (values[0] ?? '') : '')
  const year = shared(declarations.map(declaration => String(declaration.year)))
  const unit = safeName(shared(declarations.map(declaration => declaration.unitName)), 80)
  return `${[year, unit, KIND_WORDS[options.document ?? 'declaration']].filter(part => part !== '').join('_')}${endings(options)}.${options.format}`
}

/** The name for the n-th try: `name.pdf`, `name(2).pdf`, `name(3).pdf` … */
export function numbered(file: string, number: number): string {
  if (number === 1) return file
  const ending = path.extname(file)
  return `${file.slice(0, file.length - ending.length)}(${number})${ending}`
}
