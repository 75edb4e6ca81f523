import type { Finding, MessageParam } from './finding'

/** Texts by message key, with `{{name}}` where a parameter stands. */
export type FindingTexts = Readonly<Record<string, string>>

export interface DescribedFinding {
  /** What the rule is about, in a few words. */
  title: string
  /** What is wrong and what to do, with the words quoted. */
  message: string
}

const fill = (text: string, params: Record<string, MessageParam>, texts: FindingTexts): string =>
  text.replace(/\{\{\s*([a-zA-Z0-9]+)\s*\}\}/gu, (whole, name: string) => (Object.hasOwn(params, name) ? inWords(params[name] as MessageParam, texts) : whole))

function inWords(param: MessageParam, texts: FindingTexts): string {
  if (typeof param !== 'object') return String(param)
  if ('key' in param) return fill(texts[param.key] ?? param.key, param.params, texts)
  return param.map(part => inWords(part, texts)).join(texts['phrase.and'] ?? '、')
}

const shorten = (words: string) => {
  const line = words.replace(/\s+/gu, ' ').trim()
  const letters = [...line]
  return letters.length <= 60 ? line : `${letters.slice(0, 40).join('')}……${letters.slice(-12).join('')}`
}

/** The finding in words. `{{words}}` is what it quotes, shortened in the middle where it is long. */
export function describeFinding(finding: Finding, texts: FindingTexts): DescribedFinding {
  const params = { ...finding.params, words: shorten(finding.words) }
  return {
    title: texts[`rule.${finding.rule}`] ?? finding.rule,
    message: fill(texts[finding.messageKey] ?? finding.messageKey, params, texts),
  }
}
