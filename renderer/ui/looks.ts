import { useLayoutEffect, type KeyboardEvent, type RefObject, type UIEvent } from 'react'

const WAY = '[data-way]'
/** Heads of groups are stops of the arrows too. */
const STOPS = `summary, ${WAY}`

/**
 * A long list of things to look at: arrows lead from one to the next, and coming back finds the place where a person was.
 * `there`: the list is drawn.
 */
export function useLooks(scroller: RefObject<HTMLElement | null>, place: { scrollTop: number }, there: boolean) {
  useLayoutEffect(() => {
    if (there) scroller.current?.scrollTo(0, place.scrollTop)
  }, [there, place, scroller])

  /** Puts the focus on the way to the next thing; false where there is none. */
  const step = (by: -1 | 1, among = WAY): boolean => {
    const stops = [...(scroller.current?.querySelectorAll<HTMLElement>(among) ?? [])]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const next = at < 0 ? stops[by > 0 ? 0 : stops.length - 1] : stops[at + by]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
    return Boolean(next)
  }
  return {
    step,
    props: {
      onScroll(event: UIEvent<HTMLElement>) {
        place.scrollTop = event.currentTarget.scrollTop
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        if (step(event.key === 'ArrowDown' ? 1 : -1, STOPS)) event.preventDefault()
      },
    },
  }
}
