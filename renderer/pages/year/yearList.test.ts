import type { AcrossFinding } from '../../../shared/check/across'
import type { Finding } from '../../../shared/check/finding'
import type { CheckedForm } from '../../../shared/ipc/contract'
import { yearList, type YearFilter } from './yearList'

const finding = (rule: string, severity: Finding['severity']): Finding => ({ rule, severity, field: 'overview', words: '', messageKey: '', params: {} })
const form = (id: string, ...findings: Finding[]): CheckedForm => ({ id, unitName: null, projectName: `项目${id}`, findings, kept: [], rows: {} })
const across: AcrossFinding = { ...finding('U02', 'hint'), declarationId: 'b', also: [] }
const forms = [
  form('a'), form('b', finding('C05', 'warning'), finding('C05', 'warning')), form('c', finding('A01', 'error')),
  { ...form('d', finding('D09', 'hint')), kept: [{ finding: finding('C06', 'warning'), reason: '批复如此', at: '' }] },
]
const list = (filter: Partial<YearFilter> = {}) => yearList({ forms, across: [across] }, { marks: [], rule: null, ...filter })
const ids = (filter: Partial<YearFilter> = {}) => list(filter).forms.map(entry => entry.form.id).join('')

describe('a year’s findings', () => {
  it('come by form, the gravest first; forms without any are counted', () => {
    expect(ids()).toBe('cbd')
    expect(list()).toMatchObject({ clean: 1, counts: { error: 1, warning: 2, hint: 2, kept: 1 } })
    expect(list().across).toHaveLength(1)
  })

  it('are listed by rule with what of them is shown', () => {
    expect(list().rules.map(({ rule, count }) => `${rule} ${count}`)).toEqual(['A01 1', 'C05 2', 'D09 1', 'U02 1'])
    expect(list({ marks: ['kept'] }).rules.map(({ rule, count }) => `${rule} ${count}`)).toEqual(['C06 1'])
  })

  it('can be shown of some gravities, or of one rule, while all are counted', () => {
    expect(ids({ marks: ['error', 'warning'] })).toBe('cb')
    expect(list({ marks: ['error', 'warning'] }).across).toEqual([])
    expect(ids({ rule: 'C05' })).toBe('b')
    expect(ids({ rule: 'U02' })).toBe('')
    expect(list({ rule: 'U02' }).across).toHaveLength(1)
    expect(list({ rule: 'C05', marks: ['kept'] }).counts).toEqual(list().counts)
  })

  it('show what is kept only when it is asked for', () => {
    expect(list().forms.find(entry => entry.form.id === 'd')?.kept).toEqual([])
    expect(ids({ marks: ['kept'] })).toBe('d')
    expect(list({ marks: ['kept'] }).forms[0]).toMatchObject({ findings: [], kept: [{ reason: '批复如此' }], counts: { hint: 1, kept: 1 } })
  })
})
