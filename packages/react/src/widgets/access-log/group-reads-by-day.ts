import type { AccessRead, Day, Instant } from '@windmill/claude-core'

/** The reads of one day with the same viewer, kind and period. `at` is the time of the newest one. */
export interface ReadGroup extends AccessRead {
  /** The times of all these reads, newest first. */
  readonly times: readonly Instant[]
}

/** A day and its reads. */
export interface ReadsOfDay {
  readonly day: Day
  readonly reads: readonly ReadGroup[]
}

/**
 * Groups reads by day and, within a day, by viewer, kind and period.
 *
 * @param reads Sorted newest first. The order is kept.
 * @param toDay Returns the day of an instant, which depends on the time zone.
 */
export const groupReadsByDay = (reads: readonly AccessRead[], toDay: (at: Instant) => Day): readonly ReadsOfDay[] => {
  const days = new Map<Day, Map<string, ReadGroup>>()
  for (const read of reads) {
    const day = toDay(read.at)
    const readsOfDay = days.get(day) ?? new Map<string, ReadGroup>()
    days.set(day, readsOfDay)
    const key = [read.kind, read.period.from, read.period.to, read.viewer.id].join(' ')
    const group = readsOfDay.get(key)
    readsOfDay.set(key, { ...read, ...group, times: [...(group?.times ?? []), read.at] })
  }
  return [...days].map(([day, readsOfDay]) => ({ day, reads: [...readsOfDay.values()] }))
}
