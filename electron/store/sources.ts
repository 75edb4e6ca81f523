import { AppError } from '../../shared/errors'
import { keyOf } from './declarations'
import type { Store } from './open'

/** What was read, kept beside the declarations made from it so that it can be looked up later. */
export interface SourceFile {
  name: string
  /** ISO time. */
  readAt: string
  /** As shown in the review: a table row is one line, cells parted by tabs. */
  lines: string[]
  /** Pieces of the document outside every form. */
  unplaced: string[]
  /** The file as it was; null for pasted text and for files too large to keep. */
  bytes: Uint8Array | null
}

interface Row { key: number; name: string; readAt: string; lines: string; unplaced: string; bytes: Buffer | null }

/** Row → what was read. */
export function sourceFromRow(row: Row): SourceFile {
  return { name: row.name, readAt: row.readAt, lines: row.lines.split('\n'), unplaced: JSON.parse(row.unplaced) as string[], bytes: row.bytes }
}

/** What was read → the columns. */
export function rowFromSource(source: SourceFile): Omit<Row, 'key'> {
  return { name: source.name, readAt: source.readAt, lines: source.lines.join('\n'), unplaced: JSON.stringify(source.unplaced), bytes: source.bytes && Buffer.from(source.bytes) }
}

/** Keeps a read file for the declarations made from it (which are stored already); throws notFound. */
export function keepSource(db: Store, source: SourceFile, declarationIds: readonly string[]): void {
  db.transaction(() => {
    const { lastInsertRowid } = db.prepare('INSERT INTO source_file (name, readAt, lines, unplaced, bytes) VALUES (:name, :readAt, :lines, :unplaced, :bytes)').run(rowFromSource(source))
    for (const id of declarationIds) db.prepare('INSERT INTO declaration_source (declarationKey, sourceKey) VALUES (?, ?)').run(keyOf(db, id), lastInsertRowid)
  })()
}

/** What a declaration was read from, newest first; empty where it was not read from anything. Throws notFound. */
export function sourcesOf(db: Store, id: string): SourceFile[] {
  const rows = db.prepare<[number], Row>('SELECT s.* FROM source_file s JOIN declaration_source d ON d.sourceKey = s.key WHERE d.declarationKey = ? ORDER BY s.key DESC').all(keyOf(db, id))
  return rows.map(sourceFromRow)
}

/** What a declaration was read from last, without the file itself; null where it was not read from anything. Throws notFound. */
export function latestSourceOf(db: Store, id: string): (Omit<SourceFile, 'bytes'> & { bytesAvailable: boolean }) | null {
  const row = db.prepare<[number], Row & { kept: number }>(`
    SELECT s.key, s.name, s.readAt, s.lines, s.unplaced, NULL AS bytes, s.bytes IS NOT NULL AS kept
    FROM source_file s JOIN declaration_source d ON d.sourceKey = s.key WHERE d.declarationKey = ? ORDER BY s.key DESC LIMIT 1`).get(keyOf(db, id))
  if (!row) return null
  const { name, readAt, lines, unplaced } = sourceFromRow(row)
  return { name, readAt, lines, unplaced, bytesAvailable: row.kept === 1 }
}

/** A duplicate was made from the same files. Throws notFound. */
export function shareSources(db: Store, from: string, to: string): void {
  if (from === to) throw new AppError('internal', { detail: 'sources shared with itself' })
  db.prepare('INSERT INTO declaration_source (declarationKey, sourceKey) SELECT ?, sourceKey FROM declaration_source WHERE declarationKey = ?').run(keyOf(db, to), keyOf(db, from))
}
