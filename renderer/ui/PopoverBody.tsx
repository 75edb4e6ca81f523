import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

interface Props {
  onClose(): void
  className?: string
  testId?: string
  children: ReactNode
}

const STOPS = 'input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])'

/**
 * Fields in a popover: it stands at the end of the page, so the keyboard is led in when it opens, and back to its button out of it.
 * To be given another `key` at each opening: one that is opened again before it is gone is not drawn anew otherwise.
 */
export function PopoverBody({ onClose, className, testId, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<Element | null>(null)
  useEffect(() => {
    from.current = document.activeElement
    // hidden until its place is found, it takes no focus before
    let frame = 0
    const enter = (left: number): void => {
      const first = box.current?.querySelector<HTMLElement>(STOPS)
      first?.focus()
      if (document.activeElement !== first && left > 0) frame = requestAnimationFrame(() => enter(left - 1))
    }
    frame = requestAnimationFrame(() => enter(60))
    return () => cancelAnimationFrame(frame)
  }, [])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const target = event.target as Element
    const stops = [...(box.current?.querySelectorAll(STOPS) ?? [])]
    // a list of options that is open closes first
    const leaves = event.key === 'Escape' ? target.getAttribute('aria-expanded') !== 'true' : event.key === 'Tab' && target === stops.at(event.shiftKey ? 0 : -1)
    if (!leaves) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
    if (from.current instanceof HTMLElement) from.current.focus()
  }
  return <div ref={box} className={className} data-testid={testId} onKeyDown={onKeyDown}>{children}</div>
}
