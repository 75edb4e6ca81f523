import { isBlank } from '../../text/normalise'
import { clauseAround } from '../compare'
import type { Finding, Rule } from '../finding'

/** D15: words that should not stand in a copy for the public: a hint while the form is written, a warning before such a copy; only then contacts are looked at as well. */
export const secrets: Rule = {
  id: 'D15',
  severity: 'warning',
  check({ declaration: { contactName, contactPhone }, facts, profile, surroundings }) {
    const said = new Set<string>()
    const findings = facts.pieces.flatMap(({ field, text }): Finding[] => {
      if (!profile.texts.secrets.some(word => text.includes(word))) return []
      // Harmless words that hold a secret one are blotted out, letter for letter.
      let plain = text
      for (const word of profile.texts.notSecret) plain = plain.replaceAll(word, '一'.repeat(word.length))
      return profile.texts.secrets.flatMap((word): Finding[] => {
        const at = plain.indexOf(word)
        if (at < 0 || said.has(word)) return []
        said.add(word)
        return [{ rule: 'D15', severity: surroundings?.forPublic ? 'warning' : 'hint', field, words: word, messageKey: 'finding.D15', params: { clause: clauseAround(text, at, at + word.length) } }]
      })
    })
    if (surroundings?.forPublic) {
      if (!isBlank(contactName)) findings.push({ rule: 'D15', severity: 'warning', field: 'contactName', words: contactName as string, messageKey: 'finding.D15.contact', params: {} })
      if (!isBlank(contactPhone)) findings.push({ rule: 'D15', severity: 'warning', field: 'contactPhone', words: contactPhone as string, messageKey: 'finding.D15.contact', params: {} })
    }
    return findings
  },
}
