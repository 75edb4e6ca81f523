import { upgradeDeclaration } from '../../shared/declaration/upgrade'
import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { DeclarationSummary } from '../../shared/ipc/contract'
import { forMatching, forStorage } from '../../shared/text/normalise'
import type { Store } from './open'
import { dropFromIndex, indexDeclaration, matchExpression } from './search'

/** A declaration as it is kept: the document, and what the store knows about it. */
export interface StoredDeclaration {
  declaration: Declaration
  /** Counts the writes; an edit names the one it was made on. */
  revision: number
  createdAt: string
  updatedAt: string
  trashedAt: string | null
}

/** A line of the table: what the library shows of it, and what only the store needs. */
interface Row extends DeclarationSummary {
  key: number
  revision: number
  createdAt: string
  editionRevision: number | null
}

/** Row → what the library shows. */
export function summaryFromRow({ key: _key, revision: _revision, createdAt: _createdAt, editionRevision: _editionRevision, ...rest }: Row): DeclarationSummary {
  return rest
}

/** Declaration → the columns that lists filter on. */
export function rowFromDeclaration(declaration: Declaration, completeness: number): Pick<Row, 'id' | 'year' | 'edition' | 'editionRevision' | 'unitName' | 'projectName' | 'currentYearBudget' | 'status' | 'completeness' | 'previousId'> {
  const { id, year, edition, editionRevision, unitName, projectName, currentYearBudget, status, previousId } = declaration
  return { id, year, edition, editionRevision, unitName, projectName, currentYearBudget, status, completeness, previousId }
}

/** Declaration → the text of its document: NFC, line ends as `\n`. */
export function bodyFromDeclaration(declaration: Declaration): string {
  return JSON.stringify(declaration, (_key, value: unknown) => (typeof value === 'string' ? forStorage(value) : value))
}

/** Text of a document of any version → declaration. Throws storeDamaged or storeNewer. */
export function declarationFromBody(body: string, path: string, id: string): Declaration {
  try {
    return upgradeDeclaration(JSON.parse(body))
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, { path, id, ...error.params }, { cause: error })
    throw new AppError('storeDamaged', { path, id, detail: 'not JSON' }, { cause: error })
  }
}

const ROW = 'd.key, d.id, d.year, d.edition, d.unitName, d.projectName, d.currentYearBudget, d.status, d.completeness, d.revision, d.createdAt, d.updatedAt, d.trashedAt, d.previousId, d.editionRevision'

function rowOf(db: Store, id: string): Row | undefined {
  return db.prepare<[string], Row>(`SELECT ${ROW} FROM declaration d WHERE d.id = ?`).get(id)
}

/** The store's own number of a declaration; throws notFound. */
export function keyOf(db: Store, id: string): number {
  const key = db.prepare<[string], number>('SELECT key FROM declaration WHERE id = ?').pluck().get(id)
  if (key === undefined) throw new AppError('notFound', { id })
  return key
}

/** The declaration, in the trash or not; null where there is none. */
export function findDeclaration(db: Store, id: string): StoredDeclaration | null {
  const row = db.prepare<[string], Row & { body: string }>(`SELECT ${ROW}, b.body FROM declaration d JOIN declaration_document b ON b.key = d.key WHERE d.id = ?`).get(id)
  if (!row) return null
  const { revision, createdAt, updatedAt, trashedAt } = row
  return { declaration: declarationFromBody(row.body, db.name, id), revision, createdAt, updatedAt, trashedAt }
}

/** As {@link findDeclaration}; throws notFound. */
export function readDeclaration(db: Store, id: string): StoredDeclaration {
  const found = findDeclaration(db, id)
  if (!found) throw new AppError('notFound', { id })
  return found
}

/** Document, columns and search words of a declaration in one transaction, new or in place of the one with its id. Returns the revision. */
export function writeDeclaration(db: Store, declaration: Declaration, completeness: number, at: string): number {
  return db.transaction(() => {
    const body = bodyFromDeclaration(declaration)
    const stored = JSON.parse(body) as Declaration
    const columns = rowFromDeclaration(stored, completeness)
    const { key, revision } = db.prepare<[object], { key: number; revision: number }>(`
      INSERT INTO declaration (id, year, edition, editionRevision, unitName, projectName, currentYearBudget, status, completeness, previousId, revision, createdAt, updatedAt)
      VALUES (:id, :year, :edition, :editionRevision, :unitName, :projectName, :currentYearBudget, :status, :completeness, :previousId, 1, :at, :at)
      ON CONFLICT (id) DO UPDATE SET year = excluded.year, edition = excluded.edition, editionRevision = excluded.editionRevision, unitName = excluded.unitName, projectName = excluded.projectName,
        currentYearBudget = excluded.currentYearBudget, status = excluded.status, completeness = excluded.completeness, previousId = excluded.previousId,
        revision = declaration.revision + 1, updatedAt = excluded.updatedAt
      RETURNING key, revision`).get({ ...columns, at }) as { key: number; revision: number }
    db.prepare('INSERT INTO declaration_document (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body').run(key, body)
    indexDeclaration(db, key, stored)
    return revision
  })()
}

export interface ListFilter {
  year?: number | undefined
  unitName?: string | undefined
  /** Words that must all occur somewhere in the declaration, from one character on. */
  query?: string | undefined
  trash?: boolean
}

