/** How a spreadsheet shows a number: enough of its format codes for forms (amounts, percentages, days), not all. */
export interface NumberFormat {
  show(value: number): string
}

/** Codes of the built-in formats that matter; 27 to 58 are those of Chinese spreadsheets. */
const BUILT_IN: Record<number, string> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm', 19: 'h:mm:ss', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
  37: '#,##0', 38: '#,##0', 39: '#,##0.00', 40: '#,##0.00', 41: '#,##0', 42: '#,##0', 43: '#,##0.00', 44: '#,##0.00',
  50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}

const LONGEST_CODE = 500

/** A spreadsheet's number format by its own code, or by the number of a built-in one. `date1904`: days count from 1904. */
export function numberFormat(id: number, code: string | undefined, date1904: boolean): NumberFormat {
  const known = (code ?? BUILT_IN[id] ?? 'General').slice(0, LONGEST_CODE)
  const sections = splitSections(known)
  if (isDateCode(sections[0] ?? '')) return { show: value => showDate(value, sections[0] ?? '', date1904) }
  return { show: value => showNumber(value, sections) }
}

/** A number as General shows it, never with an exponent. */
export function showGeneral(value: number): string {
  if (!Number.isFinite(value)) return ''
  const short = Number(value.toPrecision(15))
  return Math.abs(short) >= 1e21 || (short !== 0 && Math.abs(short) < 1e-6) ? String(short) : trimZeros(short.toFixed(Math.min(20, decimalsOf(short))))
}

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/u, '') : text)

function decimalsOf(value: number): number {
  const text = String(value)
  const exponent = text.match(/e-(\d+)$/u)
  const plain = text.match(/\.(\d+)/u)?.[1]?.length ?? 0
  return exponent ? plain + Number(exponent[1]) : plain
}

/** Positive; negative; zero; text. Separators within quotes are none. */
function splitSections(code: string): string[] {
  const sections: string[] = ['']
  for (const [piece] of code.matchAll(/"[^"]*"|\\.|\[[^\]]*\]|[^"\\[]|./gu)) {
    if (piece === ';') sections.push('')
    else sections[sections.length - 1] += piece
  }
  return sections
}

const withoutLiterals = (code: string): string => code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./gu, '')

function isDateCode(code: string): boolean {
  const plain = withoutLiterals(code)
  return /[yd年月日]|m|h|s/iu.test(plain) && !/general|[#0?]/iu.test(plain)
}

function showNumber(value: number, sections: readonly string[]): string {
  const negative = value < 0 && sections.length > 1
  const code = (negative ? sections[1] : value === 0 && sections.length > 2 ? sections[2] : sections[0]) ?? ''
  const plain = withoutLiterals(code)
  const amount = negative ? -value : value
  if (plain.trim() === '@' || /general/iu.test(plain)) return around(code, /general|@/iu, showGeneral(amount))
  const digits = plain.match(DIGITS_IN_CODE)?.[0]
  if (digits === undefined) return plain.trim() === '' ? literalsOf(code) : showGeneral(value)
  const percent = plain.includes('%')
  const thousands = digits.match(/,+(?=$|\.)/u)?.[0].length ?? 0
  const scaled = amount * (percent ? 100 : 1) / 1000 ** thousands
  const [, fraction = ''] = digits.split('.')
  const fixed = Number(scaled.toPrecision(15)).toFixed(Math.min(15, wantedDecimals(scaled, fraction, percent || thousands > 0)))
  const [whole = '', decimals = ''] = fixed.split('.')
  const grouped = /[#0?],[#0?]/u.test(digits) ? whole.replace(/\B(?=(\d{3})+$)/gu, ',') : whole
  const kept = fraction.includes('#') ? trimTo(decimals, fraction.match(/0/gu)?.length ?? 0) : decimals
  return around(code, DIGITS_IN_CODE, kept === '' ? grouped : `${grouped}.${kept}`)
}

const DIGITS_IN_CODE = /[#0?][#0?,]*(?:\.[#0?]+)?/u

/** An amount keeps its cents even where the sheet shows whole yuan: what is printed short is not what is meant. */
function wantedDecimals(value: number, fraction: string, scaled: boolean): number {
  if (scaled || fraction.length >= 2) return fraction.length
  const cents = Math.round(value * 100) / 100
  return Math.abs(cents - Number(value.toFixed(fraction.length))) > 1e-9 ? 2 : fraction.length
}

function trimTo(decimals: string, least: number): string {
  let end = decimals.length
  while (end > least && decimals[end - 1] === '0') end--
  return decimals.slice(0, end)
}

/** The shown digits with the literal words of the code before and after; space for alignment is left out. */
function around(code: string, digits: RegExp, shown: string): string {
  const masked = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./gu, piece => '\u0000'.repeat(piece.length))
  const match = masked.match(digits)
  if (!match || match.index === undefined) return shown
  return literalsOf(code.slice(0, match.index)) + shown + literalsOf(code.slice(match.index + match[0].length))
}

function literalsOf(code: string): string {
  return code.replace(/"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|[?#]/gu, (_, quoted?: string, escaped?: string, currency?: string) => quoted ?? escaped ?? currency ?? '').trim()
}

const MS_PER_DAY = 86_400_000

/** The day of a serial number in the calendar of 1900 (with its day that never was) or 1904. */
function dayOfSerial(serial: number, date1904: boolean): Date | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null
  const days = date1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  return new Date(Date.UTC(1899, 11, 30) + Math.round(days * MS_PER_DAY / 1000) * 1000)
}

function showDate(value: number, code: string, date1904: boolean): string {
  const day = dayOfSerial(value, date1904)
  if (!day) return showGeneral(value)
  const plain = withoutLiterals(code)
  // 1-Jan-18 and 1/2/18 leave open which is the month: such days come out in the one order that nobody misreads
  if (/d.*y/isu.test(plain) && /m/iu.test(plain)) return day.toISOString().slice(0, 10)
  // a day whose time is nought is a day alone
  const wanted = value % 1 === 0 && /y/iu.test(plain) ? code.replace(/\s*\[?h[\s\S]*$/iu, '') : code
  const two = (token: string, part: number): string => (token.length > 1 ? String(part).padStart(2, '0') : String(part))
  let inTime = false
  return wanted.replace(DATE_TOKEN, (token: string, quoted?: string, escaped?: string) => {
    if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped ?? ''
    switch (token[token.startsWith('[') ? 1 : 0]?.toLowerCase()) {
      case 'y': return String(day.getUTCFullYear())
      case 'd': return token.length > 2 ? '' : two(token, day.getUTCDate())
      case 'h':
        inTime = true
        return two(token, day.getUTCHours())
      case 'm': return inTime ? two(token, day.getUTCMinutes()) : two(token.slice(0, 2), day.getUTCMonth() + 1)
      case 's': return two(token, day.getUTCSeconds())
      default: return ''
    }
  }).trim()
}

const DATE_TOKEN = /"([^"]*)"|\\(.)|\[\$[^\]]*\]|\[h+\]|\[[^\]]*\]|_.|\*.|y+|m+|d+|h+|s+|AM\/PM|上午\/下午|a{3,4}|[@;]/giu
