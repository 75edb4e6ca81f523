import { AppError } from '../errors'
import { DOCUMENT_VERSION, blankDeclaration } from './model'
import { UPGRADED_VERSION, upgradeDeclaration, upgradeSteps, type UpgradeStep } from './upgrade'

const refusal = (document: unknown): string | null => {
  try {
    upgradeDeclaration(document)
    return null
  } catch (error) {
    return error instanceof AppError ? error.code : 'other'
  }
}

it('has a step for every version', () => {
  expect(UPGRADED_VERSION).toBe(DOCUMENT_VERSION)
})

it('takes a document of today as it is', () => {
  const declaration = blankDeclaration('a', 'shanghai-2018', 2018)
  expect(upgradeDeclaration(JSON.parse(JSON.stringify(declaration)))).toEqual(declaration)
})

it('brings an old document step by step to the newest version', () => {
  const steps: UpgradeStep[] = [({ old, ...rest }) => ({ ...rest, renamed: old }), document => ({ ...document, added: [] })]
  expect(upgradeSteps({ version: 1, old: 'x' }, steps)).toEqual({ version: 3, renamed: 'x', added: [] })
  expect(upgradeSteps({ version: 2, renamed: 'y' }, steps)).toEqual({ version: 3, renamed: 'y', added: [] })
  expect(upgradeSteps({ version: 3, added: [1] }, steps)).toEqual({ version: 3, added: [1] })
})

it('refuses what it does not know', () => {
  const good = blankDeclaration('a', 'shanghai-2018', 2018)
  expect(refusal({ ...good, version: DOCUMENT_VERSION + 1 })).toBe('storeNewer')
  for (const bad of [null, 'x', [], {}, { version: 0 }, { version: 1.5 }, { ...good, year: '2018' }, { ...good, totalBudget: 1.5 }]) expect(refusal(bad)).toBe('storeDamaged')
})
