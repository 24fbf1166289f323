import { addDays, type Day, dayAt, firstServedDay } from '@windmill/claude-core'
import type { ClaudeApi } from '@windmill/example-claude-api'
import { userTotalCounters } from '../src/sync/read-totals.ts'
import type { DayRows } from './find-wrong-result.ts'
import type { Random } from './random.ts'

/**
 * Minimum and maximum age of a revised day, in days. At the minimum age, a day is settled, whatever the delay of the
 * API is.
 */
const [minAgeDays, maxAgeDays] = [18, 110]
/** Maximum revisions of a day until reconciliation can find one. On a day without activity, it finds none. */
const maxAttempts = 5

/**
 * Lets Claude revise up to four settled days of the last months. Each revision changes one of `userTotalCounters`:
 * reconciliation compares the counters of a report only if a whole month has that report. A day on which none of these
 * counters changes is not revised.
 */
export const reviseSettledDays = (random: Random, api: ClaudeApi, now: number): void => {
  for (let count = random.drawInteger(1, 4); count > 0; count -= 1) {
    const day = addDays(dayAt(now), -random.drawInteger(minAgeDays, maxAgeDays))
    if (day >= firstServedDay) reviseDay(api, day)
  }
}

const reviseDay = (api: ClaudeApi, day: Day): void => {
  const rowsBefore = api.truth.day(day)
  const { lateRevisions } = api.settings()
  const revisionCount = lateRevisions[day] ?? 0
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    api.control({ settings: { lateRevisions: { ...lateRevisions, [day]: revisionCount + attempt } } })
    if (hasUserTotalChanged(rowsBefore, api.truth.day(day))) return
  }
  api.control({ settings: { lateRevisions } })
}

const hasUserTotalChanged = (rowsBefore: DayRows, rowsAfter: DayRows): boolean =>
  [...rowsAfter].some(([id, counters]) =>
    userTotalCounters.some((counter) => rowsBefore.get(id)?.[counter] !== counters[counter]),
  )
