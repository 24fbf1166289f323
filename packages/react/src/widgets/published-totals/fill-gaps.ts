import { addDays, type Day, type WeekTotals } from '@windmill/claude-core'

/** A week of the table. `active` is null if the week is not published, but an earlier and a later week are. */
export interface ListedWeek {
  readonly start: Day
  readonly active: WeekTotals['active'] | null
}

/** Lists every week from the newest to the oldest published week, including the unpublished weeks between them. */
export const fillGaps = (weeks: readonly WeekTotals[]): ListedWeek[] => {
  const [oldest, newest] = [weeks[0]?.start, weeks.at(-1)?.start]
  const published = new Map(weeks.map(({ start, active }) => [start, active]))
  const listedWeeks: ListedWeek[] = []
  if (oldest && newest) {
    for (let start = newest; start >= oldest; start = addDays(start, -7)) {
      listedWeeks.push({ start, active: published.get(start) ?? null })
    }
  }
  return listedWeeks
}
