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

/** `plan`: a promise; otherwise a text that argues. What becomes of it, and what is flagged. */
const from2018 = (text: string, promises: boolean, more: { to?: number; runs?: { from: number; to: number } } = {}) => {
  const { text: after, rewrites, flags } = rewriteYears(text, { from: 2018, to: 2019, promises, ...more })
  for (const { start, end, before } of rewrites) expect(text.slice(start, end)).toBe(before)
  return { after, flags: flags.map(({ words, why }) => `${words} ${why}`) }
}

describe('every writing of the year moves', () => {
  it.each([
    ['二〇一八年完成，二零一八年度，二○一八年十二月', '二〇一九年完成，二零一九年度，二○一九年十二月'],
    ['2018财年，2018学年，2018届毕业生，2018上半年', '2019财年，2019学年，2019届毕业生，2019上半年'],
    ['2018.01-2018.12，2018.12.31，2018/3，2018/03/01，2018年1月-12月，2018年1-12月', '2019.01-2019.12，2019.12.31，2019/3，2019/03/01，2019年1月-12月，2019年1-12月'],
    ['２０１８年１月；2018 年 度；（2018）', '２０１９年１月；2019 年 度；（2019）'],
    ['2018年底前，2018年第一季度，2018年第2批，2018年4月1日起至次年3月31日', '2019年底前，2019年第一季度，2019年第2批，2019年4月1日起至次年3月31日'],
    ['自2018年1月1日起至2018年12月31日止', '自2019年1月1日起至2019年12月31日止'],
    ['第二年（2018年）完成', '第三年（2019年）完成'],
    ['合同第2年即2018年', '合同第3年即2019年'],
    ['2018年进入第三年', '2019年进入第四年'],
    ['2018年（合同第二年）', '2019年（合同第三年）'],
    ['2018年为第一个合同年度', '2019年为第二个合同年度'],
    ['1.2018年3月底前签订；2.2018年6月30日前验收；3.2018-09-01起；4.2018年度支付', '1.2019年3月底前签订；2.2019年6月30日前验收；3.2019-09-01起；4.2019年度支付'],
  ])('%s', (text, after) => expect(from2018(text, true)).toEqual({ after, flags: [] }))

  it.each([
    ['2018-2019学年，2018—2019年度供暖季', '2019-2020学年，2019—2020年度供暖季', ['2018-2019 yearRange', '2018—2019年度 yearRange']],
    ['2018年2月29日', '2018年2月29日'.replace('2018', '2019'), []],
    ['2018年5月12日（星期六）', '2019年5月12日（星期六）', ['2018年5月12日（星期六 weekday']],
    ['2018年春节（2月15日至21日）慰问', '2019年春节（2月15日至21日）慰问', ['2018年春节（2月15日至21日）慰问 festival']],
    ['2018年第十三届艺术节', '2019年第十三届艺术节', ['第十三届 countedEvent']],
  ])('and says what may be wrong then: %s', (text, after, flags) => expect(from2018(text, true)).toEqual({ after, flags }))

  it('29 February becomes the 28th where the new year has none', () => {
    expect(rewriteYears('2020年2月29日前；2月29日演练', { from: 2020, to: 2021, promises: true })).toMatchObject({ text: '2021年2月28日前；2月29日演练', flags: [{ why: 'leapDay' }, { why: 'leapDay', words: '2月29日' }] })
    expect(rewriteYears('2020-02-29', { from: 2020, to: 2024, promises: true })).toMatchObject({ text: '2024-02-29', flags: [] })
  })
})

