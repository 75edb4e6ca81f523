import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { useFindingsAt } from './editor'
import { markedParts } from './markedWords'

/**
 * A text box with the words marked that findings are about. The marks lie over the box, letter over letter, and let the
 * box be seen through and typed into. `fieldKey`: origin key of the value.
 */
export function MarkedBox({ fieldKey, text, children }: { fieldKey: string; text: string; children: ReactNode }) {
  const parts = markedParts(text, useFindingsAt(fieldKey))
  const marks = useRef<HTMLSpanElement>(null)
  const there = parts.length > 0

  // as wide as the box without its scroll bar, and scrolled as far
  useLayoutEffect(() => {
    const layer = marks.current
    const box = layer?.parentElement?.querySelector<HTMLElement>('textarea, input')
    if (!layer || !box) return
    const follow = (): void => {
      layer.style.width = `${box.clientWidth}px`
      layer.style.height = `${box.clientHeight}px`
      layer.style.left = `${box.offsetLeft + box.clientLeft}px`
      layer.style.top = `${box.offsetTop + box.clientTop}px`
      layer.scrollTop = box.scrollTop
      layer.scrollLeft = box.scrollLeft
    }
    follow()
    const observer = new ResizeObserver(follow)
    observer.observe(box)
    box.addEventListener('scroll', follow)
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', follow)
    }
  }, [there, text])

  return (
    <span className="marked-box">
      {children}
      {there && (
        <span ref={marks} className="marked-words" aria-hidden data-testid={`marks-${fieldKey}`}>
          {parts.map((part, i) => (part.mark ? <mark key={i} className={part.mark}>{part.text}</mark> : part.text))}
          {/* a last line that is empty takes room in a box, but not in a text */}
          {'\u200b'}
        </span>
      )}
    </span>
  )
}
