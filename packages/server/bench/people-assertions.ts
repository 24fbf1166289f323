import { deepStrictEqual } from 'node:assert'
import { type CounterSums, type Day, type Period, products, type ReadDay } from '@windmill/claude-core'
import { emptySums, mapAdoptionIds, mapCounters, mapStats } from '@windmill/claude-core/internal'
import type { AdoptionUsage, EmployeeUsage } from '../src/storage/adapter.ts'
import type { AdoptionRows, EmployeeUsageRows, Row } from './hand-written-sql.ts'

// The times of the adapter and of hand-written SQL are comparable only if both return the same numbers. These
// assertions throw where a number differs.

/** The driver returns some counts as text. */
const toNumber = (value: Row[string] | undefined): number => Number(value ?? 0)

const toSums = (row: Row): CounterSums => ({
  sum: mapCounters((id) => row[id] as number | null),
  unknown: mapStats(({ id }) => toNumber(row[id])),
  rowsOnUnattributedDays: 0,
})

const toReadDays = (rows: readonly Row[]) =>
  rows.map(({ day, latest_day: latestDay, skills, connectors }) => ({
    day,
    latestDay,
    skills,
    connectors,
    unattributedRows: 0,
  }))

export const assertSameEmployeeUsage = (usage: EmployeeUsage, rows: EmployeeUsageRows, period: Period): void => {
  const sums = rows.sums.map((row) => [row.start as Day, toSums(row)] as const)
  const expected: EmployeeUsage = {
    sums: {
      previous: sums.find(([start]) => start < period.from)?.[1] ?? emptySums,
      buckets: new Map(sums.filter(([start]) => start >= period.from)),
    },
    claudeUsers: toNumber(rows.employee?.claude_users),
    userKeptFrom: [],
    keptFrom: null,
    startedOn: rows.employee?.started_on as Day | null,
    archivedOn: rows.employee?.archived_on as Day | null,
    activeDays: rows.activeDays.map((row) => ({
      day: row.day as Day,
      products: products.flatMap(({ id }) => (row[id] ? id : [])),
    })),
    participation: 'included',
    days: toReadDays(rows.days) as readonly ReadDay[],
  }
  deepStrictEqual(usage, expected)
}

const toSortedJson = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).toSorted()

/** Asserts that both results have the same rows, in any order. */
export const assertSameAdoption = (usage: AdoptionUsage | null, { counts, days }: AdoptionRows): void => {
  const findRows = (kind: string) => counts.filter((row) => row.kind === kind)
  const toActive = (row: Row | undefined) => mapAdoptionIds((id) => toNumber(row?.[id]))
  const teams = findRows('team_size').map((row) => [
    row.team,
    toNumber(row.employees),
    toNumber(row.linked),
    toActive(findRows('active_by_team').find(({ team }) => team === row.team)),
  ])
  deepStrictEqual(
    toSortedJson((usage?.teams ?? []).map((team) => [team.manager?.id ?? null, team.people, team.linked, team.active])),
    toSortedJson(teams),
  )
  deepStrictEqual(
    toSortedJson([...(usage?.series ?? [])]),
    toSortedJson(findRows('active_by_week').map((row) => [row.week_start, toActive(row)])),
  )
  deepStrictEqual(usage?.previousActive, toActive(findRows('active_before')[0]))
  deepStrictEqual(
    toSortedJson((usage?.engagement.active ?? []).map(({ isNew, days, people }) => [isNew, days, people])),
    toSortedJson(findRows('engagement').map((row) => [row.is_new, toNumber(row.active_days), toNumber(row.employees)])),
  )
  deepStrictEqual(usage?.engagement.lapsed, toNumber(findRows('lapsed')[0]?.employees))
  deepStrictEqual(usage?.days, toReadDays(days))
}
