import type { Declaration } from '../../shared/declaration/model'
import { originKey, type FieldPath } from '../../shared/declaration/fieldPath'
import { applyPatches, originPatch, PatchError, type Patch } from '../../shared/declaration/patch'
import type { Edition } from '../../shared/editions/schema'
import type { OpenedDeclaration } from '../../shared/ipc/contract'
import type { call } from './client'
import { mergeDeclarations, patchesBetween, type ChangedElsewhere } from './merge'
import { SaveQueue, type SaveState } from './saveQueue'
import { sameValue, shareRows, shareUnchanged } from './share'
import { createStore, type Store } from './store'

/** Typing in one field makes one step of undo as long as the pauses are shorter than this (milliseconds). */
const TYPING_PAUSE = 1_500
const MOST_UNDO_STEPS = 500
const MOST_MISMATCHES = 2
const MOST_ATTEMPTS = 20

export interface SessionState {
  declaration: Declaration
  edition: Edition
  /** Last year's declaration where it is stored. */
  previous: Declaration | null
  save: SaveState
  canUndo: boolean
  canRedo: boolean
  /** What stands in a box and is no value (an amount or a day that cannot be read), by origin key. Never stored, never lost on the way between sections. */
  unread: Readonly<Record<string, string>>
  /** Values that were changed in the store at the same time; the screen's were kept. */
  elsewhere: readonly ChangedElsewhere[]
}

interface Step {
  patches: Patch[]
  /** What is being typed into, for joining steps. */
  key: string | null
  at: number
  /** Where it happened (a path or an origin key), for showing it. */
  where: FieldPath
}

/** Values whose origin still asks for a look. */
const UNCONFIRMED = new Set(['carried', 'shifted', 'computed', 'proposed', 'recognised'])

/**
 * One declaration while it is edited: the values, undo and redo, and the queue to the store.
 * Changes stand on the screen at once and are stored within a second.
 */
export class FormSession {
  readonly store: Store<SessionState>
  private undoSteps: Step[] = []
  private redoSteps: Step[] = []
  private readonly queue: SaveQueue
  /** What the store holds, as far as it has answered. */
  private stored: Declaration
  /** What was sent and has no answer yet: the store may hold any of it. */
  private attempted: Declaration[] = []
  private mismatches = 0

  static async open(ask: typeof call, id: string): Promise<FormSession> {
    return new FormSession(ask, await ask('declaration.open', { id }))
  }

  constructor(private readonly ask: typeof call, opened: OpenedDeclaration) {
    this.stored = opened.declaration
    this.store = createStore<SessionState>({
      declaration: opened.declaration, edition: opened.edition, previous: opened.previous,
      save: { kind: 'saved', at: null }, canUndo: false, canRedo: false, unread: {}, elsewhere: [],
    })
    this.queue = new SaveQueue({
      revision: opened.revision,
      send: (patches, revision) => this.ask('declaration.patch', { id: this.id, revision, patches }),
      onState: save => {
        if (!sameValue(this.store.get().save, save)) this.update({ save })
      },
      onSending: () => {
        this.attempted = [...this.attempted.filter(declaration => declaration !== this.declaration), this.declaration].slice(-MOST_ATTEMPTS)
      },
      onStored: () => {
        this.stored = this.attempted.at(-1) ?? this.stored
        this.attempted = []
        this.mismatches = 0
      },
      // a store that goes on refusing is a failure like any other: tried again, but not at once
      onMismatch: async () => {
        if (++this.mismatches > MOST_MISMATCHES) return false
        await this.takeIn()
        return true
      },
    })
  }

  get declaration(): Declaration {
    return this.store.get().declaration
  }

  get id(): string {
    return this.declaration.id
  }

  get edition(): Edition {
    return this.store.get().edition
  }

  /**
   * Applies patches as one step of undo. With `typing`, steps of the same key are joined while the pauses are short.
   * False where they do not make a declaration (a text that is too long); nothing is changed then.
   */
  edit(patches: readonly Patch[], options: { where: FieldPath; typing?: string }): boolean {
    if (patches.length === 0) return true
    const inverse = this.apply(patches)
    if (!inverse) return false
    const last = this.undoSteps.at(-1)
    const now = Date.now()
    if (options.typing !== undefined && last?.key === options.typing && now - last.at < TYPING_PAUSE) last.at = now
    else {
      this.undoSteps.push({ patches: inverse, key: options.typing ?? null, at: now, where: options.where })
      if (this.undoSteps.length > MOST_UNDO_STEPS) this.undoSteps.shift()
    }
    this.redoSteps = []
    this.noteSteps()
    return true
  }

