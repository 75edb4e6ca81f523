import { forMatching } from '../text/normalise'
import type { NamePattern } from './profile'

/** Pairs of neighbouring letters of a text as it is compared; punctuation parts. */
export function bigrams(text: string): Set<string> {
  const pairs = new Set<string>()
  const plain = forMatching(text)
  for (let i = 0; i + 1 < plain.length; i++) {
    const pair = plain.slice(i, i + 2)
    if (/^[\p{L}\p{N}]{2}$/u.test(pair)) pairs.add(pair)
  }
  return pairs
}

/** Pairs that say what is meant: without the generic ones. */
export function tellingBigrams(text: string, generic: readonly string[]): Set<string> {
  const pairs = bigrams(text)
  for (const word of generic) pairs.delete(word)
  return pairs
}

/** How many entries two sets have in common. */
export function shared<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let count = 0
  for (const entry of a) if (b.has(entry)) count++
  return count
}

/** How much of the lesser of two texts stands in the other, 0 to 1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size)
  return least === 0 ? 0 : shared(a, b) / least
}

/** What an indicator's name is without the explanation in brackets behind it: `满意度（满意人数/全部人数）` → `满意度`. */
export function withoutExplanation(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').replace(/\([^()]*\)$/u, '')
}

/** True where a name, without its explanation, is one of the pattern's. */
export function isNamed(plain: string, pattern: NamePattern): boolean {
  if (pattern.not.some(word => plain.includes(word))) return false
  return pattern.ends.some(word => plain.endsWith(word)) || pattern.has.some(word => plain.includes(word))
}

/** The project's name without what is added to it: brackets, 项目, 经费, 建设 …, for finding it in texts. */
export function coreName(projectName: string): string {
  let core = projectName.normalize('NFKC').replace(/\s+/gu, '').replace(/[(（][^()（）]*[)）]/gu, '').replace(/[“”"《》]/gu, '')
  const ending = /(?:运行维护|升级改造|运维|维护|维保|改造|升级|建设|采购|购置|服务|项目|专项|经费|业务费|工作经费|费用|费)$/u
  while (core.length > 4 && ending.test(core)) core = core.replace(ending, '')
  return core
}

/** Sentences of a text with their places; ends are 。；！？ and line breaks. */
export function sentences(text: string): { text: string; at: number }[] {
  return [...text.matchAll(/[^。；;！？!?\n]+[。；;！？!?]?/gu)].map(match => ({ text: match[0], at: match.index }))
}

/** The words around a place, for quoting: from the clause's beginning, at most `most` letters. */
export function clauseAround(text: string, at: number, end: number, most = 40): string {
  let from = at
  while (from > 0 && !/[。；;，,！？\n]/u.test(text[from - 1] ?? '') && at - from < most / 2) from--
  let to = end
  while (to < text.length && !/[。；;，,！？\n]/u.test(text[to] ?? '') && to - from < most) to++
  return text.slice(from, to).trim()
}
