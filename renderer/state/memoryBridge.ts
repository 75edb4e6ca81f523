import { declarationSchema, type Declaration } from '../../shared/declaration/model'
import { applyPatches } from '../../shared/declaration/patch'
import type { Edition } from '../../shared/editions/schema'
import { contract, type MethodName } from '../../shared/ipc/contract'
import { AppError } from '../../shared/errors'
import type { call } from './client'

/** For tests: the store's part of the contract, kept in memory, with the same rules about revisions. */
export class MemoryBridge {
  revision = 1
  readonly batches: number[] = []
  /** Called before a batch is taken; throw to refuse it. */
  before: (() => void | Promise<void>) | null = null
  /** Called after a batch is taken; throw to lose the answer. */
  after: (() => void | Promise<void>) | null = null

  constructor(public declaration: Declaration, readonly edition: Edition, readonly previous: Declaration | null = null) {}

  readonly call = (async (method: MethodName, input: unknown): Promise<unknown> => {
    // what crosses to the main process is a copy
    const parsed = contract[method].input.parse(structuredClone(input))
    if (method === 'declaration.open') {
      return structuredClone({ declaration: this.declaration, revision: this.revision, edition: this.edition, previous: this.previous })
    }
    if (method === 'declaration.patch') {
      const { revision, patches } = parsed as unknown as { revision: number; patches: Parameters<typeof applyPatches>[1] }
      await this.before?.()
      if (revision !== this.revision) throw new AppError('revisionConflict')
      this.declaration = declarationSchema.parse(applyPatches(this.declaration, patches).declaration)
      this.revision++
      this.batches.push(patches.length)
      const answer = { revision: this.revision, updatedAt: new Date().toISOString() }
      await this.after?.()
      return answer
    }
    throw new AppError('internal')
  }) as typeof call

  /** Somebody else changes the stored declaration. */
  change(work: (declaration: Declaration) => void): void {
    const next = structuredClone(this.declaration)
    work(next)
    this.declaration = next
    this.revision++
  }
}