/** The library: newest year first, then the last changed. */
export function listDeclarations(db: Store, { year, unitName, query, trash = false }: ListFilter = {}): DeclarationSummary[] {
  const match = query === undefined ? null : matchExpression(query)
  const where = [trash ? 'd.trashedAt IS NOT NULL' : 'd.trashedAt IS NULL']
  if (year !== undefined) where.push('d.year = :year')
  if (unitName !== undefined) where.push("coalesce(d.unitName, '') = :unitName")
  if (match !== null) where.push('d.key IN (SELECT rowid FROM search WHERE search MATCH :match)')
  const order = trash ? 'd.trashedAt DESC, d.key' : 'd.year DESC, d.updatedAt DESC, d.key DESC'
  const rows = db.prepare<[object], Row>(`SELECT ${ROW} FROM declaration d WHERE ${where.join(' AND ')} ORDER BY ${order}`).all({ year, unitName, match })
  return rows.map(summaryFromRow)
}

export interface Facets { years: number[]; units: string[]; total: number; trashed: number }

/** What the library can be narrowed by, and how much there is. */
export function facetsOf(db: Store): Facets {
  const years = db.prepare<[], number>('SELECT DISTINCT year FROM declaration WHERE trashedAt IS NULL ORDER BY year DESC').pluck().all()
  const units = db.prepare<[], string>("SELECT DISTINCT unitName FROM declaration WHERE trashedAt IS NULL AND coalesce(unitName, '') <> '' ORDER BY unitName").pluck().all()
  const counts = db.prepare<[], Pick<Facets, 'total' | 'trashed'>>('SELECT count(*) FILTER (WHERE trashedAt IS NULL) AS total, count(trashedAt) AS trashed FROM declaration').get()
  return { years, units, total: counts?.total ?? 0, trashed: counts?.trashed ?? 0 }
}

/** Puts declarations into the trash (`at`: ISO time) or takes them out (null); throws notFound, having changed none. */
export function setTrashed(db: Store, ids: readonly string[], at: string | null): void {
  db.transaction(() => {
    for (const id of ids) db.prepare('UPDATE declaration SET trashedAt = ? WHERE key = ?').run(at, keyOf(db, id))
  })()
}

/** Removes what is in the trash for good, with its versions, and the read files that nothing else was made from. Returns how many. */
export function emptyTrash(db: Store): number {
  return db.transaction(() => removeKeys(db, db.prepare<[], number>('SELECT key FROM declaration WHERE trashedAt IS NOT NULL').pluck().all()))()
}

/** The same of some that are in the trash; throws notFound, having removed none, where one is not there. */
export function removeTrashed(db: Store, ids: readonly string[]): number {
  return db.transaction(() => removeKeys(db, ids.map(id => {
    const key = db.prepare<[string], number>('SELECT key FROM declaration WHERE id = ? AND trashedAt IS NOT NULL').pluck().get(id)
    if (key === undefined) throw new AppError('notFound', { id })
    return key
  })))()
}

function removeKeys(db: Store, keys: readonly number[]): number {
  for (const key of keys) {
    dropFromIndex(db, key)
    db.prepare('DELETE FROM declaration WHERE key = ?').run(key)
  }
  db.prepare('DELETE FROM source_file WHERE key NOT IN (SELECT sourceKey FROM declaration_source)').run()
  return keys.length
}

/** The row of the library for one declaration; throws notFound. */
export function readSummary(db: Store, id: string): DeclarationSummary {
  const row = rowOf(db, id)
  if (!row) throw new AppError('notFound', { id })
  return summaryFromRow(row)
}

/** How many declarations hold to each revision of each edition (null: to none in particular), in the trash or not. */
export function countsByEdition(db: Store): { edition: string; editionRevision: number | null; count: number }[] {
  return db.prepare<[], { edition: string; editionRevision: number | null; count: number }>('SELECT edition, editionRevision, count(*) AS count FROM declaration GROUP BY edition, editionRevision').all()
}

/** Declarations that name this one as last year's, those in the trash left out. */
export function followersOf(db: Store, id: string): DeclarationSummary[] {
  return db.prepare<[string], Row>(`SELECT ${ROW} FROM declaration d WHERE d.previousId = ? AND d.trashedAt IS NULL ORDER BY d.year, d.key`).all(id).map(summaryFromRow)
}

/** Declarations of the same unit and project name, width and blanks aside, out of the trash, of one year or of all; none for a blank name. */
export function sameProject(db: Store, { unitName, projectName }: Pick<DeclarationSummary, 'unitName' | 'projectName'>, year?: number): DeclarationSummary[] {
  const [wanted, unit] = [forMatching(projectName ?? ''), forMatching(unitName ?? '')]
  if (wanted === '') return []
  const candidates = db.prepare<[object], { key: number; unitName: string | null; projectName: string }>(`
    SELECT key, unitName, projectName FROM declaration WHERE trashedAt IS NULL AND projectName IS NOT NULL${year === undefined ? '' : ' AND year = :year'} ORDER BY year, key`)
  const row = db.prepare<[number], Row>(`SELECT ${ROW} FROM declaration d WHERE d.key = ?`)
  return candidates.all({ year }).filter(candidate => forMatching(candidate.projectName) === wanted && forMatching(candidate.unitName ?? '') === unit).flatMap(({ key }) => {
    const whole = row.get(key)
    return whole ? [summaryFromRow(whole)] : []
  })
}

/** Every declaration out of the trash by how often it was written, in a fixed order: tells whether anything has changed. */
export function declarationRevisions(db: Store): { id: string; revision: number }[] {
  return db.prepare<[], { id: string; revision: number }>('SELECT id, revision FROM declaration WHERE trashedAt IS NULL ORDER BY key').all()
}
