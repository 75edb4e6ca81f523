import type { Finding, Rule } from '../finding'

const ENTITIES: Record<string, string> = { '&nbsp;': ' ', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '”', '&ldquo;': '“', '&rdquo;': '”', '&mdash;': '—', '&hellip;': '……' }
const TAG = /<\/?(?:p|br|div|span|b|strong|i|em|u|font|table|tr|td|th|ul|ol|li|a|img|h[1-6])(?:\s[^<>]*)?\/?>/giu
const ENTITY = /&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip);/gu
const CELL_ERROR = /#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)|#{4,}/u
const CONTROL = /_x000[dD]_|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\ufeff]/gu

/** The text without what a web page or a spreadsheet left in it. */
export function cleaned(text: string): string {
  return text
    .replace(/<\/p>\s*<p>|<br\s*\/?>|<\/(?:p|div|li|tr)>\s*(?=\S)/giu, '\n')
    .replace(TAG, '')
    .replace(ENTITY, entity => ENTITIES[entity] ?? entity)
    .replace(CONTROL, '')
    .replace(/[ \t]*\t[ \t]*/gu, ' ')
    .replace(/\u00a0/gu, ' ')
    .replace(/^"([^"]*)"$/su, '$1')
    .replace(/^ +| +$/gmu, '')
}

/** D13: left-overs of HTML or of a spreadsheet: tags, cells with errors, tabs, quotation marks around the whole. */
export const leftovers: Rule = {
  id: 'D13',
  severity: 'warning',
  check({ facts }) {
    return facts.pieces.flatMap(({ field, text }): Finding[] => {
      const error = text.match(CELL_ERROR)
      if (error) return [{ rule: 'D13', severity: 'warning', field, words: error[0], messageKey: 'finding.D13.cell', params: {} }]
      const grave = text.match(new RegExp(`${TAG.source}|${ENTITY.source}|_x000[dD]_`, 'iu')) ?? text.match(/^"[^"]*"$/su)
      const slight = grave ? null : text.match(/\t|\u00a0|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\ufeff]/u)
      const hit = grave ?? slight
      if (!hit) return []
      const value = cleaned(text)
      return [{
        rule: 'D13', severity: grave ? 'warning' : 'hint', field, words: hit[0].length > 60 ? hit[0].slice(0, 1) : hit[0], messageKey: grave ? 'finding.D13' : 'finding.D13.blank', params: {},
        ...(value === text ? {} : { repair: [{ op: 'set' as const, path: field, value }] }),
      }]
    })
  },
}
