/** A cell's words as they stand in the line of its row: places of evidence and of marked words count by it, so reader and window go by the same. */
export const inLine = (text: string): string => text.replace(/[\t\n]+/gu, ' ')
