import type { DirectoryReading } from '../storage/adapter.ts'

/**
 * Whether the reporting lines of the stored directory can be relied on.
 *
 * - `current`: yes.
 * - `old`: yes, but a request pulls the directory first, and those who manage the connection are warned.
 * - `stale`: no. A manager in this directory may no longer be the manager of the same people.
 */
export type DirectoryAge = 'current' | 'old' | 'stale'

export const hourMs = 3_600_000

/** Minimum age of a directory that requests pull first, in hours. */
const oldAfterHours = 24

/**
 * Classifies a stored directory by the time of its reading.
 * @param reading - Null if the directory was never read as a whole.
 * @param maxAgeHours - Age from which a directory is stale, in hours.
 */
export const classifyDirectoryAge = (reading: DirectoryReading | null, maxAgeHours: number): DirectoryAge => {
  // A negative age means that the storage's clock was set back since the reading, so the true age is unknown.
  if (reading === null || reading.ageMs < 0 || reading.ageMs >= maxAgeHours * hourMs) return 'stale'
  return reading.ageMs > oldAfterHours * hourMs ? 'old' : 'current'
}
