import type { Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'
import type { SheetOptions } from '../../shared/sheet/sheet'

export interface DocumentItem {
  declaration: Declaration
  edition: Edition
  /** How forms of this edition are printed, where a file has several editions; the file's options where left out. */
  print?: Partial<SheetOptions>
}

export type DocumentOptions = SheetOptions & { /** When the file says that it was made. */ now?: Date }

/** Told how many forms of a file are laid out so far; packing the file comes after the last. */
export type OnWritten = (count: number) => void
