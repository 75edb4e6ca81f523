import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { EventName, Events, Handlers } from '../../shared/ipc/contract'
import { AppError } from '../../shared/errors'
import { wordsIn } from '../i18n'
import type { Services } from '../services'
import { refuseTooLarge } from '../fileSize'
import type { OpenOptions } from '../services/imports'
import type { Desk } from '../windows/desk'

/** What the handlers need beside the services. */
export interface HandlerOptions {
  version: string
  dataFolder: string
  desk: Desk
  emit<E extends EventName>(event: E, payload: Events[E]): void
  /** The window has nothing unsaved any more. */
  readyToQuit(): void
  /** After the person chose a language. */
  onLanguage?(language: 'zh' | 'en'): void
}

/** Every method of the contract, by calling the services. Files and folders that the person chose are known to the window by tokens only. */
export function createHandlers(services: Services, { version, dataFolder, desk, emit, readyToQuit, onLanguage }: HandlerOptions): Handlers {
  const paths = tokens<string>()
  // dropped files stand in memory: only the last ones, for a review that is begun again
  const dropped = tokens<{ name: string; bytes: Uint8Array }>(100)
  const jobs = new Map<string, AbortController>()
  const { library, declarations, history, imports, carryOver, editionPacks, checkProfile, exports, backups, settings } = services

  const words = () => wordsIn(settings.read().language)
  const changed = <T>(result: T): T => {
    emit('library.changed', {})
    return result
  }
  const editionsChanged = <T>(result: T): T => {
    emit('editions.changed', {})
    return result
  }
  const checksChanged = <T>(result: T): T => {
    emit('checks.changed', {})
    return result
  }
  /** Work that can be stopped by its id while it lasts. */
  const asJob = async <T>(jobId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (jobs.has(jobId)) throw new AppError('badInput', { why: 'jobId' })
    const job = new AbortController()
    jobs.set(jobId, job)
    try {
      return await work(job.signal)
    } finally {
      jobs.delete(jobId)
    }
  }
  const asImport = <T>(jobId: string | undefined, work: (how: OpenOptions) => Promise<T>): Promise<T> =>
    jobId === undefined ? work({}) : asJob(jobId, signal => work({ signal, onProgress: progress => emit('import.progress', { jobId, ...progress }) }))
  const stop = (jobId: string): null => {
    jobs.get(jobId)?.abort()
    return null
  }

  return {
    'app.info': () => ({ version, dataFolder, settings: settings.read(), editions: [...services.editions.list], checks: checkProfile.inForce() }),
    'app.setSettings': input => {
      const before = settings.read().language
      const after = settings.write(input)
      if (after.language !== before) onLanguage?.(after.language)
      return after
    },
    'app.readyToQuit': () => {
      readyToQuit()
      return null
    },

    'library.list': input => library.list(input),
    'library.facets': () => library.facets(),
    'library.create': input => changed(library.create(input)),
    'library.duplicate': ({ id }) => changed(library.duplicate(id)),
    'library.trash': ({ ids }) => changed(library.trash(ids)),
    'library.restore': ({ ids }) => changed(library.restore(ids)),
    'library.remove': ({ ids }) => changed(library.remove(ids)),
    'library.emptyTrash': () => changed(library.emptyTrash()),
    'library.loadSamples': () => changed(services.loadSamples()),

    'declaration.open': ({ id }) => declarations.open(id),
    'declaration.patch': input => changed(declarations.patch(input)),
    'declaration.versions': ({ id }) => declarations.versions(id),
    'declaration.restoreVersion': ({ id, version: wanted }) => changed(declarations.restoreVersion(id, wanted)),
    'declaration.history': ({ id }) => history.of(id),
    'declaration.source': ({ id }) => history.source(id),
    'declaration.original': ({ id }) => imports.storedOriginal(id),
    'declaration.link': ({ id, previousId }) => changed(history.link(id, previousId)),

    'import.chooseFiles': async () => {
      const { say } = words()
      const extensions = ['txt', 'tsv', 'csv', 'json', 'xlsx', 'xlsm', 'docx', 'pdf', 'html', 'htm', 'jpg', 'jpeg', 'png']
      const filters = [{ name: say('cli:dialog.forms'), extensions }, { name: say('cli:dialog.allFiles'), extensions: ['*'] }]
      return (await desk.chooseFiles(filters, say('cli:dialog.import'))).map(file => ({ token: paths.give(file), name: path.basename(file) }))
    },
    'import.takeFile': ({ name, bytes }) => {
      refuseTooLarge(name, bytes.length)
      return { token: dropped.give({ name, bytes }), name }
    },
    'import.files': ({ jobId, tokens, edition }) => asImport(jobId, how => imports.open(tokens.map(token => dropped.find(token) ?? { file: paths.take(token) }), edition, how)),
    'import.text': ({ jobId, text, name, edition }) => asImport(jobId, how => imports.open([{ text, name }], edition, how)),
    'import.cancel': ({ jobId }) => stop(jobId),
    'import.accept': ({ importId, forms }) => changed(imports.accept(importId, forms)),
    'import.original': ({ importId, document }) => imports.original(importId, document),
    'import.again': ({ importId, formId, edition }) => imports.again(importId, formId, edition),
    'import.blank': ({ importId, document, edition, year }) => imports.blank(importId, document, edition, year),
    'import.drop': ({ importId }) => {
      imports.drop(importId)
      return null
    },

    'carryOver.preview': input => carryOver.preview(input),
    'carryOver.create': input => changed({ id: carryOver.create(input).declaration.id }),
    'carryOver.many': ({ jobId, ...job }) => asJob(jobId, async signal => {
      const report = await services.carryMany({ ...job, signal, onProgress: progress => emit('carryOver.progress', { jobId, ...progress }) })
      return report.made.length > 0 ? changed(report) : report
    }),
    'carryOver.cancel': ({ jobId }) => stop(jobId),

    'check.year': input => services.checks.year(input),
    'indicators.learned': ({ unitName }) => services.learned(unitName),

    'editions.list': () => editionPacks.list(),
    'editions.chooseFile': async () => {
      const { say } = words()
      const file = await desk.chooseFile([{ name: say('cli:dialog.editions'), extensions: ['json'] }, { name: say('cli:dialog.allFiles'), extensions: ['*'] }], say('cli:dialog.edition'))
      return file === null ? null : { token: paths.give(file), name: path.basename(file) }
    },
    'editions.check': ({ token }) => editionPacks.check(paths.take(token)),
    'editions.install': async ({ token }) => editionsChanged(await editionPacks.install(paths.take(token))),
    'editions.remove': async input => editionsChanged(await editionPacks.remove(input)),

    'checks.chooseFile': async () => {
      const { say } = words()
      const file = await desk.chooseFile([{ name: say('cli:dialog.checks'), extensions: ['json'] }, { name: say('cli:dialog.allFiles'), extensions: ['*'] }], say('cli:dialog.check'))
      return file === null ? null : { token: paths.give(file), name: path.basename(file) }
    },
    'checks.check': ({ token }) => checkProfile.check(paths.take(token)),
    'checks.install': async ({ token }) => checksChanged(await checkProfile.install(paths.take(token))),
    'checks.reset': async () => checksChanged(await checkProfile.reset()),
    'checks.export': async ({ folder }) => ({ name: path.basename(await checkProfile.export(paths.take(folder))) }),

    'backup.list': async () => ({ copies: (await backups.list()).map(({ file, ...copy }) => ({ ...copy, token: paths.give(file) })) }),
    'backup.chooseFolder': async () => {
      const folder = await desk.chooseFolder(words().say('cli:dialog.backupFolder'))
      return folder === null ? null : { token: paths.give(folder), name: path.basename(folder) || folder }
    },
    'backup.make': ({ jobId, folder }) => asJob(jobId, signal => backups.make(paths.take(folder), { signal, onProgress: progress => emit('backup.progress', { jobId, ...progress }) })),
    'backup.cancel': ({ jobId }) => stop(jobId),
    'backup.chooseFile': async () => {
      const { say } = words()
      const file = await desk.chooseFile([{ name: say('cli:dialog.backups'), extensions: ['jixiao', 'sqlite'] }, { name: say('cli:dialog.allFiles'), extensions: ['*'] }], say('cli:dialog.backup'))
      return file === null ? null : { token: paths.give(file), name: path.basename(file) }
    },
    'backup.inspect': ({ token }) => backups.inspect(paths.take(token)),
    'backup.restore': async ({ token }) => {
      const report = await backups.restore(paths.take(token))
      onLanguage?.(settings.read().language)
      return report
    },

    'export.chooseFolder': async () => {
      const folder = await desk.chooseFolder(words().say('cli:dialog.exportFolder'))
      return folder === null ? null : { token: paths.give(folder), name: path.basename(folder) || folder }
    },
    'export.run': ({ jobId, folder, ...job }) => asJob(jobId, async signal => {
      const outcome = await exports.run({ ...job, folder: paths.take(folder), signal, onProgress: progress => emit('export.progress', { jobId, ...progress }) })
      return { ...outcome, folder, made: outcome.made.map(({ id, file }) => ({ id, file: path.basename(file) })) }
    }),
    'export.cancel': ({ jobId }) => stop(jobId),
    'export.showFolder': async ({ folder }) => {
      await desk.showFolder(paths.take(folder))
      return null
    },
    'print.printers': () => desk.printers(),
    'print.open': async ({ id, draft }) => ({ printed: await exports.print(id, draft) }),
  }
}

/** Values by token, at most so many, for as long as the program runs. */
function tokens<T>(most = Infinity) {
  const values = new Map<string, T>()
  return {
    give(value: T): string {
      const token = randomBytes(12).toString('hex')
      values.set(token, value)
      for (const old of values.keys()) {
        if (values.size <= most) break
        values.delete(old)
      }
      return token
    },
    find: (token: string): T | undefined => values.get(token),
    /** Throws notFound for a token that was never given. */
    take(token: string): T {
      const value = values.get(token)
      if (value === undefined) throw new AppError('notFound', { id: token })
      return value
    },
  }
}
