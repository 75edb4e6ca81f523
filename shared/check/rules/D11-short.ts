import type { Rule } from '../finding'

const FIELDS = new Set(['overview', 'necessity', 'plan', 'overallGoal', 'annualGoal'])

/** D11: an overview, a necessity, a plan or a goal of a few words. */
export const tooShort: Rule = {
  id: 'D11',
  severity: 'warning',
  check({ facts, profile }) {
    const { shortest } = profile.texts
    return facts.texts
      .filter(({ field, text }) => FIELDS.has(field) && [...text.replace(/\s/gu, '')].length < shortest)
      .map(({ field, label, text }) => ({ rule: 'D11', severity: 'warning' as const, field, words: text.trim(), messageKey: 'finding.D11', params: { label, count: [...text.replace(/\s/gu, '')].length, shortest } }))
  },
}
