import { deepStrictEqual } from 'node:assert'
import type { CounterSums, Day, Period } from '@windmill/claude-core'
import { emptySums, mapAdoptionIds, mapCounters, mapStats } from '@windmill/claude-core/internal'
import type { AdoptionUsage, EmployeeUsage } from '../src/storage/adapter.ts'
import type { AdoptionRows, PanelRows, Row } from './people-sql.ts'

// A comparison of times is only fair between equal answers: these throw where a number differs.

/** The driver returns some counts as text. */
const toNumber = (value: string | number | null | undefined): number => Number(value ?? 0)

const toSums = (row: Row): CounterSums => ({
  sum: mapCounters((id) => row[id] as number | null),
  unknown: mapStats(({ id }) => toNumber(row[id])),
})

const toDays = (rows: readonly Row[]) =>
  rows.map(({ day, latest_day: latestDay, skills, connectors }) => ({ day, latestDay, skills, connectors }))

export const assertSamePanel = (product: EmployeeUsage, rows: PanelRows, period: Period): void => {
  const sums = rows.sums.map((row) => [row.start as Day, toSums(row)] as const)
  deepStrictEqual(product, {
    sums: {
      previous: sums.find(([start]) => start < period.from)?.[1] ?? emptySums,
      buckets: new Map(sums.filter(([start]) => start >= period.from)),
    },
    claudeUsers: rows.employee?.claude_users,
    archivedOn: rows.employee?.archived_on,
    days: toDays(rows.days),
  })
}

const toSortedJson = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).toSorted()

/** Identifies teams by their managers' ids, and ignores the order of rows. */
export const assertSameAdoption = (product: AdoptionUsage | null, { counts, days }: AdoptionRows): void => {
  const rowsOf = (kind: string) => counts.filter((row) => row.kind === kind)
  const toActive = (row: Row | undefined) => mapAdoptionIds((id) => toNumber(row?.[id]))
  const teams = rowsOf('people').map((row) => [
    row.part,
    toNumber(row.people),
    toNumber(row.linked),
    toActive(rowsOf('team').find(({ part }) => part === row.part)),
  ])
  deepStrictEqual(
    toSortedJson(
      (product?.teams ?? []).map((team) => [team.manager?.id ?? null, team.people, team.linked, team.active]),
    ),
    toSortedJson(teams),
  )
  deepStrictEqual(
    toSortedJson([...(product?.series ?? [])]),
    toSortedJson(rowsOf('series').map((row) => [row.part, toActive(row)])),
  )
  deepStrictEqual(product?.previousActive, toActive(rowsOf('previous')[0]))
  deepStrictEqual(
    toSortedJson((product?.engagement.active ?? []).map(({ isNew, days, people }) => [isNew, days, people])),
    toSortedJson(rowsOf('engaged').map((row) => [row.part === 'true', toNumber(row.people), toNumber(row.linked)])),
  )
  deepStrictEqual(product?.engagement.lapsed, toNumber(rowsOf('lapsed')[0]?.linked))
  deepStrictEqual(product?.days, toDays(days))
}
