import reasons from '../../../shared/recognise/reasons.json'

const REASONS: Readonly<Record<string, { zh: string; en: string }>> = reasons

/** Why a recognised value is doubtful, in words; `why` is a key as recognition writes it (`recognise.why.order`). */
export function reasonOf(why: string | undefined, language: string): string | null {
  const words = REASONS[why?.split('.').at(-1) ?? '']
  return words ? (language === 'en' ? words.en : words.zh) : null
}
