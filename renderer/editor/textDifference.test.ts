import { partsGone } from './textDifference'

const marked = (text: string, other: string): string => partsGone(text, other).map(part => (part.gone ? `[${part.text}]` : part.text)).join('')

it.each([
  ['2018年1月完成招标，2018年12月验收', '2019年1月完成招标，2019年12月验收', '[2018]年1月完成招标，[2018]年12月验收'],
  ['第二年', '第三年', '第[二]年'],
  ['一样', '一样', '一样'],
  ['只有从前的', '', '只有从前的'],
  ['去掉了这一句。还在的一句。', '还在的一句。', '[去掉了这一句。]还在的一句。'],
  ['完全是另外的话', 'abc def ghi 12 34', '完全是另外的话'],
])('%s / %s', (text, other, expected) => expect(marked(text, other)).toBe(expected))

it('says of every text what it was, whatever the other', () => {
  const words = ['2018年', '验收', '，', 'ab', '𬭎', '\n', '一次']
  for (let seed = 1; seed < 200; seed++) {
    const make = (step: number): string => Array.from({ length: seed % 17 }, (_, i) => words[(seed * step + i * i * step) % words.length]).join('')
    const text = make(3)
    expect(partsGone(text, make(5)).map(part => part.text).join('')).toBe(text)
  }
})
