/** Text as it is stored: NFC, line ends as `\n`. Nothing else is changed: what was typed stays. */
export function forStorage(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n')
}

/** Text as it is compared: NFKC (full width = half width), no white space, lower case. Never stored. */
export function forMatching(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()
}

/** True where nothing but white space is there (or nothing at all). */
export function isBlank(value: string | null | undefined): boolean {
  return value === null || value === undefined || value.trim() === ''
}
