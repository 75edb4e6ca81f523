import { useLayoutEffect, type FocusEvent, type KeyboardEvent, type RefObject, type UIEvent } from 'react'

const WAY = '[data-way]'
/** Heads of groups are stops of the arrows too. */
const STOPS = `summary, ${WAY}`

/** Where a person was in a long list; kept while another page is open. */
export interface LookPlace {
  scrollTop: number
  /** Which stop had the focus, -1: none. */
  stop: number
  /** How far below the list's upper edge that stop stood, in pixels. */
  offset: number
}

/** The top of a list, with nothing in focus. */
export const newPlace = (): LookPlace => ({ scrollTop: 0, stop: -1, offset: 0 })

/** Height of a group that is not in sight yet, in pixels. */
export const groupHeight = (open: boolean, lines: number): string => `auto ${38 + (open ? 8 + lines * 36 : 0)}px`

/**
 * A long list of things to look at: arrows lead from one to the next, and coming back finds the place where a person was.
 * `there`: the list is drawn.
 */
export function useLooks(scroller: RefObject<HTMLElement | null>, place: LookPlace, there: boolean) {
  const below = (element: Element): number => element.getBoundingClientRect().top - (scroller.current?.getBoundingClientRect().top ?? 0)
  const note = (): void => {
    const element = stops(STOPS)[place.stop]
    if (element) place.offset = below(element)
  }
  const stops = (among: string): HTMLElement[] => [...(scroller.current?.querySelectorAll<HTMLElement>(among) ?? [])]

  useLayoutEffect(() => {
    if (!there) return
    const { scrollTop, stop, offset } = place
    scroller.current?.scrollTo(0, scrollTop)
    const element = stop >= 0 ? stops(STOPS)[stop] : undefined
    if (!element) return
    element.focus({ preventScroll: true })
    // groups above that are not drawn yet may be higher or lower than they were: it is the stop that stays where it was
    scroller.current?.scrollBy(0, below(element) - offset)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [there, place, scroller])

  /** Puts the focus on the way to the next thing; false where there is none. */
  const step = (by: -1 | 1, among = WAY): boolean => {
    const all = stops(among)
    const at = all.indexOf(document.activeElement as HTMLElement)
    const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
    return Boolean(next)
  }
  return {
    step,
    props: {
      onScroll(event: UIEvent<HTMLElement>) {
        place.scrollTop = event.currentTarget.scrollTop
        note()
      },
      onFocus(event: FocusEvent<HTMLElement>) {
        place.stop = stops(STOPS).indexOf(event.target)
        note()
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        if (step(event.key === 'ArrowDown' ? 1 : -1, STOPS)) event.preventDefault()
      },
    },
  }
}
