import { addDays, type Day, daysBetween, listDays, type TotalsResponse } from '@windmill/claude-core'
import { mapAdoptionIds, roundCount, startOfBucket } from '@windmill/claude-core/internal'

/** The Monday of the newest settled week: the API serves through 2026-11-20. */
const newestWeek: Day = '2026-11-02'
/** The Mondays of the settled weeks of the history, which begins on 2026-01-01. */
const settledWeeks: readonly Day[] = listDays({ from: '2026-01-05', to: newestWeek }).filter(
  (day) => startOfBucket(day, 'week') === day,
)

/** The share of the active Claude users who use a product. */
const shares = { any: 1, chat: 0.78, code: 0.44, usage: 0.31, excel: 0.2, powerpoint: 0.03 }

/** Creates the totals of weeks in which use grows to `people`, with a dip in the summer. */
const createTotals = (starts: readonly Day[], people: number): TotalsResponse => ({
  seats: { day: '2026-11-20', assigned: Math.ceil(people * 1.1), pendingInvites: 3 },
  weeks: starts.map((start) => {
    const weeksAgo = daysBetween(start, newestWeek) / 7
    const isSummer = start >= '2026-07-20' && start <= '2026-08-17'
    const active = people * (1 - weeksAgo / 60) * (isSummer ? 0.8 : 1) - (weeksAgo % 4)
    return { start, active: mapAdoptionIds((id) => roundCount(Math.max(0, Math.round(active * shares[id])))) }
  }),
})

const year = createTotals(settledWeeks, 74)

/** Totals of several companies. */
export const totalsFixtures: Readonly<Record<'year' | 'gap' | 'few' | 'large' | 'single' | 'none', TotalsResponse>> = {
  year,
  /** Two weeks with a day that was not read. */
  gap: {
    ...year,
    weeks: year.weeks.filter(({ start }) => start !== addDays(newestWeek, -14) && start !== '2026-09-07'),
  },
  few: createTotals(settledWeeks.slice(-6), 7),
  large: createTotals(settledWeeks, 84_000),
  single: createTotals(settledWeeks.slice(-1), 74),
  none: { weeks: [], seats: null },
}
