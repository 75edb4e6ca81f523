import { createStore } from '../../state/store'

/** What the library shows; kept while other pages are open, so that coming back finds the same place. */
export interface LibraryView {
  /** `undefined`: not chosen yet, the newest year is proposed; null: every year. */
  year: number | null | undefined
  unitName: string | null
  query: string
  activeId: string | null
}

export const libraryView = createStore<LibraryView>({ year: undefined, unitName: null, query: '', activeId: null })

/** Changes some of it. */
export function changeView(part: Partial<LibraryView>): void {
  libraryView.set({ ...libraryView.get(), ...part })
}
