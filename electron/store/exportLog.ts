import type { DocumentKind, ExportFormat } from '../../shared/ipc/contract'
import type { Store } from './open'

/** One declaration in one written file; a combined file has a line for each. */
export interface ExportEntry {
  /** ISO time. */
  at: string
  declarationId: string
  revision: number
  document: DocumentKind
  format: ExportFormat
  /** Whole path. */
  file: string
  /** Of the bytes written, in hexadecimal: tells whether the file is still as we left it. */
  sha256: string
  draft: boolean
  public: boolean
}

type Row = Omit<ExportEntry, 'draft' | 'public'> & { draft: number; public: number }

/** Row → entry. */
export function entryFromRow(row: Row): ExportEntry {
  return { ...row, draft: row.draft === 1, public: row.public === 1 }
}

/** Entry → row. */
export function rowFromEntry(entry: ExportEntry): Row {
  return { ...entry, draft: Number(entry.draft), public: Number(entry.public) }
}

export function logExport(db: Store, entries: readonly ExportEntry[]): void {
  db.transaction(() => {
    const insert = db.prepare('INSERT INTO export_log (at, declarationId, revision, document, format, file, sha256, draft, public) VALUES (:at, :declarationId, :revision, :document, :format, :file, :sha256, :draft, :public)')
    for (const entry of entries) insert.run(rowFromEntry(entry))
  })()
}

/** What we last wrote to this path, and of which declaration (the first one of a combined file); null where we never did. */
export function lastExportTo(db: Store, file: string): Pick<ExportEntry, 'declarationId' | 'sha256'> | null {
  return db.prepare<[string], Pick<ExportEntry, 'declarationId' | 'sha256'>>(`
    SELECT declarationId, sha256 FROM export_log WHERE file = ? ORDER BY at DESC, key LIMIT 1`).get(file) ?? null
}

/** What was exported of a declaration, newest first. */
export function exportsOf(db: Store, declarationId: string): ExportEntry[] {
  const rows = db.prepare<[string], Row>('SELECT at, declarationId, revision, document, format, file, sha256, draft, public FROM export_log WHERE declarationId = ? ORDER BY key DESC').all(declarationId)
  return rows.map(entryFromRow)
}
