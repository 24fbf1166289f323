import { deepStrictEqual } from 'node:assert'
import {
  type CounterSums,
  type Day,
  eachAdoption,
  eachCounter,
  eachStat,
  emptySums,
  type Period,
} from '@windmill/claude-core'
import type { AdoptionUsage, EmployeeUsage } from '../src/storage/adapter.ts'
import type { HandAdoption, HandPanel, Row } from './people-sql.ts'

// Whoever is compared must have answered the same question: these throw where a number differs.

/** Numbers as they are; counts that the driver gave as text as numbers. */
const number = (value: string | number | null | undefined): number => Number(value ?? 0)

const sumsOf = (row: Row): CounterSums => ({
  sum: eachCounter((id) => row[id] as number | null),
  unknown: eachStat(({ id }) => number(row[id])),
})

const daysOf = (rows: readonly Row[]) =>
  rows.map(({ day, latest_day: latestDay, skills, connectors }) => ({ day, latestDay, skills, connectors }))

export const samePanel = (product: EmployeeUsage, hand: HandPanel, period: Period): void => {
  const sums = hand.sums.map((row) => [row.start as Day, sumsOf(row)] as const)
  deepStrictEqual(product, {
    sums: {
      previous: sums.find(([start]) => start < period.from)?.[1] ?? emptySums,
      buckets: new Map(sums.filter(([start]) => start >= period.from)),
    },
    claudeUsers: hand.employee?.claude_users,
    archivedOn: hand.employee?.archived_on,
    days: daysOf(hand.days),
  })
}

const byText = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).toSorted()

/** Teams by the ids of their managers, and everything in any order. */
export const sameAdoption = (product: AdoptionUsage | null, { counts, days }: HandAdoption): void => {
  const rows = (of: string) => counts.filter((row) => row.of === of)
  const active = (row: Row | undefined) => eachAdoption((id) => number(row?.[id]))
  const teams = rows('people').map((row) => [
    row.part,
    number(row.people),
    number(row.linked),
    active(rows('team').find(({ part }) => part === row.part)),
  ])
  deepStrictEqual(
    byText((product?.teams ?? []).map((team) => [team.manager?.id ?? null, team.people, team.linked, team.active])),
    byText(teams),
  )
  deepStrictEqual(byText([...(product?.series ?? [])]), byText(rows('series').map((row) => [row.part, active(row)])))
  deepStrictEqual(product?.previousActive, active(rows('previous')[0]))
  deepStrictEqual(
    byText((product?.engagement.active ?? []).map(({ isNew, days, people }) => [isNew, days, people])),
    byText(rows('engaged').map((row) => [row.part === 'true', number(row.people), number(row.linked)])),
  )
  deepStrictEqual(product?.engagement.lapsed, number(rows('lapsed')[0]?.linked))
  deepStrictEqual(product?.days, daysOf(days))
}
