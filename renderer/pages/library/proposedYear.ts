/** The year that forms are made for on a day: declarations are written in the second half-year for the year that follows. */
export function proposedYear(today: Date): number {
  return today.getFullYear() + (today.getMonth() >= 6 ? 1 : 0)
}
