import {
  type ActiveCounts,
  bucketsOf,
  type CounterSums,
  type Counters,
  countersOfStat,
  type Day,
  daysOf,
  type Employee,
  type EmployeeId,
  type EmployeeName,
  type EngagementCounts,
  eachAdoption,
  isActive,
  isArchived,
  managersAbove,
  type PeopleCounts,
  type Period,
  previousPeriod,
  type SomeSums,
  statOf,
  sumCounters,
  type TeamTrend,
  type Viewer,
  visibleTo,
} from '@windmill/claude-core'
import type { ExportRow, StorageAdapter } from '../adapter.ts'
import { partOf } from '../part.ts'
import type { Account, Accounts } from './accounts.ts'
import { readDaysOf, usageOf } from './usage.ts'

type GroupMethods = Pick<StorageAdapter, 'sumTeamUsage' | 'sumAdoption' | 'readExport'>

export const groups = ({ read }: Accounts): GroupMethods => ({
  async sumTeamUsage(viewer, managerId, period, on, trend) {
    const account = read(viewer.accountId)
    const { employees } = account
    const [manager] = named(employees, visibleTo(viewer, { among: [managerId] }, employees, on))
    if (!manager) return null
    const previous = previousPeriod(period)
    const members = named(employees, visibleTo(viewer, { below: managerId }, employees, on)).filter(wasThere(period))
    return {
      manager: nameOf(manager),
      members: members.map((member) => {
        const { claudeUsers, rows } = usageOf(account, member.id)
        return {
          ...nameOf(member),
          managerId: member.managerId,
          archivedOn: member.archivedOn,
          claudeUsers: claudeUsers.length,
          current: sumCounters(rows(period)),
          previous: sumCounters(rows(previous)),
          ...(trend && { trend: trendOf(rows, period, trend) }),
        }
      }),
      days: readDaysOf(account, { from: previous.from, to: period.to }),
    }
  },

  async sumAdoption(viewer, period, bucket, on) {
    const account = read(viewer.accountId)
    const part = peopleOf(account, viewer, on)
    if (!part) return null
    const previous = previousPeriod(period)
    const series = bucketsOf(period, bucket).map((span) => [span.from, countActive(account, part, span)] as const)
    const teams = Map.groupBy(part, ({ id }) => headOf(account, viewer, id))
    return {
      ...countPeople(account, part, period),
      previousActive: countActive(account, part, previous),
      engagement: countEngagement(account, part, period),
      series: new Map(series.filter(([, { any }]) => any > 0)),
      teams: [...teams].map(([head, members]) => ({
        manager: head && nameOf(head),
        ...countPeople(account, members, period),
      })),
      days: readDaysOf(account, { from: previous.from, to: period.to }),
    }
  },

  async *readExport(viewer, subjects, period, on) {
    for (const id of subjects) {
      const account = read(viewer.accountId)
      const [employee] = named(account.employees, visibleTo(viewer, { among: [id] }, account.employees, on))
      const page = employee ? activeDays(account, employee, period) : []
      if (page.length > 0) yield page
    }
  },
})

const trendOf = (rows: (span: Period) => Counters[], period: Period, { stat, bucket }: TeamTrend) => {
  const counters = countersOfStat(statOf(stat))
  const only = (sums: CounterSums): SomeSums => ({
    sum: Object.fromEntries(counters.map((id) => [id, sums.sum[id]])),
    unknown: { [stat]: sums.unknown[stat] },
  })
  return new Map(
    bucketsOf(period, bucket)
      .map((span) => [span.from, rows(span)] as const)
      .filter(([, theirs]) => theirs.length > 0)
      .map(([start, theirs]) => [start, only(sumCounters(theirs))]),
  )
}

const named = (employees: ReadonlyMap<EmployeeId, Employee>, ids: readonly EmployeeId[]): Employee[] =>
  ids.flatMap((id) => employees.get(id) ?? [])

const nameOf = ({ id, name }: Employee): EmployeeName => ({ id, name })

/** Who had not left before a period began. */
const wasThere =
  ({ from }: Period) =>
  ({ archivedOn }: Employee): boolean =>
    archivedOn === null || archivedOn >= from

/** Whom adoption and export are about. Null: they are not for this viewer. */
const peopleOf = ({ employees }: Account, viewer: Viewer, on: Day): Employee[] | null => {
  const people = named(employees, visibleTo(viewer, partOf(viewer), employees, on))
  const isAdmin = viewer.role === 'admin' && !isGone(employees.get(viewer.employeeId), on)
  return people.length > 0 || isAdmin ? people : null
}

const isGone = (employee: Employee | undefined, on: Day): boolean => employee !== undefined && isArchived(employee, on)

/** In whose team of the part someone is: that of one right below the viewer, for an admin right below one at the top. */
const headOf = ({ employees }: Account, viewer: Viewer, id: EmployeeId): Employee | null => {
  const line = named(employees, [id, ...managersAbove(id, employees)])
  const isTop = (one: Employee) =>
    viewer.role === 'admin'
      ? one.managerId === null || one.managerId === one.id || !employees.has(one.managerId)
      : one.id === viewer.employeeId
  return line[line.findIndex(isTop) - 1] ?? null
}

const countPeople = (account: Account, part: readonly Employee[], period: Period): PeopleCounts => {
  const there = part.filter(wasThere(period))
  return {
    people: there.length,
    linked: there.filter(({ id }) => usageOf(account, id).claudeUsers.length > 0).length,
    active: countActive(account, part, period),
  }
}

const countActive = (account: Account, part: readonly Employee[], span: Period): ActiveCounts => {
  const each = part.map(({ id }) => usageOf(account, id).rows(span))
  return eachAdoption((id) => each.filter((rows) => rows.some((row) => isActive(row, id))).length)
}

const countEngagement = (account: Account, part: readonly Employee[], period: Period): EngagementCounts => {
  const previous = previousPeriod(period)
  const active = new Map<string, EngagementCounts['active'][number]>()
  let lapsed = 0
  for (const { id, archivedOn } of part) {
    const on = daysOfActivity(account, id)
    const days = on.filter((day) => day >= period.from && day <= period.to).length
    if (days > 0) {
      const isNew = !on.some((day) => day < period.from)
      const key = `${isNew} ${days}`
      active.set(key, { isNew, days, people: (active.get(key)?.people ?? 0) + 1 })
    } else if (archivedOn === null || archivedOn >= period.to) {
      if (on.some((day) => day >= previous.from && day <= previous.to)) lapsed += 1
    }
  }
  return { active: [...active.values()], lapsed }
}

/** Every day on which someone did anything, each once. */
const daysOfActivity = (account: Account, id: EmployeeId): Day[] => {
  const { rows } = usageOf(account, id)
  return [...account.usage.keys()].filter((day) => rows({ from: day, to: day }).some((row) => isActive(row, 'any')))
}

const activeDays = (account: Account, employee: Employee, period: Period): ExportRow[] => {
  const { claudeUsers, rows } = usageOf(account, employee.id)
  return daysOf(period).flatMap((day): ExportRow[] => {
    const counters = rows({ from: day, to: day })
    if (!counters.some((row) => isActive(row, 'any'))) return []
    return [{ day, employee: nameOf(employee), claudeUsers: claudeUsers.length, sums: sumCounters(counters) }]
  })
}
