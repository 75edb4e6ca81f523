import { applyRewrites, rewriteYears } from './yearRewriter'

const inGoals = { from: 2019, to: 2020, promises: true }
const inBasis = { from: 2019, to: 2020, promises: false }

describe('years that move', () => {
  it.each([
    ['确保2019年度系统正常运行。', '确保2020年度系统正常运行。'],
    ['在2019年1月1日至2019年12月31日之间完成采购。', '在2020年1月1日至2020年12月31日之间完成采购。'],
    ['2019-01-01起，2019/6/30前验收', '2020-01-01起，2020/6/30前验收'],
    ['２０１９年完成', '２０２０年完成'],
  ])('%s', (before, after) => {
    expect(rewriteYears(before, inGoals)).toMatchObject({ text: after, flags: [] })
  })

  it('proposes the form\'s year for one that was stale already, and says so', () => {
    const { text, rewrites, flags } = rewriteYears('确保2018年度无故障运行。', inGoals)
    expect(text).toBe('确保2020年度无故障运行。')
    expect(rewrites.map(({ why }) => why)).toEqual(['staleYear'])
    expect(flags).toEqual([expect.objectContaining({ why: 'staleYear', words: '2018年度' })])
  })

  it('moves the ordinal that counts the year, and flags a term that has passed', () => {
    const second = rewriteYears('招标结果三年有效，2019年是招标后第二年。', inBasis)
    expect(second.text).toBe('招标结果三年有效，2020年是招标后第三年。')
    expect(second.flags).toEqual([])
    const third = rewriteYears('招标结果三年有效，2019年为招标实施第3年。', inBasis)
    expect(third.text).toBe('招标结果三年有效，2020年为招标实施第4年。')
    expect(third.flags.map(({ why }) => why)).toEqual(['termPassed'])
  })
})

describe('years that stay', () => {
  it.each([
    '依据《云溪市2019年工作要点》开展。',
    '《政府信息公开办法》（云府办〔2019〕74号）',
    '按云经信推【2019】246号文执行',
    '遵循GB/T 22239-2019《信息系统安全等级保护基本要求》',
    '系统于2019年建成并投入使用。',
    '该项目2019年3月完成验收。',
  ])('%s', text => {
    const result = rewriteYears(text, inBasis)
    expect(result.text).toBe(text)
    expect(result.rewrites).toEqual([])
    expect(result.flags.length).toBeGreaterThan(0)
  })

  it('leaves a plan period alone and says when it is over', () => {
    const text = '《云溪市智慧城市行动计划（2014-2016）》'
    const result = rewriteYears(text, inBasis)
    expect(result.text).toBe(text)
  })

  it('leaves an older year that is no history, and flags it outside of promises too', () => {
    const result = rewriteYears('2016年计划维护12次', inBasis)
    expect(result.text).toBe('2016年计划维护12次')
    expect(result.flags).toEqual([expect.objectContaining({ why: 'oldYear' })])
  })
})

it('one move can be taken back while the others stay', () => {
  const text = '2019年上半年采购，2019年下半年验收。'
  const { rewrites } = rewriteYears(text, inGoals)
  expect(rewrites).toHaveLength(2)
  expect(applyRewrites(text, rewrites.slice(1))).toBe('2019年上半年采购，2020年下半年验收。')
})
