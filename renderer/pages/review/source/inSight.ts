/** Scrolls as far as is needed for the first and the last mark to be seen; the first a quarter from the top where it has to be. */
export function bringMarksIntoSight(body: HTMLElement | null, selector: string): void {
  const all = body?.querySelectorAll(selector)
  const [first, last] = [all?.[0], all?.[all.length - 1]]
  if (!first || !last || !body) return
  const [begin, end] = [first.getBoundingClientRect(), last.getBoundingClientRect()]
  const frame = body.getBoundingClientRect()
  if (begin.top < frame.top + 30 || end.bottom > frame.bottom - 30) body.scrollTop += begin.top - frame.top - frame.height / 4
  if (begin.left < frame.left || begin.right > frame.right) body.scrollLeft += begin.left - frame.left - 40
}

/** A click on a line, or on a cell of one, unless words were being selected. */
export function pickLine(target: EventTarget, onPick: ((line: number, at: number) => void) | undefined): void {
  const element = (target as Element).closest<HTMLElement>('[data-line]')
  if (!onPick || !element || !window.getSelection()?.isCollapsed) return
  onPick(Number(element.dataset['line']), element.dataset['from'] === undefined ? -1 : Number(element.dataset['from']))
}
