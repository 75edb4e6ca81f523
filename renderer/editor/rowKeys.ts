import type { KeyboardEvent } from 'react'

export interface RowActions {
  move(by: -1 | 1): void
  duplicate(): void
  remove(): void
  /** Enter: on to the next cell, or a new row behind the last. */
  next(): void
  /** Arrow up or down at the edge of a cell: the same cell of the row beside. */
  beside(by: -1 | 1): void
}

type Cell = HTMLInputElement | HTMLTextAreaElement

/** True where the caret stands on the first (or last) line of what is typed, so that an arrow leads out of the cell. */
function atEdge(cell: Cell, by: -1 | 1): boolean {
  if (cell.selectionStart !== cell.selectionEnd) return false
  const at = cell.selectionStart ?? 0
  return by < 0 ? !cell.value.slice(0, at).includes('\n') : !cell.value.slice(at).includes('\n')
}

/** The keys of a table row: the same in every table of the editor. */
export function rowKeys(event: KeyboardEvent<HTMLElement>, actions: RowActions): void {
  if (event.nativeEvent.isComposing) return
  const mod = event.ctrlKey || event.metaKey
  const act = keyed()
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()

  function keyed(): (() => void) | null {
    const { key, altKey, shiftKey } = event
    const by = key === 'ArrowUp' ? -1 : 1
    // a list of options opens with these keys
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown') && !(event.target instanceof HTMLSelectElement)) return () => actions.move(by)
    if (altKey && key === 'Delete') return actions.remove
    if (mod && !shiftKey && key.toLowerCase() === 'd') return actions.duplicate
    const cell = event.target
    const isBox = cell instanceof HTMLInputElement || cell instanceof HTMLTextAreaElement
    if (!isBox || mod) return null
    if (key === 'Enter' && !altKey && !shiftKey) return actions.next
    if (key === 'Enter' && altKey && cell instanceof HTMLTextAreaElement) return () => cell.setRangeText('\n', cell.selectionStart, cell.selectionEnd, 'end') ?? cell.dispatchEvent(new Event('input', { bubbles: true }))
    if (!altKey && !shiftKey && (key === 'ArrowUp' || key === 'ArrowDown') && atEdge(cell, by)) return () => actions.beside(by)
    return null
  }
}

/** Puts the focus into a cell: at once where it is drawn, so that the next key is its own, and again once what changed is drawn. */
export function focusCell(key: string): void {
  const put = (): void => {
    const cell = document.querySelector<HTMLElement>(`[data-field-key="${CSS.escape(key)}"] [data-main-control]`)
    if (!cell) return
    if (cell !== document.activeElement) cell.focus()
    cell.scrollIntoView({ block: 'nearest' })
  }
  put()
  requestAnimationFrame(put)
}

/** The key of the value in which the focus is. */
export function focusedCell(): string | null {
  return document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null
}