  /** A person's value for one place: it stands as typed from now on. */
  setValue(path: FieldPath, value: unknown, typing = false): boolean {
    this.setUnread(path, null)
    const patches: Patch[] = []
    const origin = originPatch(this.declaration, path, 'typed')
    if (origin) patches.push(origin)
    patches.push({ op: 'set', path, value })
    const where = originKey(this.declaration, path)
    return this.edit(patches, typing ? { where, typing: where } : { where })
  }

  /** Notes that a person has looked at these values (origin keys) and leaves them. */
  confirmKeys(keys: readonly string[]): void {
    const { declaration } = this
    const waiting = keys.filter(key => isUnconfirmed(declaration, key))
    if (waiting.length === 0) return
    const origins = { ...declaration.origins }
    for (const key of waiting) origins[key] = { ...origins[key], kind: 'confirmed' }
    this.edit([{ op: 'set', path: 'origins', value: origins }], { where: 'origins' })
  }

  /** Keeps what was typed and is no value yet; null: there is none (any more). */
  setUnread(path: FieldPath, text: string | null): void {
    this.noteUnread(originKey(this.declaration, path), text)
  }

  /** Gives up what stands unread under an origin key: the box shows the stored value again. */
  dropUnread(key: string): void {
    this.noteUnread(key, null)
  }

  private noteUnread(key: string, text: string | null): void {
    const { unread } = this.store.get()
    if ((unread[key] ?? null) === text) return
    const next = { ...unread }
    if (text === null) delete next[key]
    else next[key] = text
    this.update({ unread: next })
  }

  /** The next keystroke begins a new step of undo (the box was left). */
  endTyping(): void {
    const last = this.undoSteps.at(-1)
    if (last) last.key = null
  }

  /** Takes the last step back; answers where it was, null when there is none. */
  undo(): FieldPath | null {
    return this.step(this.undoSteps, this.redoSteps)
  }

  /** Does again what was taken back; answers where. */
  redo(): FieldPath | null {
    return this.step(this.redoSteps, this.undoSteps)
  }

  /** Sends what is not stored yet; true when the store has all of it. */
  flush(): Promise<boolean> {
    return this.queue.flush()
  }

  /** After it the session is not used any more. */
  close(): void {
    this.queue.close()
  }

  dismissElsewhere(): void {
    this.update({ elsewhere: [] })
  }

  private step(from: Step[], to: Step[]): FieldPath | null {
    const step = from.pop()
    if (!step) return null
    const inverse = this.apply(step.patches)
    if (inverse) to.push({ ...step, patches: inverse, key: null })
    for (const patch of step.patches) if (patch.op === 'set' && patch.path !== 'origins') this.setUnread(patch.path, null)
    this.noteSteps()
    return step.where
  }

  private apply(patches: readonly Patch[]): Patch[] | null {
    try {
      const { declaration, inverse } = applyPatches(this.declaration, patches)
      this.show(declaration)
      this.queue.add(patches)
      return inverse
    } catch (error) {
      if (error instanceof PatchError) return null
      throw error
    }
  }

  private show(next: Declaration): void {
    const before = this.declaration
    const { indicators, subProjects, ...rest } = next
    const { indicators: _indicators, subProjects: _subProjects, ...restBefore } = before
    this.update({
      declaration: { ...shareUnchanged(restBefore, rest), indicators: shareRows(before.indicators, indicators), subProjects: shareRows(before.subProjects, subProjects) },
    })
  }

  private noteSteps(): void {
    const { canUndo, canRedo } = this.store.get()
    const next = { canUndo: this.undoSteps.length > 0, canRedo: this.redoSteps.length > 0 }
    if (canUndo !== next.canUndo || canRedo !== next.canRedo) this.update(next)
  }

  private update(part: Partial<SessionState>): void {
    this.store.set({ ...this.store.get(), ...part })
  }

  /**
   * The store holds another revision: reads it and brings both together. Where it is only an answer that got lost,
   * nothing changes on the screen; otherwise the steps of undo are gone, for they belong to another list of rows.
   */
  private async takeIn(): Promise<void> {
    const opened = await this.ask('declaration.open', { id: this.id })
    const base = this.attempted.find(declaration => sameValue(declaration, opened.declaration)) ?? this.stored
    const foreign = !sameValue(base, opened.declaration)
    const { merged, elsewhere } = mergeDeclarations(base, this.declaration, opened.declaration)
    this.stored = opened.declaration
    this.attempted = []
    this.queue.rebase(opened.revision, patchesBetween(opened.declaration, merged))
    if (foreign) {
      this.undoSteps = []
      this.redoSteps = []
      this.show(merged)
      this.noteSteps()
      if (elsewhere.length > 0) this.update({ elsewhere: [...this.store.get().elsewhere, ...elsewhere] })
    }
  }
}

/** True where the value's origin still waits for a person's look. */
export function isUnconfirmed(declaration: Declaration, key: string): boolean {
  return UNCONFIRMED.has(declaration.origins[key]?.kind ?? '')
}
