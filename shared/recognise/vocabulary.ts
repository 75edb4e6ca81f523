import vocabularyFile from '../../resources/recognise/vocabulary.json'
import type { LevelKind } from '../editions/schema'

/** Words by meaning, in data: what indicators are called, what targets look like, what the long texts talk about. */
export interface Vocabulary {
  /** Ends of an indicator's name (完成率, 及时性 …), longest first. */
  nameEnds: string[]
  /** Whole texts that are targets in words (健全, 规范 …). */
  valueWords: string[]
  /** Beginnings and ends that speak for a target rather than for a name. */
  valueStarts: string[]
  valueEnds: string[]
  /** Words that end a line which goes on in the next. */
  goesOn: string[]
  /** Words of an indicator's name by what level it belongs to, with their weight. */
  levelWords: Partial<Record<LevelKind, Record<string, number>>>
  /** Words of long texts by field, with their weight; `^` at the front: at the very beginning. */
  textWords: Record<string, Record<string, number>>
  /** Words in the title or table of a sheet that is no declaration. */
  foreign: string[]
  /** Words that project names are made of. */
  projectNameWords: string[]
  tickOn: string
  tickOff: string
}

export const vocabulary: Vocabulary = vocabularyFile
