import type { Day, Instant } from '@windmill/claude-core'

/** Entries of one day that differ only in their time. `at` is the time of the newest entry. */
export type EntryGroup<Entry> = Entry & {
  /** Unique within the day. */
  readonly key: string
  /** The times of all entries of the group, newest first. */
  readonly times: readonly Instant[]
}

/** A day and its entries. */
export interface EntriesOfDay<Entry> {
  readonly day: Day
  readonly entries: readonly EntryGroup<Entry>[]
}

/**
 * Groups entries by day and, within a day, groups entries that differ only in their time.
 *
 * @param entries Sorted newest first. The order is kept.
 * @param toDay Returns the day of an instant, which depends on the time zone.
 */
export const groupEntriesByDay = <Entry extends { readonly at: Instant }>(
  entries: readonly Entry[],
  toDay: (at: Instant) => Day,
): readonly EntriesOfDay<Entry>[] => {
  const days = new Map<Day, Map<string, EntryGroup<Entry>>>()
  for (const entry of entries) {
    const { at, ...rest } = entry
    const day = toDay(at)
    const entriesOfDay = days.get(day) ?? new Map<string, EntryGroup<Entry>>()
    days.set(day, entriesOfDay)
    const key = JSON.stringify(rest)
    const group = entriesOfDay.get(key)
    entriesOfDay.set(key, { ...entry, ...group, key, times: [...(group?.times ?? []), at] })
  }
  return [...days].map(([day, entriesOfDay]) => ({ day, entries: [...entriesOfDay.values()] }))
}
