import { useState } from 'react'
import type { Read } from '../typedText'

interface Options<T, W extends string> {
  stored: T | null
  /** What stands in the box and is no value; undefined where there is none. */
  unread: string | undefined
  read(text: string): Read<T, W>
  /** The value as the box shows it when it is not being typed. */
  show(value: T): string
  onValue(value: T | null): void
  onUnread(text: string): void
}

export interface ReadText<W extends string> {
  text: string
  /** What is wrong with the text, once the person has paused or left the box. */
  fault: W | null
  change(text: string): void
  focus(): void
  blur(): void
}

/**
 * A box whose text means an amount or a day: values go on as they are understood, other text stays as typed and is said to be none.
 * What was understood on the way to such a text (1.2 on the way to 1.2.3) is not kept: the value is again what it was before the typing.
 */
export function useReadText<T, W extends string>({ stored, unread, read, show, onValue, onUnread }: Options<T, W>): ReadText<W> {
  const shown = stored === null ? '' : show(stored)
  const settled = unread ?? shown
  const [state, setState] = useState({ draft: settled, stored, unread, before: stored, focused: false })
  const elsewhere = !Object.is(state.stored, stored) || state.unread !== unread
  if (elsewhere) setState(last => ({ ...last, draft: settled, stored, unread, before: stored }))
  const text = elsewhere ? settled : state.focused ? state.draft : settled
  const reading = unread === undefined ? null : read(unread)
  return {
    text,
    fault: reading?.kind === 'bad' && !state.focused ? reading.why : null,
    change(draft) {
      const result = read(draft)
      const value = result.kind === 'value' ? result.value : result.kind === 'blank' ? null : state.before
      setState(last => ({ ...last, draft, stored: value, unread: result.kind === 'bad' ? draft : undefined }))
      if (!Object.is(value, stored) || (result.kind !== 'bad' && unread !== undefined)) onValue(value)
      if (result.kind === 'bad') onUnread(draft)
    },
    focus: () => setState(last => ({ ...last, draft: settled, before: stored, focused: true })),
    blur: () => setState(last => ({ ...last, focused: false })),
  }
}
