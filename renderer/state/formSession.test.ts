import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'
import { AppError } from '../../shared/errors'
import { FormSession } from './formSession'
import { MemoryBridge } from './memoryBridge'

// the session only hands the edition on
const edition = { id: 'test' } as Edition

function filled(): Declaration {
  const declaration = blankDeclaration('d1', 'test', 2026)
  declaration.projectName = '园区路灯维护'
  declaration.overview = '概况'
  declaration.indicators = ['一', '二', '三'].map((name, i) => ({ id: `r${i + 1}`, level1: '产出指标', level2: null, name, value: null }))
  declaration.origins = { overview: { kind: 'carried' }, 'indicators/r2/value': { kind: 'carried' }, projectName: { kind: 'carried' } }
  return declaration
}

async function opened(): Promise<{ bridge: MemoryBridge; session: FormSession }> {
  const bridge = new MemoryBridge(filled(), edition)
  return { bridge, session: await FormSession.open(bridge.call, 'd1') }
}

const type = (session: FormSession, path: string, texts: string[]): void => {
  for (const text of texts) session.setValue(path, text, true)
}
const save = (session: FormSession) => session.store.get().save.kind

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-02T08:00:00Z') }))
afterEach(() => jest.useRealTimers())

describe('typing', () => {
  it('stands on the screen at once and in the store within a second, in one request', async () => {
    const { bridge, session } = await opened()
    type(session, 'overview', ['概', '概况', '概况很长'])
    expect(session.declaration.overview).toBe('概况很长')
    expect(save(session)).toBe('saving')
    expect(bridge.declaration.overview).toBe('概况')
    await jest.advanceTimersByTimeAsync(1_000)
    expect(bridge.declaration.overview).toBe('概况很长')
    expect(bridge.declaration.origins['overview']).toEqual({ kind: 'typed' })
    expect(save(session)).toBe('saved')
    expect(bridge.batches).toEqual([2])
  })

  it('does not wait for a pause that never comes', async () => {
    const { bridge, session } = await opened()
    for (let i = 0; i < 20; i++) {
      type(session, 'plan', ['字'.repeat(i + 1)])
      await jest.advanceTimersByTimeAsync(100)
    }
    expect((bridge.declaration.plan ?? '').length).toBeGreaterThanOrEqual(10)
  })

  it('says saved only after the answer', async () => {
    const { bridge, session } = await opened()
    let let_ = (): void => undefined
    bridge.after = () => new Promise<void>(resolve => (let_ = resolve))
    type(session, 'overview', ['新'])
    await jest.advanceTimersByTimeAsync(5_000)
    expect(save(session)).toBe('saving')
    type(session, 'overview', ['新的'])
    bridge.after = null
    let_()
    await jest.advanceTimersByTimeAsync(0)
    expect(save(session)).toBe('saving')
    await jest.advanceTimersByTimeAsync(1_000)
    expect(save(session)).toBe('saved')
    expect(bridge.declaration.overview).toBe('新的')
  })

  it('is flushed without waiting', async () => {
    const { bridge, session } = await opened()
    type(session, 'overview', ['马上'])
    expect(await session.flush()).toBe(true)
    expect(bridge.declaration.overview).toBe('马上')
  })

  it('refuses what is no declaration and changes nothing', async () => {
    const { session } = await opened()
    expect(session.setValue('projectName', '长'.repeat(2_001))).toBe(false)
    expect(session.declaration.projectName).toBe('园区路灯维护')
    expect(session.store.get().canUndo).toBe(false)
  })
})

describe('undo and redo', () => {
  it('takes back what was typed into one field in one step, with its origin', async () => {
    const { bridge, session } = await opened()
    type(session, 'overview', ['甲', '甲乙', '甲乙丙'])
    type(session, 'plan', ['计划'])
    expect(session.undo()).toBe('plan')
    expect(session.undo()).toBe('overview')
    expect(session.declaration.overview).toBe('概况')
    expect(session.declaration.origins['overview']).toEqual({ kind: 'carried' })
    expect(session.store.get()).toMatchObject({ canUndo: false, canRedo: true })
    expect(session.redo()).toBe('overview')
    expect(session.declaration.overview).toBe('甲乙丙')
    await session.flush()
    expect(bridge.declaration).toEqual(session.declaration)
  })

  it('makes new steps after a pause and after the box was left', async () => {
    const { session } = await opened()
    type(session, 'plan', ['一'])
    await jest.advanceTimersByTimeAsync(2_000)
    type(session, 'plan', ['一二'])
    session.endTyping()
    type(session, 'plan', ['一二三'])
    expect([session.undo() && session.declaration.plan, session.undo() && session.declaration.plan, session.undo() && session.declaration.plan]).toEqual(['一二', '一', null])
  })

  it('brings a removed row back where it was', async () => {
    const { session } = await opened()
    const before = session.declaration
    session.edit([{ op: 'remove', list: 'indicators', at: 1 }], { where: 'indicators' })
    session.edit([{ op: 'move', list: 'indicators', from: 1, to: 0 }], { where: 'indicators' })
    session.undo()
    session.undo()
    expect(session.declaration).toEqual(before)
  })

  it('forgets what could be done again when something new is done', async () => {
    const { session } = await opened()
    session.setValue('plan', '一')
    session.undo()
    session.setValue('plan', '二')
    expect(session.redo()).toBeNull()
    expect(session.declaration.plan).toBe('二')
  })
})

