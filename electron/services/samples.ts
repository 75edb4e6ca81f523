import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeDeclaration } from '../store/declarations'
import type { ServiceContext } from './context'
import { declarationFromJson, parseJson } from './interchange'

/** Stores the sample declarations that the program brings, each with a new id. */
export function loadSamples(context: ServiceContext): { ids: string[] } {
  const folder = path.join(context.resourcesDir, 'samples')
  const names = readdirSync(folder).filter(name => name.endsWith('.json')).sort()
  const samples = names.map(name => {
    const declaration = declarationFromJson(parseJson(readFileSync(path.join(folder, name), 'utf8'), name), name, context.newId)
    return context.pinned({ ...declaration, id: context.newId(), previousId: null })
  })
  context.write(db => {
    for (const sample of samples) writeDeclaration(db, sample, context.completenessOf(sample), context.now())
  })
  return { ids: samples.map(sample => sample.id) }
}
