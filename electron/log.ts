import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const MOST_BYTES = 1_000_000

/** A log of unexpected errors in the data folder, for whoever is asked for help; nothing of it leaves the machine. */
export function logTo(file: string): (where: string, error: unknown) => void {
  return (where, error) => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    try {
      mkdirSync(path.dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) renameSync(file, `${file}.old`)
      appendFileSync(file, `${new Date().toISOString()} ${where} ${what}\n`)
    } catch {
      process.stderr.write(`${where} ${what}\n`)
    }
  }
}
