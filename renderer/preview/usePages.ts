import { useEffect, useState } from 'react'
import type { Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'
import { DEFAULT_PRINT, type PrintSettings } from '../../shared/ipc/contract'
import { pageCss } from '../../shared/sheet/css'
import { pagesToHtml } from '../../shared/sheet/html'
import { buildSheet } from '../../shared/sheet'
import { whenIdle } from '../editor/idle'
import { loadFonts } from './fonts'
import { layoutPages } from './paginate'

/** Milliseconds without typing before the pages are made again. */
const QUIET = 120

export interface Pages {
  /** One element a page. */
  html: readonly string[]
  css: string
  /** In CSS pixels at full size. */
  width: number
  height: number
}

interface Source {
  get(): { declaration: Declaration; edition: Edition }
  subscribe(listener: () => void): () => void
}

const PX_PER_PT = 4 / 3

/**
 * The official pages of the declaration as they print with these settings, made again in idle time after it has changed.
 * Null until the first are there. `draft`: as they would be exported as a draft.
 */
export function usePages(source: Source, print: PrintSettings = DEFAULT_PRINT, draft = false): { pages: Pages | null; failed: boolean } {
  const [state, setState] = useState<{ pages: Pages | null; failed: boolean }>({ pages: null, failed: false })
  useEffect(() => {
    let ended = false
    let made: Declaration | null = null
    const make = async (): Promise<void> => {
      const { declaration, edition } = source.get()
      if (declaration === made) return
      try {
        const sheet = buildSheet(edition, declaration, { ...print, draft, public: false })
        await loadFonts(document, [sheet])
        if (ended || source.get().declaration !== declaration) return
        const layout = layoutPages(sheet, document)
        made = declaration
        const { pageWidthPt, pageHeightPt } = layout.frame
        setState({
          failed: false,
          pages: {
            html: pagesToHtml(sheet, layout, { draft }), css: pageCss(), width: pageWidthPt * PX_PER_PT, height: pageHeightPt * PX_PER_PT,
          },
        })
      } catch {
        if (!ended) setState(before => ({ ...before, failed: true }))
      }
    }
    const later = whenIdle(() => void make(), QUIET)
    void make()
    const unsubscribe = source.subscribe(() => later.ask())
    return () => {
      ended = true
      unsubscribe()
      later.cancel()
    }
  }, [source, print, draft])
  return state
}
