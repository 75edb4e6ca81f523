import { blankDeclaration, type Declaration } from '../../../shared/declaration/model'
import { editionSchema } from '../../../shared/editions/schema'
import type { ImportSession } from '../../../shared/ipc/contract'
import edition2018 from '../../../resources/editions/shanghai-2018.json'
import { accept, acceptAll, beginReview, doubtful, edit, finished, insertRow, joinRow, keyAt, nextDoubt, pathOf, place, removeRow, splitRow, type ReviewForm } from './review'

const edition = editionSchema.parse(edition2018)

function session(change: (declaration: Declaration) => void = () => {}): ImportSession {
  const declaration = blankDeclaration('form-1', 'shanghai-2018', 2018)
  declaration.projectName = '河道保洁'
  declaration.overview = '全年保洁。'
  declaration.currentYearBudget = 120_000_00
  declaration.indicators = [
    { id: 'r1', level1: '产出目标', level2: null, name: '保洁完成率', value: '=100%' },
    { id: 'r2', level1: '产出目标', level2: null, name: '保洁', value: null },
    { id: 'r3', level1: '产出目标', level2: null, name: '里程', value: '≥12公里' },
  ]
  declaration.subProjects = [{ id: 'r1', name: '人工费设备费', amount: 80_000_00 }]
  change(declaration)
  return {
    importId: 'import-1', failures: [],
    documents: [{ name: '2018.txt', lines: ['项目名称', '河道保洁'], unplaced: ['第 1 页'], scanned: false }],
    forms: [{
      formId: 'f1', documentName: '2018.txt', document: 0, declaration, unplaced: ['结转', '2018年3月1日', '巡查\t≥3次'],
      evidence: [
        { field: 'indicators[2].name', confidence: 0.5, source: '里程', line: 3, why: 'recognise.why.order' },
        { field: 'projectName', confidence: 0.99, source: '河道保洁', line: 1 },
        { field: 'overview', confidence: 0.6, source: '全年保洁。', line: 2 },
        { field: 'indicators[0].value', confidence: 0.7, source: '=100%', line: 3 },
        { field: 'nowhere', confidence: 0.1, source: '', line: -1 },
      ],
    }],
  }
}

const begin = (change?: (declaration: Declaration) => void): ReviewForm => beginReview(session(change)).forms[0]!

