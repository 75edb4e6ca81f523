import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportStart } from './desk'

/** Shorter pastes are a slip of the hand, not a form. */
const LEAST_TEXT = 30

/**
 * Takes files and text that are dropped on an element, and text that is pasted while no field is being typed in,
 * and hands them over as the beginning of an import.
 */
export function useDropZone(take: (start: ImportStart) => void) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const current = useRef(take)
  current.current = take
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement | null
      if (event.defaultPrevented || target?.closest('input, textarea, [contenteditable=true], .ant-modal-wrap')) return
      const start = startOf(event.clipboardData, t('review:pastedName'))
      if (!start) return
      event.preventDefault()
      current.current(start)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [t])
  return {
    className: over ? ' drop-over' : '',
    props: {
      'data-drop': t('review:dropHere'),
      onDragOver(event: DragEvent) {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop(event: DragEvent) {
        event.preventDefault()
        setOver(false)
        const start = startOf(event.dataTransfer, t('review:pastedName'))
        if (start) current.current(start)
      },
    },
  }
}

function startOf(data: DataTransfer | null, name: string): ImportStart | null {
  const files = [...(data?.files ?? [])]
  if (files.length > 0) return { kind: 'dropped', files }
  const text = data?.getData('text/plain') ?? ''
  return text.trim().length >= LEAST_TEXT ? { kind: 'text', text, name } : null
}
