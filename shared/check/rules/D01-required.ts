import { isBlank } from '../../text/normalise'
import { isEmptyField } from '../completeness'
import type { Finding, Rule } from '../finding'

/** D01: what the edition requires is filled; there is at least one indicator; a sub-project has a name and an amount. */
export const required: Rule = {
  id: 'D01',
  severity: 'error',
  check({ declaration, edition }) {
    const blank = (field: string, messageKey: string, params: Finding['params']): Finding => ({ rule: 'D01', severity: 'error', field, words: '', messageKey, params })
    const findings = edition.fields
      .filter(field => field.required && isEmptyField(declaration, field.key))
      .map(field => blank(field.key, field.kind === 'choice' || field.kind === 'choices' ? 'finding.D01.choice' : 'finding.D01', { label: field.label }))
    const listed = (list: 'subProjects' | 'indicators') => edition.rows.some(row => row.kind === 'list' && row.list === list)
    if (listed('indicators') && declaration.indicators.every(row => isBlank(row.name) && isBlank(row.value))) findings.push(blank('indicators', 'finding.D01.indicators', {}))
    if (listed('subProjects')) {
      declaration.subProjects.forEach((row, i) => {
        if (isBlank(row.name) && row.amount !== null) findings.push(blank(`subProjects[${i}].name`, 'finding.D01.subProjectName', { row: i + 1 }))
        if (!isBlank(row.name) && row.amount === null) findings.push(blank(`subProjects[${i}].amount`, 'finding.D01.subProjectAmount', { name: row.name.trim() }))
      })
    }
    return findings
  },
}
