import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Migration } from './migrate'
import { MIGRATIONS } from './migrations'
import { openStore, type Store } from './open'

/** For tests: a folder of its own, removed after `work`. */
export async function inTempFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jixiao-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * For tests of a migration: a closed store as a program of `version` left it, with the rows that `fill` puts in by plain SQL.
 * Open it with `openStore` to see what the later migrations make of them.
 */
export function storeOfVersion(file: string, version: number, fill: (db: Store) => void, migrations: readonly Migration[] = MIGRATIONS): void {
  const db = openStore(file, { migrations: migrations.slice(0, version) })
  try {
    fill(db)
  } finally {
    db.close()
  }
}

/** For tests: another program on the same file. */
export function otherConnection(file: string): Store {
  return new Database(file, { timeout: 0 })
}
