import { DEFAULT_SETTINGS, printSchema, settingsSchema, type Settings } from '../../shared/ipc/contract'
import type { Store } from './open'

/** The settings; each one that is missing or no longer makes sense is as at the beginning. */
export function readSettings(db: Store): Settings {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting').all()
  const kept = new Map(rows.map(row => [row.name, row.value]))
  const result: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const value = parsed(kept.get(name))
    const checked = schema.safeParse(name === 'print' ? soundPrints(value) : value)
    if (checked.success) result[name] = checked.data
  }
  return settingsSchema.parse(result)
}

export function writeSettings(db: Store, settings: Settings): void {
  db.transaction(() => {
    for (const [name, value] of Object.entries(settings)) {
      db.prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, JSON.stringify(value))
    }
  })()
}

/** Of the editions' printing what still makes sense: one that does not must not cost the others theirs. */
function soundPrints(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, print]) => printSchema.safeParse(print).success))
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
