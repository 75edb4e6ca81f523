import type { Budget } from './budget'
import { attribute, parseXml } from './xml'
import type { Zip } from './zip'

/** Parts of an Office package by what they are to each other. */
export interface Relation { type: string; target: string; external: boolean }

/** What a part refers to, by id. Targets are names of parts; what lies outside the file is marked and never followed. */
export function relationsOf(zip: Zip, part: string, budget: Budget): Map<string, Relation> {
  const slash = part.lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const bytes = zip.read(`${folder}_rels/${part.slice(slash)}.rels`)
  const found = new Map<string, Relation>()
  if (!bytes) return found
  parseXml(bytes, {
    open(tag) {
      if (tag.name !== 'Relationship') return
      const id = attribute(tag, 'Id')
      const target = attribute(tag, 'Target')
      if (id === undefined || target === undefined) return
      const external = attribute(tag, 'TargetMode') === 'External'
      // the last word of the type alone: transitional and strict files have different addresses before it
      const type = (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? ''
      found.set(id, { type, target: external ? target : resolve(folder, target), external })
    },
  }, budget)
  return found
}

/** The main part of a package, `xl/workbook.xml` or `word/document.xml` wherever it lies. */
export function mainPart(zip: Zip, usual: string, budget: Budget): string {
  for (const relation of relationsOf(zip, '', budget).values()) if (relation.type === 'officeDocument' && !relation.external && zip.has(relation.target)) return relation.target
  if (zip.has(usual)) return usual
  throw budget.damaged()
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
