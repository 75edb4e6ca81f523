import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { checkDeclaration, keepPatch } from '../../shared/check'
import { DEFAULT_PROFILE } from '../../shared/check/defaults'
import { valueAt } from '../../shared/declaration/fieldPath'
import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import { createServices } from '.'
import { declarationFromJson, parseJson } from './interchange'
import { RESOURCES, withServices } from './testing'

const sample = (name: string): Declaration => declarationFromJson(parseJson(readFileSync(path.join(RESOURCES, 'samples', name), 'utf8'), name), name, () => 'sample')
const defects = { ...sample('with-defects-2020.json'), year: 2020 }
const clean = { ...sample('shanghai-2020-culture-cloud.json'), year: 2020 }

it('finds on each form what it finds by itself, and across them what only together shows', () => withServices(async ({ services }) => {
  services.declarations.save({ ...defects, id: 'a', unitName: '甲单位' })
  services.declarations.save({ ...clean, id: 'b', unitName: '甲单位' })
  services.declarations.save({ ...clean, id: 'c', unitName: '甲单位' })
  services.declarations.save({ ...clean, id: 'later', year: 2021 })
  services.declarations.save({ ...clean, id: 'elsewhere', unitName: null })
  services.declarations.save({ ...clean, id: 'trashed', unitName: '甲单位' })
  services.library.trash(['trashed'])
  const found = await services.checks.year({ year: 2020, unitName: '甲单位' })
  expect(found.failed).toEqual([])
  expect(found.forms.map(form => form.id).sort()).toEqual(['a', 'b', 'c'])
  const alone = checkDeclaration({ declaration: services.declarations.read('a'), edition: services.editions.require('shanghai-2020'), profile: DEFAULT_PROFILE })
  expect(found.forms.find(form => form.id === 'a')?.findings.map(({ rule, field, words }) => [rule, field, words])).toEqual(expect.arrayContaining(alone.map(({ rule, field, words }) => [rule, field, words])))
  // a row that is spoken of is told by its name
  const form = found.forms.find(entry => entry.id === 'a')
  const rows = form?.findings.flatMap(({ field }) => field.match(/^(?:indicators|subProjects)\[\d+\]/u)?.[0] ?? []) ?? []
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(form?.rows[row]).toBe(valueAt(defects, `${row}.name`))
  // two forms of one project name in one year
  expect(found.across.map(({ rule, declarationId }) => [rule, declarationId])).toContainEqual(['U05', expect.stringMatching(/^[bc]$/u)])
  expect(found.sums.reduce((sum, { count }) => sum + count, 0)).toBe(3)
  expect(found.sums.reduce((sum, { total }) => sum + total, 0)).toBe((defects.currentYearBudget ?? 0) + 2 * (clean.currentYearBudget ?? 0))
  expect((await services.checks.year({ year: 2020, unitName: null })).forms).toHaveLength(4)
  expect((await services.checks.year({ year: 2020, unitName: '' })).forms.map(form => form.id)).toEqual(['elsewhere'])
  expect(await services.checks.year({ year: 1999, unitName: null })).toEqual({ forms: [], across: [], sums: [], failed: [] })
}))

it('tells kept findings apart, with their reasons, those across forms too', () => withServices(async ({ services }) => {
  services.declarations.save({ ...defects, id: 'a' })
  services.declarations.save({ ...clean, id: 'b', unitName: '甲单位' })
  services.declarations.save({ ...clean, id: 'c', unitName: '甲单位' })
  const before = await services.checks.year({ year: 2020, unitName: null })
  const warning = before.forms.find(form => form.id === 'a')?.findings.find(finding => finding.severity === 'warning')
  const across = before.across.find(finding => finding.rule === 'U05')
  if (!warning || !across) throw new Error('nothing to keep')
  const at = '2026-03-02T00:00:00.000Z'
  for (const [id, finding, reason] of [['a', warning, '已核实'], [across.declarationId, across, '分两期申报']] as const) {
    services.declarations.patch({ id, revision: 1, patches: [keepPatch(services.declarations.read(id), finding, reason, at)] })
  }
  const after = await services.checks.year({ year: 2020, unitName: null })
  expect(after.forms.flatMap(form => form.kept.map(({ finding, ...rest }) => [form.id, finding.rule, rest]))).toEqual(expect.arrayContaining([
    ['a', warning.rule, { reason: '已核实', at }], [across.declarationId, 'U05', { reason: '分两期申报', at }],
  ]))
  expect(after.across.some(finding => finding.rule === 'U05')).toBe(false)
  expect(after.forms.find(form => form.id === 'a')?.findings).not.toContainEqual(warning)
}))

it('checks each form by the revision of its edition, and tells of forms whose edition is gone', () => withServices(async ({ services, folder }) => {
  const own = JSON.parse(readFileSync(path.join(RESOURCES, 'editions', 'shanghai-2020.json'), 'utf8')) as { revision: number; fields: { key: string; required?: boolean }[] }
  const pack = (change: object): string => {
    const file = path.join(folder, 'pack.json')
    writeFileSync(file, JSON.stringify({ ...own, ...change }))
    return file
  }
  const form = (id: string) => services.declarations.save({ ...clean, id, performanceType: null, projectName: `${clean.projectName}${id}` })
  expect(own.fields.find(field => field.key === 'performanceType')?.required ?? false).toBe(false)
  form('old')
  await services.editionPacks.install(pack({ revision: own.revision + 1, fields: own.fields.map(field => (field.key === 'performanceType' ? { ...field, required: true } : field)) }))
  await services.editionPacks.install(pack({ id: 'jiangnan-2027' }))
  form('new')
  services.declarations.save({ ...blankDeclaration('gone', 'jiangnan-2027', 2020), projectName: '没有版式的' })
  renameSync(path.join(folder, 'data', 'editions', `jiangnan-2027@${own.revision}.json`), path.join(folder, 'away.json'))
  const again = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })
  try {
    const { forms, failed } = await again.checks.year({ year: 2020, unitName: null })
    expect(failed).toEqual([{ id: 'gone', projectName: '没有版式的', error: { code: 'unknownEdition', params: expect.objectContaining({ edition: 'jiangnan-2027' }) } }])
    const missing = (id: string) => forms.find(entry => entry.id === id)?.findings.some(finding => finding.rule === 'D01' && finding.field === 'performanceType')
    expect([missing('old'), missing('new')]).toEqual([false, true])
  } finally {
    again.close()
  }
}))

it('answers other questions while it works', () => withServices(async ({ services }) => {
  for (let n = 0; n < 60; n++) services.declarations.save({ ...defects, id: `f${n}`, projectName: `${defects.projectName}（${n}）` })
  let turns = 0
  let working = true
  const count = (): void => {
    turns++
    if (working) setImmediate(count)
  }
  setImmediate(count)
  const { forms } = await services.checks.year({ year: 2020, unitName: null })
  working = false
  expect(forms).toHaveLength(60)
  expect(turns).toBeGreaterThan(0)
}))
