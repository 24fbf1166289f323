import {
  type ClaudeStats,
  catalog,
  type Day,
  employeeId,
  type StatsChanges,
  type StatsRow,
  type StatValue,
} from '@windmill/claude-server'
import { expect, test } from 'vitest'
import { followStats } from './follow-stats.ts'
import { openHostDatabase } from './open-host-database.ts'

const createRow = (day: Day, id: string, value: number | null, partial = false): StatsRow => {
  const stat: StatValue = { value, partial }
  return {
    day,
    employeeId: employeeId(id),
    stats: Object.fromEntries(catalog.map((definition) => [definition.id, stat])) as StatsRow['stats'],
    counters: {} as StatsRow['counters'],
  }
}

/** Creates a feed with one step for each call of `stats.changes`. */
const createFeed = (...steps: readonly (readonly [changes: Partial<StatsChanges>, rows: readonly StatsRow[]])[]) => {
  const requestedCursors: (string | null | undefined)[] = []
  let stepIndex = -1
  const stats: ClaudeStats = {
    async changes(_, options) {
      requestedCursors.push(options?.after)
      stepIndex += 1
      const [changes] = steps[stepIndex] ?? [{}]
      return {
        days: [],
        employees: [],
        everyone: null,
        keptFrom: null,
        cursor: `${stepIndex}`,
        hasMore: false,
        ...changes,
      }
    },
    async *read() {
      for (const row of steps[stepIndex]?.[1] ?? []) yield [row]
    },
  }
  return { stats, requestedCursors }
}

test('replaces the changed days, deletes people who are no longer in the feed, and continues from the cursor', async () => {
  const { stats: table } = openHostDatabase(null)
  const october: Day = '2026-10-31'
  const november: Day = '2026-11-01'
  const feed = createFeed(
    [{ days: [october], hasMore: true }, [createRow(october, 'anna', 3), createRow(october, 'berta', 0)]],
    [{ days: [november] }, [createRow(november, 'anna', 4), createRow(november, 'berta', 2, true)]],
    [{ days: [november] }, [createRow(november, 'anna', 5), createRow(november, 'berta', 2)]],
    [{ everyone: [employeeId('anna')], keptFrom: november }, []],
  )
  await followStats(feed.stats, table)
  expect(table.sumMonths()).toEqual([
    { month: '2026-11', days: 1, people: 2, messages: 6, isAtLeast: true },
    { month: '2026-10', days: 1, people: 1, messages: 3, isAtLeast: false },
  ])
  await followStats(feed.stats, table)
  expect(table.sumMonths()[0]).toMatchObject({ people: 2, messages: 7, isAtLeast: false })
  await followStats(feed.stats, table)
  expect(table.sumMonths()).toEqual([{ month: '2026-11', days: 1, people: 1, messages: 5, isAtLeast: false }])
  expect(feed.requestedCursors).toEqual([null, '0', '1', '2'])
})

test('marks a sum as a lower bound if one figure is unknown, and gives no sum if all figures are unknown', async () => {
  const { stats: table } = openHostDatabase(null)
  const day: Day = '2026-11-01'
  await followStats(
    createFeed([{ days: [day] }, [createRow(day, 'anna', null), createRow(day, 'berta', 2)]]).stats,
    table,
  )
  expect(table.sumMonths()).toMatchObject([{ messages: 2, isAtLeast: true }])
  await followStats(createFeed([{ days: [day] }, [createRow(day, 'anna', null)]]).stats, table)
  expect(table.sumMonths()).toMatchObject([{ messages: null }])
})
