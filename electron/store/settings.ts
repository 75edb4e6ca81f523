import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../shared/ipc/contract'
import type { Store } from './open'

/** The settings; each one that is missing or no longer makes sense is as at the beginning. */
export function readSettings(db: Store): Settings {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting').all()
  const kept = new Map(rows.map(row => [row.name, row.value]))
  const result: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const checked = schema.safeParse(parsed(kept.get(name)))
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

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
