import { createContext, useContext } from 'react'
import { fieldOfPath, originKey, type FieldPath } from '../../shared/declaration/fieldPath'
import type { CheckProfile } from '../../shared/check/profile'
import type { Declaration } from '../../shared/declaration/model'
import type { Edition, EditionSection } from '../../shared/editions/schema'
import { isUnconfirmed, type FormSession, type SessionState } from '../state/formSession'
import { createStore, shallowSame, useStore, type Store } from '../state/store'
import { FindingsWatcher, type FindingsState, type ShownFinding } from './findings'

/** The section that shows what found no place on this edition's form. */
export const LEFTOVERS = ':leftovers'

export interface EditorUi {
  section: string
  /** Origin key of the value that has the focus, or had it last. */
  focused: string | null
  dock: 'preview' | 'findings' | 'library' | null
  /** The dock lies over the fields. */
  floating: boolean
  /** Origin keys of values that a person has been at: what is blank there is missing, elsewhere it is only not reached yet. */
  touched: ReadonlySet<string>
  /** The person has asked what is wrong with the form as a whole. */
  asked: boolean
}

/** One open declaration in the editor: its session, its findings, and where the person is. */
export class Editor {
  readonly ui: Store<EditorUi>
  readonly findings: FindingsWatcher
  private wanted: string | null = null

  constructor(readonly session: FormSession, dock: EditorUi['dock'], profile: CheckProfile) {
    this.findings = new FindingsWatcher(session, profile)
    this.ui = createStore<EditorUi>({ section: session.edition.sections[0]?.key ?? '', focused: null, dock, floating: false, touched: new Set(), asked: false })
  }

  get sections(): readonly EditionSection[] {
    return this.session.edition.sections
  }

  close(): void {
    this.findings.close()
    this.session.close()
  }

  update(part: Partial<EditorUi>): void {
    const next = { ...this.ui.get(), ...part, ...(part.dock === 'findings' && { asked: true }) }
    if (!shallowSame(next, this.ui.get())) this.ui.set(next)
  }

  /** Opens the section of a value (a path, or an origin key) and puts the focus into it. */
  readonly goTo = (where: FieldPath): void => {
    const key = where.includes('/') ? where : originKey(this.session.declaration, where)
    const field = key.includes('/') ? (key.split('/')[0] ?? '') : fieldOfPath(key)
    const section = this.sections.find(other => other.list === field || other.fields.some(own => own === field))
    if (!section) return
    this.wanted = key
    this.update({ section: section.key, focused: key, ...(this.ui.get().floating && { dock: null }) })
    this.settleFocus()
  }

  /** Puts the focus where {@link goTo} wanted it, as soon as it is drawn. Called after every change of section too. */
  settleFocus(): void {
    requestAnimationFrame(() => {
      if (this.wanted === null) return
      const element = elementOf(this.wanted)
      if (!element) return
      this.wanted = null
      element.focus({ preventScroll: true })
      element.scrollIntoView({ block: 'center' })
      const field = element.closest('[data-field-key]')
      field?.classList.remove('flash')
      requestAnimationFrame(() => field?.classList.add('flash'))
    })
  }

  /** A person has been at these values. */
  touch(keys: readonly string[]): void {
    const { touched } = this.ui.get()
    if (keys.some(key => !touched.has(key))) this.update({ touched: new Set([...touched, ...keys]) })
  }

  /** Opens a section; with `enter`, the focus goes to its first field, as it should for a person at the keyboard. */
  openSection(key: string, enter = false): void {
    const { section } = this.ui.get()
    const opened = this.sections.find(other => other.key === key)
    const first = opened?.fields[0] ?? opened?.list
    if (key === section) {
      if (enter && first !== undefined) this.goTo(first)
      return
    }
    void this.session.flush()
    this.session.endTyping()
    this.wanted = null
    const left = this.sections.find(other => other.key === section)
    if (left) this.touch([...left.fields, ...(left.list ? [left.list] : [])])
    this.update({ section: key, focused: null })
    if (enter && first !== undefined) this.goTo(first)
  }

  /** Undo or redo, shown where it happened. What stands in a box unread is given up first. */
  step(direction: 'undo' | 'redo'): void {
    const { focused } = this.ui.get()
    if (direction === 'undo' && focused !== null && this.session.store.get().unread[focused] !== undefined) {
      this.session.dropUnread(focused)
      return
    }
    const where = this.session[direction]()
    if (where !== null && where !== 'origins' && where !== 'keptFindings') this.goTo(where)
  }

  /** Keys of values in these sections that wait for a look, in the order of the form. */
  unconfirmedIn(sections: readonly EditionSection[]): string[] {
    return unconfirmedKeys(this.session.declaration, sections)
  }

  confirm(keys: readonly string[]): void {
    this.session.confirmKeys(keys)
  }
}

/** The element of a value that takes the focus: the value's own control, or for a row or list its first one. */
export function elementOf(key: string): HTMLElement | null {
  const [list, row, part] = key.split('/')
  const tries = row === undefined ? [key] : [key, part === 'level2' ? `${list}/${row}/level1` : '', `${list}/${row}/name`]
  for (const name of tries.filter(Boolean)) {
    const field = document.querySelector(`[data-field-key="${CSS.escape(name)}"]`)
    const control = field?.querySelector<HTMLElement>('input:checked, [data-main-control]') ?? field?.querySelector<HTMLElement>('textarea, input, select, button')
    if (control) return control
  }
  return null
}

/** Keys of values that wait for a look, in the order of the form; rows in their order. */
export function unconfirmedKeys(declaration: Declaration, sections: readonly EditionSection[]): string[] {
  return sections.flatMap(section => [
    ...section.fields.filter(field => isUnconfirmed(declaration, field)),
    ...(section.list ? declaration[section.list].flatMap(row => ROW_PARTS[section.list as 'indicators'].map(part => `${section.list}/${row.id}${part}`).filter(key => isUnconfirmed(declaration, key))) : []),
  ])
}

const ROW_PARTS = { indicators: ['', '/level1', '/level2', '/name', '/value'], subProjects: ['', '/name', '/amount'] }

export const EditorContext = createContext<Editor | null>(null)

/** The editor around a component; throws outside of one. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('useEditor outside the editor')
  return editor
}

/** Part of the declaration; the component is drawn again only when that part changes. */
export function useDeclaration<S>(select: (declaration: Declaration) => S, same?: (a: S, b: S) => boolean): S {
  return useStore(useEditor().session.store, state => select(state.declaration), same)
}

/** Part of what the session has; the component is drawn again only when that part changes. */
export function useSessionState<S>(select: (state: SessionState) => S, same?: (a: S, b: S) => boolean): S {
  return useStore(useEditor().session.store, select, same)
}

/** Part of what is open and chosen in the editor. */
export function useUi<S>(select: (ui: EditorUi) => S): S {
  return useStore(useEditor().ui, select)
}

/** Part of the findings. */
export function useFindings<S>(select: (state: FindingsState) => S, same?: (a: S, b: S) => boolean): S {
  return useStore(useEditor().findings.store, select, same)
}

/** Findings of one value, by origin key. */
export function useFindingsAt(key: string): readonly ShownFinding[] {
  const { findings } = useEditor()
  return useFindings(state => findings.at(state, key))
}

/** A value that nobody has been at yet, on a form that nobody has asked about: what it lacks is no reproach. */
export function isCalm(ui: EditorUi, key: string): boolean {
  return !ui.asked && !ui.touched.has(key)
}

/** The edition of the form in hand. */
export function useEdition(): Edition {
  return useEditor().session.edition
}
