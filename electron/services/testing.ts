import path from 'node:path'
import { inTempFolder } from '../store/testing'
import { createServices, type Services, type ServiceOptions } from '.'

export const RESOURCES = path.join(__dirname, '..', '..', 'resources')

/** For tests: a form as it is copied out of a table, with invented values. */
export const FORM = [
  '财政项目支出绩效目标申报表', '（2020年度）', '申报单位名称：青禾市园林管理所', '项目名称：\t街面绿化巡查', '项目类别：\t经常性项目', '计划开始日期：\t2020-01-01\t计划结束日期：\t2020-12-31',
  '项目概况：\t对全市街面绿化每周巡查一次。', '立项依据：\t《青禾市绿化条例》', '项目总预算（元）：\t120,000.00\t项目当年预算（元）：\t120,000.00',
].join('\n')

export interface TestDesk {
  services: Services
  /** A folder of the test's own; the store is in `data` there. */
  folder: string
  /** The clock that the services see; move it as needed. */
  clock: { now: Date }
}

/** For tests: services on a store of their own, with the program's own editions and samples. */
export function withServices<T>(work: (desk: TestDesk) => T | Promise<T>, options: Partial<ServiceOptions> = {}): Promise<T> {
  return inTempFolder(async folder => {
    const clock = { now: new Date('2026-03-01T08:00:00.000Z') }
    const services = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES, now: () => clock.now, ...options })
    try {
      return await work({ services, folder, clock })
    } finally {
      services.close()
    }
  })
}

/** The code of what a piece of work throws, null where it does not. */
export async function codeOf(work: () => unknown): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
}
