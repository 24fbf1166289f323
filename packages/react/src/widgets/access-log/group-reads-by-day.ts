import type { AccessRead, Day, Instant } from '@windmill/claude-core'

/** Reads of one day with equal viewer, kind and period. */
export interface RepeatedRead extends AccessRead {
  /** When it happened, newest first. */
  readonly times: readonly Instant[]
}

export interface ReadsOfDay {
  readonly day: Day
  readonly reads: readonly RepeatedRead[]
}

/** Groups reads by day, in the order given: newest first. `dayOf` decides the day, which depends on the time zone. */
export const groupReadsByDay = (reads: readonly AccessRead[], dayOf: (at: Instant) => Day): readonly ReadsOfDay[] => {
  const days = new Map<Day, Map<string, RepeatedRead>>()
  for (const read of reads) {
    const day = dayOf(read.at)
    const readsOfDay = days.get(day) ?? new Map<string, RepeatedRead>()
    days.set(day, readsOfDay)
    const key = [read.kind, read.period.from, read.period.to, read.viewer.id].join(' ')
    const same = readsOfDay.get(key)
    readsOfDay.set(key, { ...read, ...same, times: [...(same?.times ?? []), read.at] })
  }
  return [...days].map(([day, readsOfDay]) => ({ day, reads: [...readsOfDay.values()] }))
}
