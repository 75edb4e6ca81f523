import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions'
import { AppError, type ErrorValue } from '../../shared/errors'
import type { ImportedForm, ImportSession, SourceOriginal } from '../../shared/ipc/contract'
import { forMatching } from '../../shared/text/normalise'
import { recognise, type RecognisedDeclaration, type Recognition, type SourceDocument } from '../../shared/recognise'
import { refuseTooLarge } from '../fileSize'
import { readDocument, readPasted, type ReadDocument, type ReadOptions } from '../documents/readers'
import { findDeclaration, writeDeclaration } from '../store/declarations'
import { readSettings } from '../store/settings'
import { keepSource, sourcesOf, type SourceFile } from '../store/sources'
import { keepVersion } from '../store/versions'
import type { Store } from '../store/open'
import path from 'node:path'
import type { ServiceContext } from './context'
import { readBytes } from './files'
import { declarationFromJson } from './interchange'
import { originalOf, sourceLines } from './originals'

/** Larger files are not kept beside the declarations, only the lines that were read. */
const MOST_BYTES_KEPT = 20 * 1024 * 1024
/** Reviews that nobody came back to are let go of, the oldest first. */
const MOST_SESSIONS = 5

/** A document that was read, and what was found in it. */
export interface ReadSource extends Recognition {
  name: string
  lines: string[]
  bytes: Uint8Array | null
  /** What the reader found; null for a picture without text. */
  read: SourceDocument | null
  /** The file is larger than what is kept of one. */
  tooLarge: boolean
}

/** Of a form: its document, and its place among the forms that were found there; null for one that was begun by hand. */
interface FormPlace { source: ReadSource; at: number | null }

interface Session { documents: ReadSource[]; formOf: Map<string, FormPlace> }

/** What to read: a file by its path, one whose bytes are here already, or a text; the latter by a name. */
export type ToRead = { file: string } | { name: string; bytes: Uint8Array } | { name: string; text: string }

export interface OpenOptions {
  signal?: AbortSignal
  /** `share` of the file `current` is read, 0 to 1. */
  onProgress?(progress: { done: number; total: number; current: string; share: number }): void
}

const fileOf = (what: ToRead): string => ('file' in what ? what.file : what.name)
const nameOf = (what: ToRead): string => ('file' in what ? path.basename(what.file) : what.name)

