/**
 * `next` with every part that equals the same part of `previous` replaced by it, so that watchers of a part
 * see by identity that it did not change. Plain JSON values only.
 */
export function shareUnchanged<T>(previous: T, next: T): T {
  if (Object.is(previous, next)) return previous
  if (Array.isArray(previous) && Array.isArray(next)) {
    let same = previous.length === next.length
    const result = next.map((item: unknown, i) => {
      const shared: unknown = i < previous.length ? shareUnchanged<unknown>(previous[i], item) : item
      if (shared !== previous[i]) same = false
      return shared
    })
    return same ? previous : (result as T)
  }
  if (isRecord(previous) && isRecord(next)) {
    const keys = Object.keys(next)
    let same = keys.length === Object.keys(previous).length
    const result: Record<string, unknown> = {}
    for (const key of keys) {
      const shared = Object.hasOwn(previous, key) ? shareUnchanged(previous[key], next[key]) : next[key]
      if (shared !== previous[key] || !Object.hasOwn(previous, key)) same = false
      result[key] = shared
    }
    return same ? previous : (result as T)
  }
  return next
}

/**
 * Lists of rows with ids: like {@link shareUnchanged}, but a row that moved is still found by its id.
 */
export function shareRows<T extends { id: string }>(previous: readonly T[], next: readonly T[]): T[] {
  const before = new Map(previous.map(row => [row.id, row]))
  const rows = next.map(row => {
    const old = before.get(row.id)
    return old ? shareUnchanged(old, row) : row
  })
  return rows.length === previous.length && rows.every((row, i) => row === previous[i]) ? (previous as T[]) : rows
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Deep equality of plain JSON values. */
export function sameValue(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || shareUnchanged(a, b) === a
}
