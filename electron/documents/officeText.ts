/** Text that may stand in an Office file: without the characters that XML cannot hold. Tabs and line breaks stay. */
export function officeText(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
}

/** The same for a spreadsheet, which reads `_x0041_` as an escaped character, and takes 32,767 in a cell. */
export function cellText(text: string): string {
  const plain = officeText(text).replace(/_(?=x[\dA-Fa-f]{4}_)/gu, '_x005F_')
  return plain.length <= MOST_CHARACTERS ? plain : `${plain.slice(0, MOST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/u, '')}…`
}

const MOST_CHARACTERS = 32_767

/** What a reader gets back of {@link cellText}. */
export function shownCellText(text: string): string {
  return cellText(text).replaceAll('_x005F_', '_')
}
