import type { Declaration } from '../../shared/declaration/model'
import { readBytes } from '../services/files'
import { declarationFromJson, decodeJson, parseJson } from '../services/interchange'
import type { Desk } from './command'

/** A declaration out of a file of interchange JSON, `-` for standard input. Throws what readBytes throws, badJson or fileNotDeclaration. */
export async function readDeclarationFile(file: string, desk: Desk): Promise<{ declaration: Declaration; /** Whether the JSON itself named it. */ hasId: boolean }> {
  const name = file === '-' ? desk.words.say('cli:stdin') : desk.path(file)
  const value = parseJson(file === '-' ? await desk.readStdin() : decodeJson(await readBytes(name), name), name)
  const hasId = value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'string'
  return { declaration: declarationFromJson(value, name, desk.services.newId), hasId }
}
