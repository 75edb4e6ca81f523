/** Where the files of ours carry their declarations; see {@link ./payload}. */

/** The hidden worksheet of a workbook. */
export const OWN_SHEET = '_jixiao'
/** Custom properties of a text document: `jixiao-desk-FORM-PIECE`. */
export const OWN_PROPERTY = 'jixiao-desk'
/** The attachment of a PDF: interchange JSON of one declaration or of several. */
export const PDF_ATTACHMENT = 'jixiao.json'

/** The defined name of a value's cell: `jx0_indicators.3.value`. */
export function cellName(form: number, path: string): string {
  return `jx${form}_${path.replace(/\[(\d+)\]/gu, '.$1')}`
}

/** The bookmark on a value's cell; Word allows letters, digits and underscores, 40 characters. */
export function bookmarkName(form: number, path: string): string {
  return `jx${form}_${path.replace(/\[(\d+)\]/gu, '_$1').replace(/\./gu, '_')}`.slice(0, 40)
}