describe('a form under review', () => {
  it('lists what is doubtful in the order of the form, sure values and unknown places aside', () => {
    expect(doubtful(begin(), edition)).toEqual(['overview', 'indicators/r1/value', 'indicators/r3/name'])
  })

  it('goes from one doubtful value to the next and round again', () => {
    const form = begin()
    expect(nextDoubt(form, edition, null)).toBe('overview')
    expect(nextDoubt(form, edition, 'overview')).toBe('indicators/r1/value')
    expect(nextDoubt(form, edition, 'indicators/r3/name')).toBe('overview')
    expect(nextDoubt(form, edition, 'overview', -1)).toBe('indicators/r3/name')
    expect(nextDoubt(acceptAll(form, edition), edition, 'overview')).toBeNull()
  })

  it('knows the value that was read from a place of the source, the one with the fewest words', () => {
    const lines = ['项目名称', '河道保洁', '全年保洁。', '里程 =100%']
    const form = begin()
    expect(keyAt(form, lines, 1, 2)).toBe('projectName')
    expect(keyAt(form, lines, 2, -1)).toBe('overview')
    expect([keyAt(form, lines, 3, 1), keyAt(form, lines, 3, 4)]).toEqual(['indicators/r3/name', 'indicators/r1/value'])
    expect([keyAt(form, lines, 0, 1), keyAt(form, lines, 9, -1)]).toEqual([null, null])
  })

  it('accepts a value: it is no longer doubtful and its origin says that a person confirmed it', () => {
    const form = accept(begin(), 'overview')
    expect(doubtful(form, edition)).toEqual(['indicators/r1/value', 'indicators/r3/name'])
    expect(form.declaration.origins['overview']?.kind).toBe('confirmed')
    expect(form.declaration.overview).toBe('全年保洁。')
  })

  it('settles a value that is written anew, and refuses one of the wrong shape', () => {
    const form = edit(begin(), 'indicators[0].value', '≥98%')
    expect(form?.declaration.indicators[0]?.value).toBe('≥98%')
    expect(form && doubtful(form, edition)).toEqual(['overview', 'indicators/r3/name'])
    expect(edit(begin(), 'currentYearBudget', 'plenty')).toBeNull()
  })

  it('keeps doubts with their row when rows come and go', () => {
    const form = insertRow(removeRow(begin(), 'indicators', 0), 'indicators', 0)
    expect(pathOf(form.declaration, 'indicators/r3/name')).toBe('indicators[2].name')
    expect(doubtful(form, edition)).toEqual(['overview', 'indicators/r3/name'])
  })

  it('shows a row that is doubtful as a whole once, and accepts its cells with it', () => {
    const read = session()
    read.forms[0]!.evidence.push({ field: 'indicators[2]', confidence: 0.6, source: '里程 ≥12公里', line: 3, why: 'recognise.why.shiftedRow' })
    const form = beginReview(read).forms[0]!
    expect(doubtful(form, edition)).toEqual(['overview', 'indicators/r1/value', 'indicators/r3'])
    const accepted = accept(form, 'indicators/r3')
    expect(doubtful(accepted, edition)).toEqual(['overview', 'indicators/r1/value'])
    expect(accepted.declaration.origins['indicators/r3/value']?.kind).toBe('confirmed')
  })

  it('joins a row that had been read as two, and parts one that had been read as one', () => {
    const joined = joinRow(begin(), 'indicators', 2)
    expect(joined.declaration.indicators.map(row => [row.name, row.value])).toEqual([['保洁完成率', '=100%'], ['保洁里程', '≥12公里']])
    const parted = splitRow(begin(), 'subProjects', 0, 3)
    expect(parted.declaration.subProjects.map(row => [row.name, row.amount])).toEqual([['人工费', 80_000_00], ['设备费', null]])
    expect(new Set(parted.declaration.subProjects.map(row => row.id)).size).toBe(2)
    expect(splitRow(begin(), 'subProjects', 0, 0).declaration.subProjects).toHaveLength(1)
  })

  it('puts pieces where the person says, by the kind of the field', () => {
    const form = begin()
    expect(place(form, edition, ' 结转 项目', { kind: 'field', key: 'projectType' })?.declaration.projectType).toBe('结转项目')
    expect(place(form, edition, '2018年3月1日', { kind: 'field', key: 'startDate' })?.declaration.startDate).toBe('2018-03-01')
    expect(place(form, edition, '1,234.50', { kind: 'field', key: 'totalBudget' })?.declaration.totalBudget).toBe(123_450)
    expect(place(form, edition, '另有巡查。', { kind: 'field', key: 'overview' })?.declaration.overview).toBe('全年保洁。\n另有巡查。')
    expect(place(form, edition, '政策补贴类', { kind: 'field', key: 'fundUses' })?.declaration.fundUses).toEqual(['政策补贴类'])
    expect(place(form, edition, '巡查\t≥3次', { kind: 'indicator' })?.declaration.indicators.at(-1)).toMatchObject({ level1: '产出目标', name: '巡查', value: '≥3次' })
    expect(place(form, edition, '巡查费\t8,000', { kind: 'subProject' })?.declaration.subProjects.at(-1)).toMatchObject({ name: '巡查费', amount: 800_000 })
    expect(place(form, edition, '结转', { kind: 'field', key: 'totalBudget' })).toBeNull()
    expect(place(form, edition, '结转', { kind: 'field', key: 'startDate' })).toBeNull()
  })

  it('keeps what has no place with the declaration', () => {
    expect(finished(begin()).unplaced).toEqual(['结转', '2018年3月1日', '巡查\t≥3次'])
  })
})
