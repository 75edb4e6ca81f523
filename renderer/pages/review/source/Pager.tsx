import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface PagerProps {
  page: number
  pages: number
  onPage(page: number): void
  /** Parts of a long table, not pages. */
  parts?: boolean
  children?: ReactNode
}

/** Which page, or part, of how many; the keys are the body's. */
export function Pager({ page, pages, onPage, parts = false, children }: PagerProps) {
  const { t } = useTranslation()
  if (pages < 2 && !children) return null
  return (
    <div className="source-pager">
      {pages > 1 && (
        <>
          <Button size="small" type="text" disabled={page <= 1} onClick={() => onPage(page - 1)} aria-label={t('review:picture.previous')} title={t('review:picture.previousKeys')}>‹</Button>
          <span className="number" data-testid="source-page">{t(parts ? 'review:picture.part' : 'review:picture.page', { page, pages })}</span>
          <Button size="small" type="text" disabled={page >= pages} onClick={() => onPage(page + 1)} aria-label={t('review:picture.next')} title={t('review:picture.nextKeys')}>›</Button>
        </>
      )}
      {children}
    </div>
  )
}

/** Keys that turn pages: within the body at its ends, with Ctrl from anywhere. Answers whether the key was one. */
export function turnsPage(event: KeyboardEvent<HTMLElement>, page: number, pages: number, onPage: (page: number, atEnd: boolean) => void): boolean {
  const body = event.currentTarget
  const to = (next: number, atEnd = false): boolean => {
    if (next < 1 || next > pages) return false
    event.preventDefault()
    onPage(next, atEnd)
    return true
  }
  if (event.altKey || event.metaKey) return false
  switch (event.key) {
    case 'PageDown': return (event.ctrlKey || body.scrollTop + body.clientHeight >= body.scrollHeight - 2) && to(page + 1)
    case 'PageUp': return (event.ctrlKey || body.scrollTop <= 1) && to(page - 1, !event.ctrlKey)
    case 'Home': return event.ctrlKey && to(1)
    case 'End': return event.ctrlKey && to(pages)
    default: return false
  }
}
