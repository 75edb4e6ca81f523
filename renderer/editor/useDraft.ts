import { useState, type ChangeEvent, type CompositionEvent } from 'react'

type Box = HTMLInputElement | HTMLTextAreaElement

export interface Draft {
  value: string
  onChange(event: ChangeEvent<Box>): void
  onCompositionStart(): void
  onCompositionEnd(event: CompositionEvent<Box>): void
}

/**
 * The text of a box while it is typed: drawn from here, so that a keystroke draws nothing else, and handed on at once,
 * except in the middle of a word that an input method is still composing. A value from elsewhere (undo, a repair) takes its place.
 */
export function useDraft(stored: string, commit: (text: string) => void): Draft {
  const [state, setState] = useState({ draft: stored, seen: stored, composing: false })
  if (state.seen !== stored && !state.composing) {
    // typed text that is still on its way in has `seen` set already: this value is somebody else's
    setState({ draft: stored, seen: stored, composing: false })
  }
  const take = (draft: string): void => {
    setState({ draft, seen: draft.normalize('NFC').replace(/\r\n?/gu, '\n'), composing: false })
    commit(draft)
  }
  return {
    value: state.seen !== stored && !state.composing ? stored : state.draft,
    onChange(event) {
      const draft = event.currentTarget.value
      if (state.composing || (event.nativeEvent as InputEvent).isComposing) setState(before => ({ ...before, draft }))
      else take(draft)
    },
    onCompositionStart: () => setState(before => ({ ...before, composing: true })),
    onCompositionEnd: event => take(event.currentTarget.value),
  }
}