describe('what is no year of the form, or not to be touched, stays', () => {
  it.each([
    '投入2018万元，2018人，2018亩，2018平方米，2018只，2018株，2018盏，2018余人，2018.5元，2,018元，每年2018小时',
    '1号楼2018室，门牌2018号，2018弄，热线63212018，021-20181234',
    '第十三届全国运动会', '符合GB/T 19001-2016', '“十四五”期间', '到2030年全面达标', '同比增长5%，上年度考核合格', '第一年完成招标，第二年完成建设',
  ])('without a word: %s', text => expect(from2018(text, true)).toEqual({ after: text, flags: [] }))

  it.each([
    ['依据《2018年政府采购管理办法》，根据<<2018年要点>>', ['《2018年政府采购管理办法》 yearInTitle', '<<2018年要点>> yearInTitle']],
    ['《预算法》（2018年修订），2018年版', ['2018年 yearInTitle', '2018 yearInTitle']],
    ['云府〔2018〕12号，云府[2018]12、13号，（2018）12、15号，﹝2018﹞7号，2018年12号文', ['云府〔2018〕12号 yearInNumber', '云府[2018]12、13号 yearInNumber', '（2018）12、15号 yearInNumber', '﹝2018﹞7号 yearInNumber', '2018年12号 yearInNumber']],
    ['GB/T 19001-2018、ＧＢ／Ｔ 22239－2018', ['GB/T 19001-2018 yearInNumber', 'ＧＢ／Ｔ 22239－2018 yearInNumber']],
    ['编号SHXM-2018-001，Office 2018', ['编号SHXM-2018-001 yearInNumber', 'Office 2018 yearInNumber']],
    ['建成于2018年，已于2018年3月投入使用；自2018年成立以来', ['2018年 yearInHistory', '2018年3月 yearInHistory', '2018年 yearInHistory']],
    ['2018年至今', ['2018年 yearInHistory']],
    ['比2017年下降5%，在2017年基础上', ['2017年 comparedYear', '2017年 comparedYear']],
    ['2018年9月至2019年6月', ['2018年9月 yearRange', '2019年6月 yearRange']],
    ['合同期：2018.4.1-2019.3.31', ['2018.4.1 yearRange', '2019.3.31 yearRange']],
    ['2018年12月采购，2019年3月交付', ['2018年12月 yearSequence', '2019年3月 yearSequence']],
    ['2017年完成设计，2018年完成施工', ['2017年 yearSequence', '2018年 yearSequence']],
    ['信息系统2018升级', ['2018 bareYear']],
    ['2018级新生', ['2018 bareYear']],
    ['本项目为合同执行第二年', ['第二年 ordinalDoubt']],
    ['成立70周年', ['70周年 countedEvent']],
    ['去年完成，明年验收', ['去年 relativeYear', '明年 relativeYear']],
    ['17-18年度', ['18年度 twoDigitYear']],
  ])('and is flagged: %s', (text, flags) => expect(from2018(text, true)).toEqual({ after: text, flags }))

  it.each([
    ['截至2017年底，共有用户3000人', ['2017年 asOfYear']],
    ['2018年1月18日发生火灾', ['2018年1月18日 yearInHistory']],
    ['2018年投入50万元用于更新，完成了36个点位', ['2018年 yearInHistory']],
    ['2018年荣获一等奖', ['2018年 yearInHistory']],
    ['根据2018年7月18日市政府专题会议纪要（2018-43）', ['2018年7月18日 yearInHistory', '市政府专题会议纪要（2018-43） yearInNumber']],
    ['于2018年3月1日起试运行，2018年9月正式上线', ['2018年3月1日 yearInHistory', '2018年9月 yearInHistory']],
    ['其中2017年52万元、2018年54万元', ['2017年 oldYear', '2018年 yearSequence']],
    ['市人大2018年1号议案；市政协2018年第0123号提案', ['市人大2018年1号 yearInNumber', '市政协2018年第0123号 yearInNumber']],
    ['2018年10月1日起施行的《条例》', ['2018年10月1日 yearInHistory']],
  ])('history, outside of promises: %s', (text, flags) => expect(from2018(text, false)).toEqual({ after: text, flags }))

  it('a year that was ahead and no longer is, is told; one that still is ahead is not', () => {
    expect(from2018('2018年度完成；2020年全面推广', true)).toEqual({ after: '2019年度完成；2020年全面推广', flags: [] })
    expect(from2018('2018年度完成；2020年全面推广', true, { to: 2021 })).toEqual({ after: '2021年度完成；2020年全面推广', flags: ['2020年 laterYear'] })
  })

  it('the stages of a project of several years are left, and told', () => {
    const stages = '2017年完成设计；2018年完成土建；2019年竣工'
    expect(from2018(stages, true, { runs: { from: 2017, to: 2019 } })).toEqual({ after: stages, flags: ['2017年 stageYear', '2018年 stageYear', '2019年 stageYear'] })
    expect(from2018('2018年完成土建', true, { runs: { from: 2017, to: 2019 } }).after).toBe('2019年完成土建')
  })

  it('nothing changes where the year is the same', () => expect(rewriteYears('2018年去年', { from: 2018, to: 2018, promises: true })).toEqual({ text: '2018年去年', rewrites: [], flags: [] }))
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
