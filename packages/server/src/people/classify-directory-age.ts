import type { DirectoryReading } from '../storage/adapter.ts'

/**
 * Whether the reporting lines of the stored directory can be relied on.
 *
 * - `current`: yes.
 * - `old`: yes, but a request pulls the directory first, and those who manage the connection are warned.
 * - `stale`: no. Whoever was somebody's manager when it was read may not be any longer.
 */
export type DirectoryAge = 'current' | 'old' | 'stale'

export const hourMs = 3_600_000

/** Age from which on requests pull the directory first, in hours. */
const oldAfterHours = 24

/**
 * Classifies a stored directory by the time of its reading.
 * @param reading - Null if it was never read as a whole.
 * @param maxAgeHours - Age from which on it is stale, in hours.
 */
export const classifyDirectoryAge = (reading: DirectoryReading | null, maxAgeHours: number): DirectoryAge => {
  // The age of a reading ahead of the storage's clock is not known, because that clock was set back since.
  if (reading === null || reading.ageMs < 0 || reading.ageMs >= maxAgeHours * hourMs) return 'stale'
  return reading.ageMs > oldAfterHours * hourMs ? 'old' : 'current'
}
