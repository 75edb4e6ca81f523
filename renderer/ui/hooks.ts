import { useCallback, useEffect, useRef, useState } from 'react'
import { subscribe, errorOf } from '../state/client'
import type { ErrorValue } from '../../shared/errors'
import type { Events } from '../../shared/ipc/contract'

export interface Loaded<T> {
  value: T | undefined
  error: ErrorValue | null
  loading: boolean
  reload(): void
}

/** Loads again whenever `key` changes; an answer that comes after a newer question is dropped. The last value stays while loading. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value: T | undefined; error: ErrorValue | null; loading: boolean }>({ value: undefined, error: null, loading: true })
  const latest = useRef(0)
  const current = useRef(load)
  current.current = load
  const reload = useCallback(() => {
    const mine = ++latest.current
    setState(before => ({ ...before, loading: true }))
    current.current().then(
      value => mine === latest.current && setState({ value, error: null, loading: false }),
      (caught: unknown) => mine === latest.current && setState(before => ({ ...before, error: errorOf(caught), loading: false })),
    )
  }, [])
  useEffect(() => {
    reload()
    return () => void latest.current++
  }, [key, reload])
  return { ...state, reload }
}

/** Runs `act` when the library has changed, at most once in `wait` milliseconds. */
export function useLibraryChanged(act: () => void, wait = 150): void {
  const current = useRef(act)
  current.current = act
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const end = subscribe('library.changed', () => {
      timer ??= setTimeout(() => {
        timer = null
        current.current()
      }, wait)
    })
    return () => {
      end()
      if (timer) clearTimeout(timer)
    }
  }, [wait])
}

/** Whether a dialog, or a drawer, stands before the page. */
const dialogOpen = (): boolean => document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null

/** A dialog gives the focus back to where it was when it opened, also where a field of its own took it first. */
export function useFocusBack(): void {
  const before = useRef(document.activeElement)
  useEffect(() => () => {
    requestAnimationFrame(() => {
      const { current } = before
      if (document.activeElement === document.body && current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true })
    })
  }, [])
}

/** Carries out commands of the menu, while no dialog stands before the page. */
export function useMenu(act: (command: Events['menu.command']['command']) => void): void {
  const current = useRef(act)
  current.current = act
  useEffect(() => subscribe('menu.command', ({ command }) => void (dialogOpen() || current.current(command))), [])
}

/** A key as written in `useKeys`: `mod+f`, `alt+arrowleft`, `delete`. `mod` is Ctrl, and Command on a Mac. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const parts = [(event.ctrlKey || event.metaKey) && 'mod', event.altKey && 'alt', event.shiftKey && 'shift', event.key.toLowerCase()]
  return parts.filter(Boolean).join('+')
}

/** Keys of the whole window, while the page is shown and no dialog stands before it. A handler that answers false lets the key pass. */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => unknown>): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const act = current.current[keyOf(event)]
      if (!act || dialogOpen()) return
      if (act(event) !== false) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Width and height of an element, kept up to date. */
export function useSize<E extends HTMLElement>(): [(element: E | null) => void, { width: number; height: number }] {
  const [size, setSize] = useState({ width: 0, height: 0 })
  const observer = useRef<ResizeObserver | null>(null)
  const attach = useCallback((element: E | null) => {
    observer.current?.disconnect()
    if (!element) return
    const measure = () => setSize(before => (before.width === element.clientWidth && before.height === element.clientHeight ? before : { width: element.clientWidth, height: element.clientHeight }))
    observer.current = new ResizeObserver(measure)
    observer.current.observe(element)
    measure()
  }, [])
  return [attach, size]
}

/** A function that stays the same object and always does what the last render said. */
export function useStable<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const current = useRef(act)
  current.current = act
  return useCallback((...args: A) => current.current(...args), [])
}
