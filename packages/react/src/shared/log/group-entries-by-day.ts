import type { Day, Instant, LogEntry } from '@windmill/claude-core'

/** Equal entries of one day. `at` is the time of the newest one. */
export interface EntryGroup extends LogEntry {
  /** Unique within the day. */
  readonly key: string
  /** The times of all these entries, newest first. */
  readonly times: readonly Instant[]
}

/** A day and its entries. */
export interface EntriesOfDay {
  readonly day: Day
  readonly entries: readonly EntryGroup[]
}

/**
 * Groups entries by day and, within a day, those that differ only in their time.
 *
 * @param entries Sorted newest first. The order is kept.
 * @param toDay Returns the day of an instant, which depends on the time zone.
 */
export const groupEntriesByDay = (
  entries: readonly LogEntry[],
  toDay: (at: Instant) => Day,
): readonly EntriesOfDay[] => {
  const days = new Map<Day, Map<string, EntryGroup>>()
  for (const entry of entries) {
    const { at, actor, actingFor, about, event } = entry
    const day = toDay(at)
    const entriesOfDay = days.get(day) ?? new Map<string, EntryGroup>()
    days.set(day, entriesOfDay)
    const key = JSON.stringify([actor?.id, actingFor?.id, about, event])
    const group = entriesOfDay.get(key)
    entriesOfDay.set(key, { ...entry, ...group, key, times: [...(group?.times ?? []), at] })
  }
  return [...days].map(([day, entriesOfDay]) => ({ day, entries: [...entriesOfDay.values()] }))
}
