import path from 'node:path'
import type { Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions'
import type { DocumentKind, ExportFormat } from '../../shared/ipc/contract'
import { combinedFileName, fileNameOf } from './fileNames'

/** A declaration that may be exported. */
export interface Ready {
  id: string
  /** The project, or the id. */
  name: string
  declaration: Declaration
  /** Null where its pack is gone: JSON needs none. */
  edition: Edition | null
  revision: number
}

/** One file that is to be made. */
export interface FilePlan {
  items: readonly Ready[]
  /** Whole path. */
  wanted: string
  /** What the person is told while it is made. */
  current: string
}

export interface PlannedJob {
  document: DocumentKind
  format: ExportFormat
  folder: string
  /** One file of all: true, or the path it is to have. */
  combined: boolean | string
  draft: boolean
  public: boolean
}

/** Whether all that is asked for goes into one file, of which nothing is made while one declaration is refused: nobody looks for what is missing in it. */
export const isTogether = ({ document, combined }: Pick<PlannedJob, 'document' | 'combined'>): boolean => combined !== false || document === 'summary' || document === 'report'

/** The files of a job: one a declaration, one of all, or (a summary is of one year) one a year. */
export function planFiles(job: PlannedJob, ready: readonly Ready[]): FilePlan[] {
  if (ready.length === 0) return []
  if (!isTogether(job)) return ready.map(item => ({ items: [item], wanted: path.join(job.folder, fileNameOf(item.declaration, job)), current: item.name }))
  if (typeof job.combined === 'string') return [bound(ready, job.combined)]
  const groups = job.document === 'summary' ? [...Map.groupBy(ready, item => item.declaration.year)].sort(([a], [b]) => a - b).map(([, items]) => items) : [ready]
  return groups.map(items => bound(items, path.join(job.folder, combinedFileName(items.map(item => item.declaration), job))))
}

/** Forms printed in one go, a file each: more take hardly less time a form, and the person sees less of how far it is. */
const MOST_A_RUN = 10

/** The files in the runs that they are made in: forms that become a PDF each share a print, everything else is made by itself. */
export function printRuns(job: PlannedJob, plans: readonly FilePlan[]): FilePlan[][] {
  return job.format === 'pdf' && job.document === 'declaration' && !isTogether(job) ? runsOf(plans) : plans.map(plan => [plan])
}

/** Forms in runs of ten at most, in their order. */
export function runsOf<T>(forms: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(forms.length / MOST_A_RUN) }, (_, i) => forms.slice(i * MOST_A_RUN, (i + 1) * MOST_A_RUN))
}

const bound = (items: readonly Ready[], wanted: string): FilePlan => ({ items, wanted, current: path.basename(wanted) })
