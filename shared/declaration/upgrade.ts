import { AppError } from '../errors'
import { declarationSchema, type Declaration } from './model'

type Document = Record<string, unknown>

/** One step: a document of version n becomes one of n + 1. Append only; a step that has shipped is never changed. */
export type UpgradeStep = (document: Document) => Document

/** `STEPS[0]` goes from version 1 to 2, and so on. */
const STEPS: readonly UpgradeStep[] = []

const isDocument = (value: unknown): value is Document => value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * Brings the steps that a document lacks, without validating it.
 * Throws storeNewer where a later program wrote it, storeDamaged where it is no document.
 */
export function upgradeSteps(document: unknown, steps: readonly UpgradeStep[]): Document {
  if (!isDocument(document) || !Number.isInteger(document.version) || Number(document.version) < 1) throw new AppError('storeDamaged', { detail: 'document without version' })
  const version = Number(document.version)
  const newest = steps.length + 1
  if (version > newest) throw new AppError('storeNewer', { found: version, known: newest })
  return steps.slice(version - 1).reduce((result, step, index) => ({ ...step(result), version: version + index + 1 }), document)
}

/** A stored document of any version → a declaration of today's, validated. */
export function upgradeDeclaration(document: unknown): Declaration {
  const checked = declarationSchema.safeParse(upgradeSteps(document, STEPS))
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new AppError('storeDamaged', { detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` })
}

/** The version that the steps lead to: always DOCUMENT_VERSION, as a test makes sure. */
export const UPGRADED_VERSION = STEPS.length + 1
