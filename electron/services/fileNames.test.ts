import { blankDeclaration } from '../../shared/declaration/model'
import { combinedFileName, fileNameOf, numbered, safeName } from './fileNames'

const plain = { format: 'pdf', draft: false, public: false } as const
const named = (unitName: string | null, projectName: string | null, year = 2026) => ({ ...blankDeclaration('a', 'e', year), unitName, projectName })

describe('names of files', () => {
  it('are made of year, unit and project', () => {
    expect(fileNameOf(named('云溪市档案馆', '档案数字化'), plain)).toBe('2026_云溪市档案馆_档案数字化.pdf')
    expect(fileNameOf(named(null, ' '), plain)).toBe('2026_未填单位_未命名项目.pdf')
    expect(fileNameOf(named('甲', '乙'), { format: 'xlsx', draft: true, public: true })).toBe('2026_甲_乙_公开_草稿.xlsx')
  })

  it('hold nothing that a system forbids or hides', () => {
    expect(safeName('a/b\\c:d*e?f"g<h>i|j')).toBe('a／b＼c：d＊e？f＂g＜h＞i｜j')
    expect(safeName('..\u0000甲\n乙\u202E丙\u200B. .')).toBe('甲乙丙')
    expect(safeName('Cafe\u0301')).toBe('Caf\u00e9')
    for (const reserved of ['CON', 'nul', 'Com1', 'LPT9', 'aux.txt', 'PRN .']) expect(safeName(reserved)).toMatch(/^_/u)
    for (const free of ['CONTRACT', 'com10', 'nulled']) expect(safeName(free)).toBe(free)
  })

  it('stay within what file systems take, never cut through a character', () => {
    const name = fileNameOf(named('甲'.repeat(300), '𬭎'.repeat(300)), { ...plain, draft: true, public: true })
    expect(Buffer.byteLength(name)).toBeLessThan(230)
    expect(name.isWellFormed()).toBe(true)
    expect(name).toMatch(/^2026_甲+_𬭎+_公开_草稿\.pdf$/u)
  })

  it('of a combined file tell what its declarations share', () => {
    expect(combinedFileName([named('甲', 'a'), named('甲', 'b')], plain)).toBe('2026_甲_绩效目标申报表合订.pdf')
    expect(combinedFileName([named('甲', 'a'), named('乙', 'b', 2025)], plain)).toBe('绩效目标申报表合订.pdf')
  })

  it('are numbered before their ending', () => {
    expect(numbered('/x.y/2026_甲_乙.pdf', 1)).toBe('/x.y/2026_甲_乙.pdf')
    expect(numbered('/x.y/2026_甲_乙.pdf', 3)).toBe('/x.y/2026_甲_乙(3).pdf')
  })
})
