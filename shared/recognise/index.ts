import type { Edition } from '../editions/schema'
import { doubt } from './doubts'
import { Draft, SURE } from './draft'
import { findForms, type FormSource } from './forms'
import { partBeside } from './formsBeside'
import { indicatorsAlone } from './indicatorsAlone'
import { leftoversOf } from './leftovers'
import { against } from './manner'
import { readScattered } from './scatteredForm'
import { readSequential, readsInOrder } from './sequentialText'
import { takePlainOptions } from './plainOptions'
import { completeProjectName } from './projectNames'
import { takeSecondOpinions } from './secondOpinion'
import { streamOf, type StreamRow } from './stream'
import { readTable } from './tabular'
import { tidyLines } from './tidyLines'
import { readVisual } from './visualForm'
import type { Recognition, RecognisedDeclaration, SourceDocument } from './types'

export type { RecognisedDeclaration, Recognition, SourceBlock, SourceDocument } from './types'

/**
 * Reads declarations out of a document in the neutral form, by the words of the editions given.
 * Nothing is lost: pieces of a form that found no field are in its `unplaced`, everything outside of forms in that of the result.
 */
export function recognise(document: SourceDocument, editions: readonly Edition[]): Recognition {
  const rows = partBeside(streamOf(document), editions)
  const found = findForms(rows, editions)
  const alone = found.forms.length === 0 ? indicatorsAlone(rows, editions) : null
  const { forms, rest } = alone ? { forms: [alone], rest: [] } : found
  const declarations: RecognisedDeclaration[] = []
  const outside = [...rest]
  for (const form of forms) {
    const read = readForm(form, `recognised-${declarations.length + 1}`)
    if (isBlank(read)) outside.push(...form.rows)
    else declarations.push(read)
  }
  outside.sort((a, b) => a.line - b.line)
  return { declarations, unplaced: outside.map(row => row.cells.map(cell => cell.text.trim()).filter(text => text !== '').join('\t')).filter(text => text !== '') }
}

/** An empty form, as bureaus hand them out: labels, and at most a unit and a year. */
function isBlank({ declaration, evidence }: RecognisedDeclaration): boolean {
  return declaration.projectName === null && declaration.indicators.length === 0 && evidence.every(entry => ['unitName', 'supervisingDepartment', 'year', 'projectType'].includes(entry.field))
}

function readForm(form: FormSource, id: string): RecognisedDeclaration {
  const chosen = isTable(form) ? tableDraft(form, id) : linesDraft(form, id)
  settleYear(form, chosen)
  for (const text of leftoversOf(form, chosen.declaration, chosen.unplaced)) chosen.leave(text)
  return chosen.finish()
}

const draftOf = (form: FormSource, id: string): Draft => new Draft(form.lexicon, id, form.year ?? form.lexicon.edition.years.from)

function tableDraft(form: FormSource, id: string): Draft {
  const draft = draftOf(form, id)
  readTable(form.rows, draft)
  return draft
}

/** Ways to read lines, with what speaks for them before anything is read. */
function waysOf(rows: readonly StreamRow[], draft: Draft): { read: (into: Draft) => void; lead: number }[] {
  const ordered = readsInOrder(rows, draft)
  const columns = rows.filter(row => row.cells.length > 0)
  const roomy = columns.filter(row => / {8,}\S|\S {4,}\S/u.test(row.cells[0]!.text)).length >= columns.length * ROOMY
  return [
    { read: (into: Draft): void => readSequential(rows, into), lead: ordered ? LEAD : 0 },
    { read: (into: Draft): void => readScattered(rows, into), lead: ordered ? 0 : LEAD },
    { read: (into: Draft): void => readVisual(rows, into, true), lead: roomy ? LEAD_OF_COLUMNS : 0 },
    { read: (into: Draft): void => readVisual(rows, into, false), lead: 0 },
  ].sort((a, b) => b.lead - a.lead)
}

/** Another reading must be this much better than the one that the text suggests. */
const LEAD = 1
const LEAD_OF_COLUMNS = 6
/** The share of lines with wide gaps that keep columns apart. */
const ROOMY = 0.4

/** The reading of a form's lines that least speaks against. */
function linesDraft(form: FormSource, id: string): Draft {
  const { rows: tidy, furniture } = tidyLines(form.rows, form.lexicon)
  const { rows, options } = takePlainOptions(tidy, form.lexicon)
  const begun = (): Draft => {
    const draft = draftOf(form, id)
    for (const { field, value, line, source } of options) draft.putText(field as 'projectType', value, { confidence: SURE.near, source, line })
    return draft
  }
  const readings: { draft: Draft; points: number }[] = []
  for (const { read, lead } of waysOf(rows, begun())) {
    const draft = begun()
    read(draft)
    const points = against(draft) - lead
    readings.push({ draft, points })
    if (points <= 0) break
  }
  const [best, ...rest] = readings.sort((a, b) => a.points - b.points)
  if (!best) return draftOf(form, id)
  const [chosen, others] = [best.draft, rest.map(reading => reading.draft)]
  doubt(chosen, against(chosen))
  takeSecondOpinions(chosen, others)
  completeProjectName(chosen, rows)
  for (const text of furniture) chosen.leave(text)
  return chosen
}

/** A form without its year printed: the year in which the project ends, where it is one of the edition's. */
function settleYear(form: FormSource, draft: Draft): void {
  if (form.year !== null) return
  const date = draft.declaration.endDate ?? draft.declaration.startDate
  if (date === null) return
  draft.declaration.year = Number(date.slice(0, 4))
  draft.note('year', { confidence: 0.6, source: date, line: -1, why: 'yearFromDates' })
}

/** Whether a form's rows are rows of a table rather than lines of text. */
function isTable(form: FormSource): boolean {
  const filled = form.rows.filter(row => row.cells.some(cell => cell.text.trim() !== ''))
  const wide = filled.filter(row => row.kind === 'table' && row.cells.length > 1)
  return wide.length >= Math.max(4, filled.length * 0.3)
}
