import path from 'node:path'
import { createServices, type ServiceOptions } from '../services'
import { RESOURCES } from '../services/testing'
import { runCli, type Output } from './run'

export interface Ran { status: number; stdout: string; stderr: string }

/** Standard output as the one JSON value it has to be. */
export const jsonOf = <T>(ran: Ran): T => JSON.parse(ran.stdout) as T

/** For tests: the command line in a folder, each call with services of its own as if it were a process of its own. */
export function commandLine(folder: string, options: Partial<ServiceOptions> = {}) {
  return async (words: readonly string[], stdin: string | Uint8Array = ''): Promise<Ran> => {
    const collect = (): Output & { text: string } => ({
      text: '',
      write(text, taken) {
        this.text += text
        setImmediate(taken)
      },
    })
    const [stdout, stderr] = [collect(), collect()]
    const services = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES, ...options })
    try {
      const status = await runCli(words, { services, version: '9.9.9', cwd: folder, stdin: (async function* () { yield stdin })(), stdout, stderr })
      return { status, stdout: stdout.text, stderr: stderr.text }
    } finally {
      services.close()
    }
  }
}
