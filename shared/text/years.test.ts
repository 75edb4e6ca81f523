import { titleSpans, yearMentions } from './years'

const seen = (text: string, formYear = 2020) => yearMentions(text, formYear).map(m => `${m.text}|${m.year}${m.toYear === undefined ? '' : `-${m.toYear}`}|${m.shape}|${m.role}`)

describe('years in text', () => {
  it.each([
    ['确保2017年度系统无故障运行。', ['2017年度|2017|yearDu|plain']],
    ['在2019年1月1日至2019年12月31日期间', ['2019年1月1日|2019|date|plain', '2019年12月31日|2019|date|plain']],
    ['2019-01-01 至 2019/12/31', ['2019-01-01|2019|date|plain', '2019/12/31|2019|date|plain']],
    ['２０１９年全年', ['２０１９年|2019|year|plain']],
    ['信息系统(2020升级改造)', ['2020|2020|year|plain']],
    ['项目周期2024年-2026年', ['2024年-2026年|2024-2026|range|plain']],
    ['2020年11、12月组织考核', ['2020年|2020|year|plain']],
    ['三年有效，2020年是招标后第二年', ['2020年|2020|year|plain']],
    ['2020 年 6 月完成', ['2020 年 6 月|2020|date|plain']],
  ])('plain: %s', (text, expected) => expect(seen(text)).toEqual(expected))

  it.each([
    ['《2013年工作要点》', ['2013年|2013|year|title']],
    ['《行动计划（2014-2016）》', ['2014-2016|2014-2016|range|planPeriod']],
    ['行动计划（2014—2016年）', ['2014—2016年|2014-2016|range|planPeriod']],
    ['国民经济和社会信息化“十二五”规划', ['十二五|2011-2015|range|planPeriod']],
    ['“十三五”期间', ['十三五|2016-2020|range|planPeriod']],
    ['（沪经信推【2015】246号）', ['2015|2015|year|documentNumber']],
    ['沪编［2014］239号文', ['2014|2014|year|documentNumber']],
    ['公通字[2007]43号；〔2021〕101号；(2011)74号', ['2007|2007|year|documentNumber', '2021|2021|year|documentNumber', '2011|2011|year|documentNumber']],
    ['财政部公告2018年第3号', ['2018年|2018|year|documentNumber']],
    ['GB/T 22239-2008、DG/TJ08-2115-2012、ISO/IEC 27001:2013', ['2008|2008|year|standard', '2012|2012|year|standard', '2013|2013|year|standard']],
    ['《某规范的批复《（沪建交[2008]879号）', ['2008|2008|year|documentNumber']],
  ])('not to be touched: %s', (text, expected) => expect(seen(text)).toEqual(expected))

  it.each([
    '自2001年4月成立以来', '项目于2011年建成。', '2013年信息系统建设完成', '自2013年6月建设完成并投入使用', '是我办2014年度信息化项目，已建设完成',
    '于2015年11月17日该项目完成验收', '已于2018年启用', '2004年建成投入使用至今', '故障次数比2019年下降5%', '以2018年为基数', '截至2018年底，共有用户三千人',
    '于2019年进行本项目的招投标工作，确定中标供应商', '根据2018年招标结果签订合同', '2010年上海世博会',
  ])('history: %s', text => expect(yearMentions(text, 2020).map(m => m.role)).toEqual(['history']))

  it('is no history in the year of the form, nor where it is a promise', () => {
    expect(seen('2020年信息中心完成对项目进行验收')).toEqual(['2020年|2020|year|plain'])
    expect(seen('计划2019年6月通过验收')).toEqual(['2019年6月|2019|date|plain'])
    expect(seen('确保2019年系统上线')).toEqual(['2019年|2019|year|plain'])
  })

  it.each(['19年度运维', '18年6月采购', '于19年完成', '，19年底验收'])('two digits: %s', text => expect(yearMentions(text, 2020).map(m => m.shape)).toEqual(['twoDigit']))

  it.each([
    '近20年来', '质保10年', '有效期15年', '服务满18年', '15年以上', '经费2000元', '世博村路2020号', '约2000人次', '编号12019', '2019.5万元', '第19年级', '每年12次', '10年质保', '端口2019，共20年内',
  ])('no year at all: %s', text => expect(seen(text).filter(entry => !entry.startsWith('2019|'))).toEqual([]))

  it.each([
    ['二〇一九年、二○二○年度', ['二〇一九年|2019|year|plain', '二○二○年度|2020|yearDu|plain']],
    ['2019.01—2019.12，2019.01.05', ['2019.01|2019|date|plain', '2019.12|2019|date|plain', '2019.01.05|2019|date|plain']],
    ['2019.5万元，2019.05万元，2019株，2019亩', []],
    ['2019项目运维', ['2019|2019|year|plain']],
    ['（2019年修订），2019年版，2019年版面', ['2019年|2019|year|title', '2019|2019|year|title', '2019|2019|year|plain']],
    ['“七五”普法规划，“十三五”（2016-2020年）', ['“七五”普法|2016-2020|range|planPeriod', '十三五|2016-2020|range|planPeriod', '2016-2020年|2016-2020|range|planPeriod']],
    ['SHXM-2019-001，Office 2019，（2019）7、9号', ['2019|2019|year|documentNumber', '2019|2019|year|documentNumber', '2019|2019|year|documentNumber']],
  ])('other writings: %s', (text, expected) => expect(seen(text)).toEqual(expected))

  it('tells what the words around say of any year, that of the form too', () => {
    const told = (text: string) => yearMentions(text, 2020).map(mention => mention.told)
    expect(told('建成于2020年；比2020年提高；截至2020年底；2020年建成；确保2020年建成')).toEqual(['past', 'compared', 'asOf', 'done', undefined])
  })

  it('says where title marks reach, closed or not', () => {
    const text = '依据《甲办法》和《乙批复《（文号）。'
    expect(titleSpans(text).map(span => text.slice(span.start, span.end))).toEqual(['《甲办法》', '《乙批复', '《'])
  })
})
