import type { AccessRead, Day, Instant } from '@windmill/claude-core'

/** The same read by the same person, as often as they did it on a day. */
export interface RepeatedRead extends AccessRead {
  /** Newest first. */
  readonly times: readonly Instant[]
}

export interface ReadsOfDay {
  readonly day: Day
  readonly reads: readonly RepeatedRead[]
}

/** Reads by day, newest first as they come. Which day an instant is on depends on the time zone, so it is asked. */
export const groupReadsByDay = (reads: readonly AccessRead[], dayOf: (at: Instant) => Day): readonly ReadsOfDay[] => {
  const days = new Map<Day, Map<string, RepeatedRead>>()
  for (const read of reads) {
    const day = dayOf(read.at)
    const ofDay = days.get(day) ?? new Map<string, RepeatedRead>()
    days.set(day, ofDay)
    const key = [read.kind, read.period.from, read.period.to, read.viewer.id].join(' ')
    const same = ofDay.get(key)
    ofDay.set(key, { ...read, ...same, times: [...(same?.times ?? []), read.at] })
  }
  return [...days].map(([day, ofDay]) => ({ day, reads: [...ofDay.values()] }))
}
