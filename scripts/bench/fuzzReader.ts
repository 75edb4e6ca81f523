import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { READ, type Place } from '../../electron/documents/readers/fixtures/files'
import { STATUS, statusOf } from '../../electron/cli/args'
import { wordsIn } from '../../electron/i18n'
import { createServices } from '../../electron/services'
import { AppError } from '../../shared/errors'

export interface Offer { file: string; place?: Place | undefined }
/** `answer`: the code of the message, or {@link READ}; `fault`: what is wrong with it; `peak`: most memory the process had meanwhile, in bytes. */
export interface Offered { answer: string; ms: number; peak: number; fault: string | null }

/** The process of {@link ./fuzz} that reads: the program's services on a store of its own. */
function main([root = '', dataDir = '']: string[]): void {
  const services = createServices({ dataDir, resourcesDir: path.join(root, 'resources') })
  const [zh, en] = [wordsIn('zh'), wordsIn('en')]
  const stored = (): number => services.library.facets().total

  const offer = async ({ file, place }: Offer): Promise<Offered> => {
    const before = stored()
    const folder = readdirSync(dataDir).length
    resetPeak()
    const began = performance.now()
    const reading = services.imports.store({ file })
    if (place === 'vanishing') rmSync(file, { force: true })
    if (place === 'growing') appendFileSync(file, 'x'.repeat(100_000))
    const { kept, error } = await reading.then(found => ({ kept: found.length, error: null }), (caught: unknown) => ({ kept: 0, error: caught }))
    const ms = performance.now() - began
    const peak = peakMemory()
    const left = [...(stored() - before === kept ? [] : [`stored ${stored() - before}, answered ${kept}`]), ...(kept > 0 || readdirSync(dataDir).length === folder ? [] : ['something is left in the data folder'])]
    return { answer: error === null ? READ : error instanceof AppError ? error.code : `! ${String(error)}`, ms, peak, fault: [...left, ...(error === null ? [] : faultsOf(error, file))].join('; ') || null }
  }

  /** A message for a person: of a known code and status, with the file's name in it, whole, and with what to do. */
  const faultsOf = (error: unknown, file: string): string[] => {
    if (!(error instanceof AppError)) return [String(error)]
    const words = zh.error(error)
    const faults: string[] = []
    if (statusOf(error) !== STATUS.unreadable) faults.push(`status ${statusOf(error)} for ${error.code}`)
    if (!words.includes(path.basename(file))) faults.push(`the message does not name the file: ${words}`)
    // "please …": what to do
    if (!/请/u.test(words) || /\{\{|\$t\(|undefined|\[object|errors:|Error:/u.test(words.replaceAll(path.basename(file), ''))) faults.push(`not a message that helps: ${words}`)
    if (/\{\{|\$t\(|undefined|errors:/u.test(en.error(error).replaceAll(path.basename(file), ''))) faults.push(`English: ${en.error(error)}`)
    return faults
  }

  process.on('message', (asked: Offer) => void offer(asked).then(offered => process.send?.(offered)))
  process.on('disconnect', () => process.exit())
}

/** Linux counts the peak anew when told so; elsewhere it is the peak since the beginning. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // another system
  }
}

function peakMemory(): number {
  try {
    return Number(readFileSync('/proc/self/status', 'utf8').match(/^VmHWM:\s*(\d+) kB/mu)?.[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}

main(process.argv.slice(2))
