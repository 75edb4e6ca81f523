import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import withDefects from '../../resources/samples/with-defects-2020.json'
import { applyPatches } from '../declaration/patch'
import { checkDeclaration, completeness, describeFinding, isKept, keepPatch, openFindings } from '.'
import { DEFAULT_PROFILE, FINDING_TEXTS } from './defaults'
import { readProfile } from './profile'
import { declarationOf, EDITIONS, findingsOf, good } from './testing'

const defects = () => declarationOf(withDefects)
const edition2020 = EDITIONS.get('shanghai-2020')!

describe('findings in words', () => {
  const sources = [...readdirSync(join(__dirname, 'rules')).filter(file => !file.endsWith('.test.ts')).map(file => join('rules', file)), 'across.ts'].map(file => readFileSync(join(__dirname, file), 'utf8')).join('\n')
  const used = [...sources.matchAll(/['`](finding\.[A-Z]\d\d(?:\.[a-zA-Z]+)?)['`]/gu)].map(match => match[1] ?? '')
  const computed = ['finding.C04.rate', 'finding.C04.count', 'finding.C04.time', 'finding.C09.speed', 'finding.C09.wrong', 'finding.C09.missing']
  const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(match => match[1]).sort()

  it('has a text in both languages for every message, with the same places to fill', () => {
    expect(Object.keys(FINDING_TEXTS.en)).toEqual(Object.keys(FINDING_TEXTS.zh))
    for (const key of [...used, ...computed]) expect(Object.keys(FINDING_TEXTS.zh)).toContain(key)
    for (const key of Object.keys(FINDING_TEXTS.zh).filter(entry => entry.startsWith('finding.'))) {
      expect([...used, ...computed]).toContain(key)
      const filled = new Set(places(FINDING_TEXTS.en[key] ?? ''))
      for (const place of filled) expect([...places(FINDING_TEXTS.zh[key] ?? ''), 'words']).toContain(place)
    }
  })

  it('leaves no place open and names every rule', () => {
    for (const finding of findingsOf(defects())) {
      for (const texts of [FINDING_TEXTS.zh, FINDING_TEXTS.en]) {
        const { title, message } = describeFinding(finding, texts)
        expect(message).not.toMatch(/\{\{|^finding\./u)
        expect(title).not.toBe(finding.rule)
      }
    }
  })

  it('writes amounts and lists as each language does, and quotes the form as it stands', () => {
    const declaration = good[2020]()
    declaration.subProjects = ['甲、乙', '甲、乙', '丙'].map((name, i) => ({ id: `r${i + 1}`, name, amount: 123456_78 }))
    const said = (rule: string, language: 'zh' | 'en') => findingsOf(declaration).filter(finding => finding.rule === rule).map(finding => describeFinding(finding, FINDING_TEXTS[language]).message).join('\n')
    expect(said('A01', 'zh')).toContain('370,370.34元')
    expect(said('A01', 'en')).toContain('370,370.34 yuan')
    expect(said('A01', 'en')).not.toMatch(/\d元/u)
    expect(said('A11', 'zh')).toMatch(/第 1、2 个.*“甲、乙”/u)
    expect(said('A11', 'en')).toMatch(/Sub-projects 1, 2 have .*“甲、乙”/u)
  })

  it('shortens long words in the middle', () => {
    const finding = { rule: 'D11', severity: 'hint' as const, field: 'plan', words: '甲'.repeat(100), messageKey: 'm', params: {} }
    expect(describeFinding(finding, { m: '{{words}}' }).message).toBe(`${'甲'.repeat(40)}……${'甲'.repeat(12)}`)
  })
})

describe('findings kept with a reason', () => {
  it('stay with their row, need the same words, and can be opened again', () => {
    const declaration = defects()
    const finding = findingsOf(declaration).find(entry => entry.rule === 'C15')!
    const kept = applyPatches(declaration, [keepPatch(declaration, finding, '两份报告分别考核', '2026-01-02T03:04:05Z')]).declaration
    expect(openFindings(kept, findingsOf(kept)).some(entry => entry.rule === 'C15')).toBe(false)
    const moved = applyPatches(kept, [{ op: 'insert', list: 'indicators', at: 0, row: { id: 'new', level1: null, level2: null, name: '新增指标', value: '≥1个' } }]).declaration
    const after = findingsOf(moved).find(entry => entry.rule === 'C15')!
    expect(after.field).not.toBe(finding.field)
    expect(isKept(moved, after)?.reason).toBe('两份报告分别考核')
    expect(isKept(moved, { ...after, words: '别的指标' })).toBeNull()
    const opened = applyPatches(moved, [keepPatch(moved, after, null, '')]).declaration
    expect(opened.keptFindings).toEqual([])
  })
  it('are never errors', () => {
    const declaration = defects()
    const error = findingsOf(declaration).find(entry => entry.severity === 'error')!
    const kept = applyPatches(declaration, [keepPatch(declaration, error, '理由', '')]).declaration
    expect(isKept(kept, error)).toBeNull()
  })
})

describe('order', () => {
  it('follows the form, the gravest of a place first', () => {
    const fields = findingsOf(defects()).map(finding => finding.field.replace(/\[.*$/u, ''))
    const places = [...new Set(fields)]
    expect(places).toEqual(['projectType', 'contactPhone', 'overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'currentYearBudget', 'lastYearBudget', 'subProjects', 'indicators'].filter(place => places.includes(place)))
    expect(places.length).toBe(fields.filter((field, i) => field !== fields[i - 1]).length)
  })
})

describe('completeness', () => {
  it('counts required places, the list as one and each row with its target', () => {
    const declaration = good[2020]()
    const full = completeness(edition2020, declaration)
    expect(full.share).toBe(1)
    declaration.indicators[0]!.value = null
    declaration.overview = ' '
    const less = completeness(edition2020, declaration, findingsOf(declaration))
    expect(less.required).toBe(full.required)
    expect(full.filled - less.filled).toBe(2)
    expect(less.sections.filter(section => section.errors > 0).map(section => section.key)).toEqual(['background', 'indicators'])
    declaration.indicators = []
    expect(completeness(edition2020, declaration).sections.find(section => section.key === 'indicators')).toMatchObject({ filled: 0, required: 1 })
  })
})

describe('profile', () => {
  it('takes a part of it over the rest', () => {
    const read = readProfile({ texts: { shortest: 5 }, severities: { D12: 'off', A07: 'hint' } }, DEFAULT_PROFILE)
    if (!('profile' in read)) throw new Error(JSON.stringify(read))
    expect(read.profile.texts.shortest).toBe(5)
    expect(read.profile.texts.typos).toEqual(DEFAULT_PROFILE.texts.typos)
    const findings = checkDeclaration({ declaration: defects(), edition: edition2020, profile: read.profile })
    expect(findings.some(finding => finding.rule === 'D12')).toBe(false)
    expect(findings.filter(finding => finding.rule === 'A07').every(finding => finding.severity === 'hint')).toBe(true)
  })
  it.each([[{ texts: { shortest: 'five' } }, 'texts.shortest'], [{ texts: { typo: [] } }, 'texts'], [[], ''], [{ severities: { A01: 'fatal' } }, 'severities.A01']])('says what is wrong with %j', (json, path) => {
    const read = readProfile(json, DEFAULT_PROFILE)
    expect('problems' in read && read.problems[0]?.path).toBe(path)
  })
})

describe('any declaration at all', () => {
  it('is checked without a failure, blank or strange', () => {
    for (const edition of EDITIONS.keys()) {
      const strange = declarationOf({
        edition, year: 2020, projectName: '((（《', overview: '“《（[2011]', basis: '一'.repeat(5000), plan: '\u0000<p>', overallGoal: '1'.repeat(3000), annualGoal: '。，'.repeat(500), contactPhone: '、、',
        indicators: [{ name: '(', value: ')' }, { name: null, value: null }, { name: '率', value: '%' }, { level1: '不知', level2: '何处', name: '🙂'.repeat(200), value: '≥' }],
        subProjects: [{ name: '', amount: null }, { name: '*+?', amount: -1 }],
      })
      expect(findingsOf(strange).length).toBeGreaterThan(0)
      expect(findingsOf(declarationOf({ edition, year: 2020 })).every(finding => finding.rule === 'D01')).toBe(true)
    }
  })
})
