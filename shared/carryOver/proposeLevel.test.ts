import { proposeLevel } from './proposeLevel'

it.each([
  ['服务对象满意度', 'serviceSatisfaction'], ['培训人次', 'quantity'], ['故障响应及时率', 'timeliness'], ['设备验收合格率', 'quality'],
  ['成本控制率', 'economicCost'], ['生态环境改善', 'ecological'], ['长效管理机制', 'longTerm'], ['部门协助情况', 'coordination'],
])('tells from %s that it is about %s', (name, kind) => {
  expect(proposeLevel(name)).toBe(kind)
})

it('says nothing of a name that says nothing', () => {
  for (const name of ['', '其他', '项目甲']) expect(proposeLevel(name)).toBeNull()
})
