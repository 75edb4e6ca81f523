import type { FieldKey } from '../declaration/model'
import { forMatching } from '../text/normalise'
import type { Edition, EditionField, EditionLevel } from './schema'

/** The edition's own words about a field; undefined where it neither prints nor asks for it. */
export function fieldOf(edition: Edition, key: FieldKey): EditionField | undefined {
  return edition.fields.find(field => field.key === key)
}

/** The option that a word stands for (its own words or an alias, width and spaces aside); undefined for other words. */
export function optionOf(field: Pick<EditionField, 'options'>, word: string): EditionField['options'][number] | undefined {
  const wanted = forMatching(word)
  if (wanted === '') return undefined
  return field.options.find(option => forMatching(option.value) === wanted) ?? field.options.find(option => option.aliases.some(alias => forMatching(alias) === wanted))
}

const means = (level: { name: string; aliases: readonly string[] }, wanted: string): boolean => [level.name, ...level.aliases].some(word => forMatching(word) === wanted)

/** The first level that a word stands for, by name or alias. */
export function levelOf(edition: Edition, word: string | null | undefined): EditionLevel | undefined {
  const wanted = forMatching(word ?? '')
  return wanted === '' ? undefined : edition.levels.find(level => means(level, wanted))
}

/** The second level that a word stands for; within the given first level where that is known, else in any. */
export function subLevelOf(edition: Edition, level1: string | null | undefined, word: string | null | undefined): { level: EditionLevel; child: EditionLevel['children'][number] } | undefined {
  const wanted = forMatching(word ?? '')
  if (wanted === '') return undefined
  const parent = levelOf(edition, level1)
  for (const level of parent ? [parent, ...edition.levels.filter(other => other !== parent)] : edition.levels) {
    const child = level.children.find(other => means(other, wanted))
    if (child) return { level, child }
  }
  return undefined
}

/** Whether the form has a column for second levels. */
export function printsSecondLevel(edition: Edition): boolean {
  return edition.rows.some(row => row.kind === 'list' && row.columns.some(column => column.value === 'level2'))
}
