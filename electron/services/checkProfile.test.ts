import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_PROFILE } from '../../shared/check/defaults'
import type { Declaration } from '../../shared/declaration/model'
import { declarationFromJson, parseJson } from './interchange'
import { codeOf, RESOURCES, withServices, type TestDesk } from './testing'
import { createServices } from '.'

const sample = path.join(RESOURCES, 'samples', 'with-defects-2020.json')
const defects: Declaration = { ...declarationFromJson(parseJson(readFileSync(sample, 'utf8'), sample), sample, () => 'sample'), id: 'a', year: 2020 }
const installed = ({ folder }: TestDesk): string => path.join(folder, 'data', 'checks', 'profile.json')
const file = ({ folder }: TestDesk, content: unknown, name = '标准.json'): string => {
  const whole = path.join(folder, name)
  writeFileSync(whole, typeof content === 'string' ? content : JSON.stringify(content))
  return whole
}
const WRONG = { texts: { shortest: 'five', typo: [] }, severities: { D12: 'fatal', Z99: 'off' } }

it('is the program’s own where the unit has none', () => withServices(({ services }) => {
  expect(services.checkProfile.inForce()).toEqual({ profile: DEFAULT_PROFILE, own: false, changed: 0, problems: [] })
}))

it('of the unit holds for single checks, the year’s, and what stops an export, until it is reset', () => withServices(async desk => {
  const { services, folder } = desk
  services.declarations.save(defects)
  const rules = async () => ({
    single: new Set(services.checks.stored('a').map(finding => finding.rule)),
    year: new Set((await services.checks.year({ year: 2020, unitName: null })).forms.flatMap(form => form.findings.map(finding => finding.rule))),
  })
  const out = path.join(folder, 'out')
  mkdirSync(out)
  const run = () => services.exports.run({ ids: ['a'], document: 'declaration', format: 'html', folder: out, combined: false, draft: false, public: false })
  const errors = [...new Set(services.checks.stored('a').filter(finding => finding.severity === 'error').map(finding => finding.rule))]
  const before = await rules()
  expect(errors.length).toBeGreaterThan(0)
  expect((await run()).refused).toMatchObject([{ error: { code: 'blockedByErrors' } }])

  const chosen = file(desk, { severities: Object.fromEntries(errors.map(rule => [rule, 'off'])), texts: { shortest: DEFAULT_PROFILE.texts.shortest + 1, datedSteps: DEFAULT_PROFILE.texts.datedSteps } })
  expect(await services.checkProfile.check(chosen)).toEqual({ name: '标准.json', problems: [], changed: errors.length + 1 })
  expect(existsSync(installed(desk))).toBe(false)
  expect(await services.checkProfile.install(chosen)).toMatchObject({ own: true, changed: errors.length + 1, problems: [] })
  expect(readdirSync(path.dirname(installed(desk)))).toEqual(['profile.json'])
  const after = await rules()
  for (const rule of errors) expect([after.single.has(rule), after.year.has(rule)]).toEqual([false, false])
  expect((await run()).made).toHaveLength(1)
  // another program on the same data folder has it too
  const later = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })
  expect(later.checkProfile.inForce()).toEqual(services.checkProfile.inForce())
  later.close()

  expect(await services.checkProfile.reset()).toMatchObject({ own: false, profile: DEFAULT_PROFILE })
  expect(existsSync(installed(desk))).toBe(false)
  expect(await rules()).toEqual(before)
  expect(await services.checkProfile.reset()).toMatchObject({ own: false })
}))

it('is not taken out of a file that is wrong: all is told in both languages, nothing changes', () => withServices(async desk => {
  const { services } = desk
  await services.checkProfile.install(file(desk, { severities: { D12: 'off' } }))
  const before = readFileSync(installed(desk))
  const report = await services.checkProfile.check(file(desk, WRONG))
  expect(report.problems.map(problem => problem.path).sort()).toEqual(['severities.D12', 'severities.Z99', 'texts', 'texts.shortest'])
  for (const { message } of report.problems) {
    expect(message.zh).toMatch(/\p{Script=Han}/u)
    expect(message.en).not.toMatch(/\p{Script=Han}/u)
    expect(message.zh + message.en).not.toContain('undefined')
  }
  for (const wrong of [WRONG, [], 'null', '{"texts":', { severities: { Z99: 'off' } }, { format: 2 }]) expect(await codeOf(() => services.checkProfile.install(file(desk, wrong)))).toBe('badProfile')
  await expect(services.checkProfile.install(file(desk, WRONG))).rejects.toMatchObject({ params: { file: '标准.json', why: expect.stringContaining('texts.shortest') } })
  expect(await codeOf(() => services.checkProfile.install(file(desk, '')))).toBe('fileEmpty')
  await expect(services.checkProfile.check(path.join(desk.folder, 'gone.json'))).rejects.toMatchObject({ code: 'fileMissing', params: { file: 'gone.json' } })
  expect(readFileSync(installed(desk))).toEqual(before)
  expect(services.checkProfile.inForce()).toMatchObject({ own: true, changed: 1 })
}))

it.each([['damaged', '{"texts":'], ['of another shape', JSON.stringify(WRONG)]])('falls back to the program’s where the data folder’s is %s, and says why', (_how, content) => withServices(async desk => {
  mkdirSync(path.dirname(installed(desk)), { recursive: true })
  writeFileSync(installed(desk), content)
  const { own, profile, problems } = desk.services.checkProfile.inForce()
  expect([own, profile]).toEqual([false, DEFAULT_PROFILE])
  expect(problems.length).toBeGreaterThan(0)
  expect(await desk.services.checkProfile.reset()).toMatchObject({ problems: [] })
}))

it('is passed on as a whole file that comes back in as the same', () => withServices(async desk => {
  const { services, folder } = desk
  const out = path.join(folder, 'out')
  const first = await services.checkProfile.export(out)
  expect(await services.checkProfile.check(first)).toMatchObject({ problems: [], changed: 0 })
  await services.checkProfile.install(file(desk, { severities: { A09: 'hint' }, indicators: { generic: ['系统'] } }))
  const { profile } = services.checkProfile.inForce()
  const second = await services.checkProfile.export(out)
  expect(second).not.toBe(first)
  await services.checkProfile.reset()
  await services.checkProfile.install(second)
  expect(services.checkProfile.inForce()).toMatchObject({ own: true, changed: 2, profile })
}))
