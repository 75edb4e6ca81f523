import { marksOf } from './marks'

const LINES = ['项目名称\t城区绿化养护', '项目概况', '  养护面积约 12 万平方米，包括行道树、', '花坛和 公共绿地。', '立项依据 市绿化条例', '项目名称\t城区绿化养护']

const words = (line: number, text: string) => marksOf(LINES, line, text).map(mark => (LINES[mark.line] ?? '').slice(mark.from, mark.to))

describe('the words of a value in its source', () => {
  it('are found within their line', () => {
    expect(marksOf(LINES, 0, '城区绿化养护')).toEqual([{ line: 0, from: 5, to: 11 }])
  })

  it('are found over hard-wrapped lines, white space aside', () => {
    expect(words(2, '养护面积约12万平方米，包括行道树、花坛和公共绿地。')).toEqual(['养护面积约 12 万平方米，包括行道树、', '花坛和 公共绿地。'])
  })

  it('are looked for from the line they are said to begin in', () => {
    expect(marksOf(LINES, 5, '城区绿化养护')).toEqual([{ line: 5, from: 5, to: 11 }])
  })

  it('are looked for everywhere where the line is not known', () => {
    expect(words(-1, '市绿化条例')).toEqual(['市绿化条例'])
  })

  it('are the first wording that stands there', () => {
    expect(marksOf(LINES, 0, ['项目名称：城区绿化', '城区绿化养护'])).toEqual([{ line: 0, from: 5, to: 11 }])
  })

  it('mark their line where they do not stand as they are', () => {
    expect(marksOf(LINES, 1, '别的话')).toEqual([{ line: 1, from: 0, to: 4 }])
    expect(marksOf(LINES, -1, '别的话')).toEqual([])
  })
})
