import type { Declaration } from '../../shared/declaration/model'
import { DATE_FIELDS, FUNDING_FIELDS, MONEY_FIELDS, SHORT_FIELDS, TEXT_FIELDS } from '../../shared/declaration/model'
import { formatDate } from '../../shared/declaration/dates'
import { formatMoney } from '../../shared/declaration/money'
import { forMatching } from '../../shared/text/normalise'
import type { Store } from './open'

/** Every text of a declaration that a person may look for, amounts and days as they are printed. */
export function searchTexts(declaration: Declaration): string[] {
  const texts: (string | null)[] = [String(declaration.year)]
  for (const key of [...SHORT_FIELDS, ...TEXT_FIELDS]) texts.push(declaration[key])
  for (const key of DATE_FIELDS) if (declaration[key]) texts.push(declaration[key], formatDate(declaration[key], 'cn'))
  const amounts = [
    ...MONEY_FIELDS.map(key => declaration[key]), ...FUNDING_FIELDS.map(key => declaration.funding[key]), ...declaration.subProjects.map(row => row.amount),
  ]
  for (const cents of amounts) if (cents !== null) texts.push(formatMoney(cents, { separators: false, decimals: 'two' }), formatMoney(cents, { separators: true, decimals: 'two' }))
  texts.push(...declaration.fundUses, ...declaration.subProjects.map(row => row.name))
  for (const row of declaration.indicators) texts.push(row.level1, row.level2, row.name, row.value)
  texts.push(...declaration.setAside.map(entry => entry.value), ...declaration.unplaced)
  return texts.filter(text => text !== null && text !== '') as string[]
}

/** Control characters part tokens for SQLite; they are nothing a person looks for. */
const letters = (text: string): string[] => [...forMatching(text).replace(/[\u0000-\u001f\u007f]/gu, '')]

/**
 * Each character with its neighbour, then the last one alone, parted by spaces: 绩效目标 → 绩效 效目 目标 标.
 * The single last one lets it be found, and keeps words from joining across two texts.
 */
export function grams(text: string): string {
  const all = letters(text)
  return all.map((letter, index) => letter + (all[index + 1] ?? '')).join(' ')
}

/** A query in FTS5's language: every word (parted by white space) must occur as it stands; null where there is no word. */
export function matchExpression(query: string): string | null {
  const quoted = (text: string) => `"${text.replace(/"/gu, '""')}"`
  const words = query.split(/\s+/u).map(letters).filter(word => word.length > 0)
  if (words.length === 0) return null
  return words.map(word => (word.length === 1 ? `${quoted(word[0] ?? '')}*` : quoted(word.slice(0, -1).map((letter, index) => letter + word[index + 1]).join(' ')))).join(' AND ')
}

/** Puts a declaration's words into the index, in place of those it had. Belongs in the transaction that writes the document. */
export function indexDeclaration(db: Store, key: number | bigint, declaration: Declaration): void {
  dropFromIndex(db, key)
  db.prepare('INSERT INTO search (rowid, grams) VALUES (?, ?)').run(key, searchTexts(declaration).map(grams).filter(text => text !== '').join(' '))
}

export function dropFromIndex(db: Store, key: number | bigint): void {
  db.prepare('DELETE FROM search WHERE rowid = ?').run(key)
}
