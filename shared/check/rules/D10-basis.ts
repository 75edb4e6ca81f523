import type { Rule } from '../finding'

const NUMBER = /[\p{Script=Han}A-Za-z]{1,10}\s*[〔［[【(（]\s*(?:19|20)\d\d\s*[〕］\]】)）]\s*第?\s*\d+\s*号/gu

/** D10: a basis that names no document, or a document's number without its title. */
export const basisDocuments: Rule = {
  id: 'D10',
  severity: 'warning',
  check({ facts, profile }) {
    const basis = facts.texts.find(({ field }) => field === 'basis')
    if (!basis) return []
    const { text } = basis
    const numbers = [...text.matchAll(NUMBER)]
    const lone = numbers.filter(match => !/[》〉《"”]\s*[（(，,]?\s*$/u.test(text.slice(0, match.index)) && !/^\s*(?:文件?)?\s*[，,（(]?\s*《/u.test(text.slice(match.index + match[0].length)) && !/[》〉][^《。；;\n]{0,4}$/u.test(text.slice(0, match.index)))
    const first = lone[0]
    if (first) return [{ rule: 'D10', severity: 'warning', field: 'basis', words: first[0], messageKey: 'finding.D10.number', params: { count: lone.length } }]
    if (numbers.length > 0 || /《[^》]+》?/u.test(text) || profile.texts.documentWords.some(word => text.includes(word))) return []
    return [{ rule: 'D10', severity: 'warning', field: 'basis', words: '', messageKey: 'finding.D10', params: {} }]
  },
}
