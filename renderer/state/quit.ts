import { call, subscribe } from './client'

/** Answers true when nothing is unsaved (any more) or the person lets it go. */
type Keeper = () => Promise<boolean>

const keepers = new Set<Keeper>()

/** Asked before the program ends; the answer of the function takes it off again. */
export function keepUntilSaved(keeper: Keeper): () => void {
  keepers.add(keeper)
  return () => keepers.delete(keeper)
}

/** Called once by the window: answers `app.beforeQuit` when everyone who keeps something has stored it. */
export function answerBeforeQuit(): () => void {
  return subscribe('app.beforeQuit', () => {
    void (async () => {
      const answers = await Promise.all([...keepers].map(keeper => keeper()))
      if (answers.every(Boolean)) await call('app.readyToQuit', {})
    })()
  })
}
