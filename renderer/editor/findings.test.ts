import withDefects from '../../resources/samples/with-defects-2020.json'
import { checkDeclaration, isKept, keepPatch, type Finding } from '../../shared/check'
import { DEFAULT_PROFILE } from '../../shared/check/defaults'
import { declarationOf, EDITIONS } from '../../shared/check/testing'
import { originKey } from '../../shared/declaration/fieldPath'
import type { Declaration } from '../../shared/declaration/model'
import { applyPatches } from '../../shared/declaration/patch'
import type { Edition } from '../../shared/editions/schema'
import { keptForNothing, repairAll, type ShownFinding } from './findings'

const declaration = declarationOf(withDefects)
const edition = EDITIONS.get(declaration.edition) as Edition
const check = (of: Declaration): Finding[] => checkDeclaration({ declaration: of, edition, profile: DEFAULT_PROFILE })
const shown = (of: Declaration): ShownFinding[] => check(of).map(finding => ({ finding, key: originKey(of, finding.field), kept: isKept(of, finding) }))

describe('all certain repairs at once', () => {
  const certain = check(declaration).filter(finding => finding.repair)
  const { patches, count } = repairAll(declaration, edition, DEFAULT_PROFILE)
  const { declaration: repaired, inverse } = applyPatches(declaration, patches)

  it('leaves none, adds no finding, and is one step that can be taken back', () => {
    expect(certain.length).toBeGreaterThan(1)
    expect(count).toBeGreaterThanOrEqual(certain.length)
    expect(check(repaired).filter(finding => finding.repair)).toEqual([])
    expect(check(repaired).length).toBeLessThan(check(declaration).length)
    expect(applyPatches(repaired, inverse).declaration).toEqual(declaration)
  })

  it('leaves what a person keeps with a reason', () => {
    const one = certain.find(finding => finding.severity !== 'error') as Finding
    const keeping = applyPatches(declaration, [keepPatch(declaration, one, '批复原文如此', '2025-09-01T00:00:00Z')]).declaration
    const after = applyPatches(keeping, repairAll(keeping, edition, DEFAULT_PROFILE).patches).declaration
    expect(check(after).filter(finding => finding.repair && !isKept(after, finding))).toEqual([])
    expect(shown(after).some(({ kept }) => kept?.reason === '批复原文如此')).toBe(true)
  })

  it('does nothing where nothing is certain', () => expect(repairAll(repaired, edition, DEFAULT_PROFILE)).toEqual({ patches: [], count: 0 }))
})

it('tells kept findings that are found no more', () => {
  const one = check(declaration).find(finding => finding.severity === 'warning' && finding.words !== '' && finding.field === 'overallGoal') as Finding
  const keeping = applyPatches(declaration, [keepPatch(declaration, one, '批复原文如此', '2025-09-01T00:00:00Z')]).declaration
  expect(keptForNothing(keeping, shown(keeping))).toEqual([])
  const changed = { ...keeping, overallGoal: '重新写过的总目标。' }
  expect(keptForNothing(changed, shown(changed)).map(kept => kept.reason)).toEqual(['批复原文如此'])
})
