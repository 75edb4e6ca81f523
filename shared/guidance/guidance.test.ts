import { EDITIONS, findingsOf, good } from '../check/testing'
import { fieldOf } from '../editions/lookup'
import { fieldOfPath } from '../declaration/fieldPath'
import type { Declaration } from '../declaration/model'
import { counterExampleOf } from '.'

const EXPLAINED = ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal'] as const
type Explained = (typeof EXPLAINED)[number] | 'projectName'

/** What is found in a field of a good form when this is put into it. */
function foundIn(year: keyof typeof good, field: Explained, text: string, change: (declaration: Declaration) => void = () => undefined): string[] {
  const declaration = good[year]()
  declaration[field] = text
  change(declaration)
  return findingsOf(declaration).filter(finding => fieldOfPath(finding.field) === field && finding.severity !== 'hint').map(finding => `${finding.rule} ${finding.words}`)
}

describe.each([2018, 2020, 2026] as const)('the guidance of the %s edition', year => {
  const edition = EDITIONS.get(`shanghai-${year}`)!
  const asked = EXPLAINED.filter(field => fieldOf(edition, field) !== undefined)

  it('stands beside every field, with a good example and a bad one for each long text', () => {
    for (const field of edition.fields) expect([field.key, field.guidance?.zh ?? '', field.guidance?.en ?? ''].every(text => text !== '')).toBe(true)
    for (const field of asked) expect([field, fieldOf(edition, field)?.example ?? '', counterExampleOf(field)?.text ?? '', fieldOf(edition, field)?.suggestedLength ?? 0].every(Boolean)).toBe(true)
  })

  it('gives bad examples in which the checks find something', () => {
    for (const field of [...asked, 'projectName'] as const) expect([field, foundIn(year, field, counterExampleOf(field)?.text ?? '').length > 0]).toEqual([field, true])
  })

  it('gives good examples in which they find nothing of their own', () => {
    // What goals promise and names say is told by the rest of the form, which is another project's here.
    const OTHERS = /^(?:C14|D04|D05|A12|B06) /u
    for (const field of asked) {
      const example = fieldOf(edition, field)?.example ?? ''
      expect([field, ...foundIn(year, field, example, declaration => { declaration.year = Math.max(declaration.year, 2024) }).filter(found => !OTHERS.test(found))]).toEqual([field])
    }
  })
})
