import { checkDeclaration, completeness, isKept, openFindings, type Completeness, type Finding } from '../../shared/check'
import type { CheckProfile } from '../../shared/check/profile'
import { fieldOfPath, originKey } from '../../shared/declaration/fieldPath'
import type { Declaration, KeptFinding } from '../../shared/declaration/model'
import { applyPatches, type Patch } from '../../shared/declaration/patch'
import type { Edition } from '../../shared/editions/schema'
import type { FormSession } from '../state/formSession'
import { sameValue } from '../state/share'
import { createStore, type Store } from '../state/store'
import { whenIdle } from './idle'

export interface ShownFinding {
  finding: Finding
  /** Where it stands, by row id, so that it stays with its row. */
  key: string
  /** The reason with which a person kept it. */
  kept: KeptFinding | null
}

export interface FindingsState {
  all: readonly ShownFinding[]
  byKey: ReadonlyMap<string, readonly ShownFinding[]>
  /** Open ones. */
  errors: number
  warnings: number
  hints: number
  completeness: Completeness
}

const NONE: readonly ShownFinding[] = []

/** The findings of the declaration on the screen, worked out in idle time behind the typing. */
export class FindingsWatcher {
  readonly store: Store<FindingsState>
  private checked: Declaration
  private readonly end: () => void

  constructor(private readonly session: FormSession, private profile: CheckProfile) {
    this.checked = session.declaration
    this.store = createStore(this.compute(session.declaration, new Map()))
    const later = whenIdle(() => this.checkNow(), 250)
    const unsubscribe = session.store.subscribe(() => {
      if (session.declaration !== this.checked) later.ask()
    })
    this.end = () => {
      unsubscribe()
      later.cancel()
    }
  }

  at(state: FindingsState, key: string): readonly ShownFinding[] {
    return state.byKey.get(key) ?? NONE
  }

  /** The findings of this moment, not of the last idle one. */
  checkNow(): FindingsState {
    const { declaration } = this.session
    if (declaration !== this.checked) {
      this.checked = declaration
      this.store.set(this.compute(declaration, this.store.get().byKey))
    }
    return this.store.get()
  }

  /** Checks by other thresholds and word lists from now on. */
  checkBy(profile: CheckProfile): void {
    if (profile === this.profile) return
    this.profile = profile
    this.checked = this.session.declaration
    this.store.set(this.compute(this.checked, this.store.get().byKey))
  }

  close(): void {
    this.end()
  }

  private compute(declaration: Declaration, before: FindingsState['byKey']): FindingsState {
    const { edition } = this.session
    const findings = checkDeclaration({ declaration, edition, profile: this.profile })
    const all = findings.map((finding): ShownFinding => ({ finding, key: originKey(declaration, finding.field), kept: isKept(declaration, finding) }))
    const byKey = new Map<string, readonly ShownFinding[]>()
    for (const [key, shown] of Map.groupBy(all, entry => entry.key)) {
      const old = before.get(key)
      byKey.set(key, old && sameValue(old, shown) ? old : shown)
    }
    const open = (severity: Finding['severity']): number => all.filter(entry => entry.kept === null && entry.finding.severity === severity).length
    return { all, byKey, errors: open('error'), warnings: open('warning'), hints: open('hint'), completeness: completeness(edition, declaration, findings) }
  }
}

const MOST_REPAIRS = 300

/**
 * Every repair that is certain, one after the other, each found anew on what the one before left. Answers the patches in their order
 * and how many repairs they are.
 */
export function repairAll(declaration: Declaration, edition: Edition, profile: CheckProfile): { patches: Patch[]; count: number } {
  const patches: Patch[] = []
  // one that comes again after its repair repairs nothing
  const done = new Set<string>()
  let current = declaration
  while (done.size < MOST_REPAIRS) {
    const open = openFindings(current, checkDeclaration({ declaration: current, edition, profile }))
    const next = open.find(finding => finding.repair && !done.has(signOf(current, finding)))
    if (!next?.repair) break
    done.add(signOf(current, next))
    current = applyPatches(current, next.repair).declaration
    patches.push(...next.repair)
  }
  return { patches, count: done.size }
}

const signOf = (declaration: Declaration, { rule, field, words }: Finding): string => [rule, originKey(declaration, field), words].join('\n')

/** Findings that a person kept with a reason and that are found no more: the words have changed since. */
export function keptForNothing(declaration: Declaration, all: readonly ShownFinding[]): KeptFinding[] {
  const same = (a: KeptFinding, b: KeptFinding | null): boolean => b !== null && a.rule === b.rule && a.field === b.field && a.words === b.words
  return declaration.keptFindings.filter(kept => !all.some(shown => same(kept, shown.kept)))
}

/** It says only that something required is blank. */
export const isMissing = ({ finding }: ShownFinding): boolean => finding.rule === 'D01'

/** Open findings of one section of the editor; what is blank at a `calm` place does not count. */
export function countIn(state: FindingsState, fields: ReadonlySet<string>, calm: (key: string) => boolean = () => false): { errors: number; warnings: number } {
  let errors = 0
  let warnings = 0
  for (const shown of state.all) {
    const { finding, kept, key } = shown
    if (kept !== null || !fields.has(fieldOfPath(finding.field)) || (isMissing(shown) && calm(key))) continue
    if (finding.severity === 'error') errors++
    else if (finding.severity === 'warning') warnings++
  }
  return { errors, warnings }
}

/** The same finding in a later list (its place may have moved). */
export function findAgain(state: FindingsState, wanted: ShownFinding): ShownFinding | undefined {
  return state.all.find(other => other.key === wanted.key && other.finding.rule === wanted.finding.rule && other.finding.words === wanted.finding.words)
}
