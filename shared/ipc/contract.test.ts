import { contract, DEFAULT_PRINT, DEFAULT_SETTINGS, DOCUMENT_FORMATS, EXPORT_FORMATS, makesFormat, type DocumentKind } from './contract'

const accepts = (method: keyof typeof contract, input: unknown): boolean => contract[method].input.safeParse(input).success

describe('what the door lets in', () => {
  const job = { jobId: 'j', ids: ['a'], folder: 't' }
  it.each(Object.keys(DOCUMENT_FORMATS) as DocumentKind[])('%s in the formats it is made in and no other', document => {
    for (const format of EXPORT_FORMATS) expect([format, accepts('export.run', { ...job, document, format })]).toEqual([format, makesFormat(document, format)])
  })

  it('an export of the form itself where nothing else is said', () => {
    expect(contract['export.run'].input.parse({ ...job, format: 'pdf' })).toEqual({ ...job, document: 'declaration', format: 'pdf', combined: false, draft: false, public: false })
    expect(accepts('export.run', { ...job, ids: [], format: 'pdf' })).toBe(false)
    expect(accepts('export.run', { ...job, document: 'letter', format: 'pdf' })).toBe(false)
  })

  it('whole batches only', () => {
    const batch = { ids: ['a', 'b'], year: 2026, edition: null, parts: ['texts'], jobId: 'j' }
    expect(contract['carryOver.many'].input.parse(batch)).toEqual({ ...batch, again: false })
    for (const wrong of [{ ids: [] }, { year: 20 }, { year: '2026' }, { parts: ['everything'] }, { edition: '' }, { jobId: undefined }, { ids: ['a', 7] }]) expect(accepts('carryOver.many', { ...batch, ...wrong })).toBe(false)
  })

  it('margins that a printer can print and a table fits between, in half millimetres', () => {
    const withPrint = (print: object) => accepts('app.setSettings', { ...DEFAULT_SETTINGS, print: { 'shanghai-2026': { ...DEFAULT_PRINT, ...print } } })
    for (const marginsMm of [null, [5, 40, 12.5, 20]]) expect(withPrint({ marginsMm })).toBe(true)
    for (const marginsMm of [[4.5, 20, 20, 20], [20, 40.5, 20, 20], [20, 20, 20.25, 20], [20, 20, 20], [20, '20', 20, 20], 20, undefined]) expect(withPrint({ marginsMm })).toBe(false)
    expect([null, 'A4', 'B5', 'A0', ''].map(paper => withPrint({ paper }))).toEqual([true, true, true, false, false])
    expect([null, 'HP 一楼', '', 7].map(printer => withPrint({ printer }))).toEqual([true, true, false, false])
  })

  it('revisions that are numbers from 1, links to something or nothing', () => {
    for (const revision of [0, -1, 1.5, '1', null]) expect(accepts('editions.remove', { id: 'a', revision })).toBe(false)
    expect(accepts('editions.remove', { id: 'a', revision: 2 })).toBe(true)
    expect([null, 'b', '', undefined].map(previousId => accepts('declaration.link', { id: 'a', previousId }))).toEqual([true, true, false, false])
    expect([null, '', '甲'].map(unitName => accepts('check.year', { year: 2026, unitName }))).toEqual([true, true, true])
  })
})