/** Files and texts on their way in: read, reviewed in a session, stored. */
export function createImports(context: ServiceContext) {
  const sessions = new Map<string, Session>()

  /** Reads one file or text, storing nothing. Every AppError names the file. */
  async function read(what: ToRead, edition: string | null = null, options: Pick<ReadOptions, 'signal' | 'onProgress'> = {}): Promise<ReadSource> {
    const editions = edition === null ? context.editions.list : [context.editions.require(edition)]
    const name = nameOf(what)
    try {
      if ('text' in what ? what.text.trim() === '' : 'bytes' in what && what.bytes.length === 0) throw new AppError('fileEmpty')
      const bytes = 'file' in what ? await readBytes(what.file, undefined, options.signal) : 'bytes' in what ? what.bytes : null
      if (bytes) refuseTooLarge(name, bytes.length)
      const keep = kept(bytes)
      const how: ReadOptions = { ...options, editions, mayTake: keep.bytes === null && 'file' in what }
      const document = 'text' in what ? await readPasted(name, what.text, how) : await readDocument(name, bytes ?? new Uint8Array(), how)
      const { declarations, unplaced } = found(document, editions, edition !== null)
      return { name, declarations, unplaced, lines: sourceLines(document), read: document, ...keep }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new AppError(error.code, { ...error.params, file: fileOf(what) }, { cause: error })
    }
  }

  /** A picture without text can still be looked at, and a form filled in beside it. */
  async function scanOf(what: ToRead): Promise<ReadSource> {
    const bytes = 'file' in what ? await readBytes(what.file) : 'bytes' in what ? what.bytes : null
    return { name: nameOf(what), declarations: [], unplaced: [], lines: [], read: null, ...kept(bytes) }
  }

  /** The program's own forms are taken as they are; what else stands in the file is recognised. */
  function found(document: ReadDocument, editions: readonly Edition[], chosen: boolean): Recognition {
    const own = (document.own ?? []).map((value): RecognisedDeclaration => {
      const declaration = declarationFromJson(value, document.name, context.newId)
      return { declaration, evidence: [], unplaced: [] }
    })
    if (own.length > 0 && document.blocks.length === 0) return { declarations: own, unplaced: [] }
    const { declarations, unplaced } = document.recognition ?? recognise(document, editions)
    // a form read with a revision that the person chose is tied to it
    const tied = chosen ? { editionRevision: editions[0]?.revision ?? null } : {}
    return { declarations: [...own, ...declarations.map(form => ({ ...form, declaration: { ...form.declaration, ...tied, id: context.newId() } }))], unplaced }
  }

  /** An id of the file's own is kept while it is free, so that what refers to it goes on doing so. */
  function withFreeId(db: Store, declaration: Declaration): Declaration {
    return findDeclaration(db, declaration.id) ? { ...declaration, id: context.newId() } : declaration
  }

  /** Stores forms of one document with what was read beside them. Throws unknownEdition. */
  function storeForms(db: Store, source: ReadSource, declarations: readonly Declaration[]): string[] {
    const at = context.now()
    const ids = declarations.map(declaration => {
      const stored = context.pinned(withFreeId(db, declaration))
      writeDeclaration(db, stored, context.completenessOf(stored), at)
      keepVersion(db, stored, 'imported', at)
      return stored.id
    })
    const kept: SourceFile = { name: source.name, readAt: at, lines: source.lines, unplaced: source.unplaced, bytes: source.bytes }
    keepSource(db, kept, ids)
    return ids
  }

  function documentOf(importId: string, document: number): { session: Session; source: ReadSource } {
    const session = sessions.get(importId)
    const source = session?.documents[document]
    if (!session || !source) throw new AppError('notFound', { id: importId })
    return { session, source }
  }

  return {
    read,

    /** Reads and stores at once, as the command line does. Throws fileNotDeclaration where nothing was found. */
    async store(what: ToRead): Promise<{ declaration: Declaration; unplaced: string[] }[]> {
      const source = await read(what)
      if (source.declarations.length === 0) throw new AppError('fileNotDeclaration', { file: fileOf(what) })
      const declarations = source.declarations.map(withUnplaced)
      const ids = stored(what, () => context.write(db => storeForms(db, source, declarations)))
      return declarations.map((declaration, index) => ({ declaration: { ...declaration, id: ids[index] ?? declaration.id }, unplaced: declaration.unplaced }))
    },

    /** Reads for the review; a document that fails is told of and does not keep the others back. Throws cancelled. */
    async open(documents: readonly ToRead[], edition: string | null, { signal, onProgress }: OpenOptions = {}): Promise<ImportSession> {
      const importId = context.newId()
      const session: Session = { documents: [], formOf: new Map() }
      const forms: ImportedForm[] = []
      const failures: ImportSession['failures'] = []
      for (const [done, what] of documents.entries()) {
        try {
          const progress = { done, total: documents.length, current: nameOf(what) }
          onProgress?.({ ...progress, share: 0 })
          const source = await read(what, edition, { ...(signal ? { signal } : {}), onProgress: share => onProgress?.({ ...progress, share }) })
          session.documents.push(source)
          for (const [at, form] of source.declarations.entries()) {
            const formId = `${importId}-${forms.length + 1}`
            session.formOf.set(formId, { source, at })
            forms.push({ ...form, formId, documentName: source.name, document: session.documents.length - 1 })
          }
        } catch (error) {
          if (!(error instanceof AppError) || error.code === 'cancelled') throw error
          failures.push({ name: nameOf(what), error: nameless(error) })
          if (error.code === 'fileScanned') await scanOf(what).then(scan => session.documents.push(scan), () => undefined)
        }
      }
      sessions.set(importId, session)
      for (const old of [...sessions.keys()].slice(0, -MOST_SESSIONS)) sessions.delete(old)
      return { importId, documents: session.documents.map(({ name, lines, unplaced, read: text }) => ({ name, lines, unplaced, scanned: text === null })), forms, failures }
    },

    /** Stores the forms as the person left them, all or none. Throws notFound where the review is gone, unknownEdition. */
    accept(importId: string, forms: readonly { formId: string; declaration: Declaration }[]): { ids: string[] } {
      const session = sessions.get(importId)
      if (!session || forms.some(form => !session.formOf.has(form.formId))) throw new AppError('notFound', { id: importId })
      const ids = context.write(db => {
        const byForm = new Map<string, string>()
        for (const source of session.documents) {
          const own = forms.filter(form => session.formOf.get(form.formId)?.source === source)
          if (own.length === 0) continue
          storeForms(db, source, own.map(form => form.declaration)).forEach((id, index) => byForm.set(own[index]?.formId ?? '', id))
        }
        return forms.map(form => byForm.get(form.formId) ?? '')
      })
      sessions.delete(importId)
      return { ids }
    },

    /** A document as it is looked at. Throws notFound. */
    original(importId: string, document: number): Promise<SourceOriginal> {
      const { source } = documentOf(importId, document)
      return originalOf({ ...source, scanned: source.read === null })
    },

    /** What a declaration was read from last, as it is looked at; null where it was not read from anything. Throws notFound. */
    async storedOriginal(id: string): Promise<SourceOriginal | null> {
      const [source] = context.read(db => sourcesOf(db, id))
      // pdf.js takes no Buffer
      return source ? originalOf({ ...source, bytes: source.bytes && new Uint8Array(source.bytes), read: null, tooLarge: false }) : null
    },

    /**
     * A form recognised again by another edition: the one in its place, or of its project where there are more or fewer forms then.
     * Throws notFound, unknownEdition, fileNotDeclaration where it is none of that edition.
     */
    async again(importId: string, formId: string, ref: string): Promise<ImportedForm> {
      const session = sessions.get(importId)
      const place = session?.formOf.get(formId)
      if (!session || !place) throw new AppError('notFound', { id: importId })
      const { source, at } = place
      const edition = context.editions.require(ref)
      // a large file came without its cells: where it is kept it is read anew
      const document: ReadDocument | null = source.bytes ? await readDocument(source.name, source.bytes, { editions: [edition] }) : source.read && { ...source.read, recognition: undefined }
      const forms = document && at !== null ? found(document, [edition], true).declarations : []
      const project = forMatching(source.declarations[at ?? 0]?.declaration.projectName ?? '')
      const form = forms.length === source.declarations.length ? forms[at ?? 0] : forms.find(({ declaration }) => project !== '' && forMatching(declaration.projectName ?? '') === project)
      if (form?.declaration.edition !== edition.id) throw new AppError('fileNotDeclaration', { file: source.name })
      const again = `${importId}-${session.formOf.size + 1}`
      session.formOf.set(again, place)
      return { ...form, formId: again, document: session.documents.indexOf(source), documentName: source.name }
    },

    /** An empty form, to be filled in beside the document. Throws notFound, unknownEdition. */
    blank(importId: string, document: number, ref: string, year: number): ImportedForm {
      const { session, source } = documentOf(importId, document)
      const { id: edition, revision } = context.editions.require(ref)
      const unitName = context.read(db => readSettings(db).unitName) || null
      const formId = `${importId}-${session.formOf.size + 1}`
      session.formOf.set(formId, { source, at: null })
      return { formId, document, documentName: source.name, declaration: { ...blankDeclaration(context.newId(), edition, year), editionRevision: revision, unitName }, evidence: [], unplaced: [] }
    },

    drop: (importId: string): void => void sessions.delete(importId),
  }
}

const kept = (bytes: Uint8Array | null): Pick<ReadSource, 'bytes' | 'tooLarge'> =>
  bytes && bytes.length > MOST_BYTES_KEPT ? { bytes: null, tooLarge: true } : { bytes, tooLarge: false }

/** A form of the program's own may be of an edition that is not here: the message is the file's. */
function stored<T>(what: ToRead, write: () => T): T {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unknownEdition') throw error
    throw new AppError('badJson', { file: fileOf(what), path: 'edition', reason: 'notAmong', expected: error.params.known ?? '', got: error.params.edition ?? '' }, { cause: error })
  }
}

/** What of a form found no field stays with the declaration. */
function withUnplaced({ declaration, unplaced }: RecognisedDeclaration): Declaration {
  return { ...declaration, unplaced: [...new Set([...declaration.unplaced, ...unplaced])] }
}

/** The window never sees a path: its messages name the file alone. */
function nameless(error: AppError): ErrorValue {
  const { file } = error.params
  return { code: error.code, params: typeof file === 'string' ? { ...error.params, file: path.basename(file) } : error.params }
}
