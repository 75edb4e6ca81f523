import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { z } from 'zod'

const placeSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
})
/** Where the window was, in screen points. */
export type Place = z.infer<typeof placeSchema>

const FIRST: Place = { width: 1280, height: 820, maximized: false }

/** Where the window was last time; the middle of the screen where nothing is known, or where that screen has gone. */
export function readPlace(file: string, screens: readonly Rectangle[]): Place {
  let place: Place
  try {
    place = placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return FIRST
  }
  const { x, y, width } = place
  const isSeen =
    x !== undefined && y !== undefined &&
    screens.some(screen => x + width - 100 > screen.x && x + 100 < screen.x + screen.width && y >= screen.y - 10 && y + 40 < screen.y + screen.height)
  return isSeen ? place : { ...place, x: undefined, y: undefined }
}

/** A window's place is a comfort: that it cannot be written is no reason to trouble anyone. */
export function writePlace(file: string, place: Place): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place))
    renameSync(`${file}.new`, file)
  } catch {
    // a full or read-only disk is told about by the store
  }
}
