import type { Edition } from './schema'

/** The editions that a program has at hand. Revisions of one edition stand beside each other; the highest is the one in use. */
export interface EditionRegistry {
  /** One entry an id, in force latest first; unconfirmed ones last. */
  list: readonly Edition[]
  /** The highest revision, undefined where there is no such edition. */
  byId(id: string): Edition | undefined
  /** All revisions of one edition, highest first. */
  revisions(id: string): readonly Edition[]
  /** The edition in force for a year; for a year that none covers, the one whose years are nearest. */
  forYear(year: number): Edition | undefined
}

/** The registry of these editions, revisions of one among them in any order. */
export function createRegistry(editions: readonly Edition[]): EditionRegistry {
  const byId = new Map<string, Edition[]>()
  for (const edition of editions) byId.set(edition.id, [...(byId.get(edition.id) ?? []), edition])
  for (const revisions of byId.values()) revisions.sort((a, b) => b.revision - a.revision)
  const list = [...byId.values()].flatMap(revisions => revisions.slice(0, 1))
  list.sort((a, b) => Number(b.confirmed) - Number(a.confirmed) || b.years.from - a.years.from || a.id.localeCompare(b.id))
  return {
    list,
    byId: id => byId.get(id)?.[0],
    revisions: id => byId.get(id) ?? [],
    forYear: year => editionForYear(list, year),
  }
}

/**
 * The edition in force for forms of a year. Confirmed layouts come before those still to be confirmed,
 * the one that came into force last before older ones. Undefined only where there are no editions at all.
 */
export function editionForYear(editions: readonly Edition[], year: number): Edition | undefined {
  const away = ({ years }: Edition) => (year < years.from ? years.from - year : years.to !== null && year > years.to ? year - years.to : 0)
  return editions.toSorted((a, b) => Number(b.confirmed) - Number(a.confirmed) || away(a) - away(b) || b.years.from - a.years.from || b.revision - a.revision)[0]
}