describe('a store that fails', () => {
  it('keeps what was typed, says so, tries again by itself, in order', async () => {
    const { bridge, session } = await opened()
    bridge.before = () => {
      throw new AppError('storeLocked')
    }
    type(session, 'overview', ['第一'])
    await jest.advanceTimersByTimeAsync(1_000)
    expect(session.store.get().save).toEqual({ kind: 'failed', error: { code: 'storeLocked', params: {} } })
    session.edit([{ op: 'remove', list: 'indicators', at: 0 }], { where: 'indicators' })
    session.setValue('indicators[0].name', '二二')
    bridge.before = null
    await jest.advanceTimersByTimeAsync(10_000)
    expect(save(session)).toBe('saved')
    expect(bridge.declaration).toEqual(session.declaration)
    expect(bridge.declaration.indicators.map(row => row.name)).toEqual(['二二', '三'])
  })

  it('is tried at once when asked to', async () => {
    const { bridge, session } = await opened()
    bridge.before = () => {
      throw new AppError('storeFull')
    }
    type(session, 'overview', ['第一'])
    expect(await session.flush()).toBe(false)
    bridge.before = null
    expect(await session.flush()).toBe(true)
    expect(bridge.declaration.overview).toBe('第一')
  })

  it('does not hammer a store that refuses for good', async () => {
    const { bridge, session } = await opened()
    let asked = 0
    bridge.before = () => {
      asked++
      throw new AppError('badInput')
    }
    type(session, 'overview', ['第一'])
    await jest.advanceTimersByTimeAsync(20_000)
    expect(save(session)).toBe('failed')
    expect(asked).toBeLessThan(12)
    expect(session.declaration.overview).toBe('第一')
  })
})

describe('another revision in the store', () => {
  it('notices a lost answer and goes on, undo and all', async () => {
    const { bridge, session } = await opened()
    bridge.after = () => {
      bridge.after = null
      throw new Error('the window to the main process closed')
    }
    session.edit([{ op: 'insert', list: 'indicators', at: 3, row: { id: 'r4', level1: null, level2: null, name: '', value: null } }], { where: 'indicators' })
    expect(await session.flush()).toBe(false)
    type(session, 'indicators[3].name', ['四'])
    await jest.advanceTimersByTimeAsync(5_000)
    expect(save(session)).toBe('saved')
    expect(bridge.declaration.indicators.map(row => row.name)).toEqual(['一', '二', '三', '四'])
    expect(session.store.get()).toMatchObject({ canUndo: true, elsewhere: [] })
  })

  it('takes in what others changed and keeps what was typed', async () => {
    const { bridge, session } = await opened()
    bridge.change(stored => {
      stored.plan = '别处写的计划'
      stored.overview = '别处写的概况'
      stored.indicators.splice(0, 1)
    })
    type(session, 'overview', ['屏幕上的概况'])
    session.setValue('indicators[2].value', '≥3次')
    await jest.advanceTimersByTimeAsync(5_000)
    expect(save(session)).toBe('saved')
    expect(session.declaration).toMatchObject({ overview: '屏幕上的概况', plan: '别处写的计划' })
    expect(session.declaration.indicators.map(row => [row.id, row.value])).toEqual([['r2', null], ['r3', '≥3次']])
    expect(bridge.declaration).toEqual(session.declaration)
    expect(session.store.get().elsewhere).toEqual([{ path: 'overview', value: '别处写的概况' }])
  })
})

describe('looking at values', () => {
  it('confirms only what was not typed, as one step', async () => {
    const { session } = await opened()
    session.setValue('projectName', '路灯维护')
    session.confirmKeys(['projectName', 'overview', 'indicators/r2/value', 'plan'])
    expect(session.declaration.origins).toEqual({ overview: { kind: 'confirmed' }, 'indicators/r2/value': { kind: 'confirmed' }, projectName: { kind: 'typed' } })
    session.undo()
    expect(session.declaration.origins['overview']).toEqual({ kind: 'carried' })
  })

  it('keeps by row what is no value yet, and drops it when a value is typed', async () => {
    const { bridge, session } = await opened()
    session.setUnread('totalBudget', '约五万')
    expect(session.store.get().unread).toEqual({ totalBudget: '约五万' })
    session.setValue('totalBudget', 5_000_000)
    expect(session.store.get().unread).toEqual({})
    await session.flush()
    expect(bridge.declaration.totalBudget).toBe(5_000_000)
  })
})

it('leaves parts that did not change the same objects, so that only one row is drawn again', async () => {
  const { session } = await opened()
  const before = session.declaration
  session.setValue('indicators[1].name', '二二')
  const after = session.declaration
  expect(after.indicators[0]).toBe(before.indicators[0])
  expect(after.indicators[1]).not.toBe(before.indicators[1])
  expect(after.subProjects).toBe(before.subProjects)
  session.edit([{ op: 'move', list: 'indicators', from: 2, to: 0 }], { where: 'indicators' })
  expect(session.declaration.indicators[0]).toBe(after.indicators[2])
})
