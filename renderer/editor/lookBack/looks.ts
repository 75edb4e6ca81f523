/** What was before: last year's form beside this one, the project over the years, the text that it was read from, what the carry-over asked and what is kept. */
export const LOOKS = ['compare', 'years', 'source', 'asked'] as const
export type Look = (typeof LOOKS)[number]

/** Keys that open them, as in `useKeys`. */
export const LOOK_KEYS: Record<Look, string> = { compare: 'f4', years: 'f6', source: 'f7', asked: 'f3' }
