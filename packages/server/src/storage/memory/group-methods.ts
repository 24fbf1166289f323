import { setImmediate } from 'node:timers/promises'
import {
  type CounterSums,
  canViewEveryone,
  canViewTeam,
  type Day,
  type Employee,
  type EmployeeId,
  type EmployeeName,
  getStat,
  isArchived,
  listDays,
  listManagers,
  listVisible,
  maxDay,
  type PartialCounterSums,
  type Period,
  previousPeriod,
  type TeamTrend,
  type Viewer,
} from '@windmill/claude-core'
import {
  type ActiveCounts,
  type EngagementCounts,
  hasUsage,
  isActive,
  isInGroups,
  listStatCounters,
  mapAdoptionIds,
  type PeopleCounts,
  splitIntoBuckets,
} from '@windmill/claude-core/internal'
import type { ExportRow, GroupScope, StorageAdapter } from '../adapter.ts'
import { type Account, type Accounts, getKeptFrom } from './accounts.ts'
import { type EmployeeUsageReader, findEmployeeUsage, listReadDays } from './usage-methods.ts'

type GroupMethods = Pick<StorageAdapter, 'sumTeamUsage' | 'sumAdoption' | 'readExport'>

export const createGroupMethods = ({ getAccount }: Accounts): GroupMethods => ({
  async sumTeamUsage(viewer, managerId, period, on, trend, { signal } = {}) {
    signal?.throwIfAborted()
    const account = getAccount(viewer.accountId)
    const { employees } = account
    const manager = employees.get(managerId)
    if (!manager || !canViewTeam(viewer, managerId, employees, on)) return null
    const previous = previousPeriod(period)
    const everyone = findEmployees(employees, listVisible(viewer, { below: managerId }, employees, on)).filter(
      (member) => isEmployedIn(member, period),
    )
    const members = everyone.filter(isInGroups)
    return {
      manager: toEmployeeName(manager),
      members: members.map((member) => {
        const memberUsage = findEmployeeUsage(account, member.id)
        const { claudeUsers, userKeptFrom, sum } = memberUsage
        return {
          ...toEmployeeName(member),
          managerId: member.managerId,
          archivedOn: member.archivedOn,
          claudeUsers: claudeUsers.length,
          userKeptFrom,
          current: sum(period),
          previous: sum(previous),
          ...(trend && { trend: sumTrend(memberUsage, period, trend) }),
        }
      }),
      notShown: everyone.length - members.length,
      keptFrom: getKeptFrom(account),
      days: listReadDays(account, { from: previous.from, to: period.to }),
    }
  },

  async sumAdoption(viewer, scope, period, bucket, on, { signal } = {}) {
    signal?.throwIfAborted()
    const account = getAccount(viewer.accountId)
    const everyone = findGroupMembers(account, viewer, scope, on)
    if (!everyone) return null
    const employed = everyone.filter((employee) => isEmployedIn(employee, period))
    const group = everyone.filter(isInGroups)
    const previous = previousPeriod(period)
    const series = splitIntoBuckets(period, bucket).map(
      (bucketPeriod) => [bucketPeriod.from, countActive(account, group, bucketPeriod)] as const,
    )
    const teams = Map.groupBy(group, ({ id }) => findTeamManager(account, scope, id))
    return {
      ...countGroup(account, group, period),
      previousActive: countActive(account, group, previous),
      engagement: countEngagement(account, group, period),
      series: new Map(series.filter(([, { any }]) => any > 0)),
      teams: [...teams].map(([manager, members]) => ({
        manager: manager && toEmployeeName(manager),
        ...countGroup(account, members, period),
      })),
      notShown: employed.filter((employee) => !isInGroups(employee)).length,
      excluded: scope === 'all' ? employed.filter((employee) => !hasUsage(employee)).length : null,
      keptFrom: getKeptFrom(account),
      days: listReadDays(account, { from: previous.from, to: period.to }),
    }
  },

  async *readExport(viewer, subjects, period, on, { signal } = {}) {
    for (const id of subjects) {
      await setImmediate()
      signal?.throwIfAborted()
      const account = getAccount(viewer.accountId)
      const [employee] = findEmployees(account.employees, listVisible(viewer, { among: [id] }, account.employees, on))
      const page = employee && isInGroups(employee) ? buildExportRows(account, employee, period) : []
      if (page.length > 0) yield page
    }
  },
})

const sumTrend = ({ listRows, sum }: EmployeeUsageReader, period: Period, { stat, bucket }: TeamTrend) => {
  const counters = listStatCounters(getStat(stat))
  const pickStatSums = (sums: CounterSums): PartialCounterSums => ({
    sum: Object.fromEntries(counters.map((id) => [id, sums.sum[id]])),
    unknown: { [stat]: sums.unknown[stat] },
    rowsOnUnattributedDays: sums.rowsOnUnattributedDays,
  })
  return new Map(
    splitIntoBuckets(period, bucket)
      .filter((bucketPeriod) => listRows(bucketPeriod).length > 0)
      .map((bucketPeriod) => [bucketPeriod.from, pickStatSums(sum(bucketPeriod))]),
  )
}

const findEmployees = (employees: ReadonlyMap<EmployeeId, Employee>, ids: readonly EmployeeId[]): Employee[] =>
  ids.flatMap((id) => employees.get(id) ?? [])

const toEmployeeName = ({ id, name }: Employee): EmployeeName => ({ id, name })

/** Whether an employee had not left before a period began, and had started by its end. */
const isEmployedIn = ({ startedOn, archivedOn }: Employee, { from, to }: Period): boolean =>
  (archivedOn === null || archivedOn >= from) && (startedOn === null || startedOn <= to)

/** Finds the employees that an adoption covers. Null if the viewer gets no adoption. */
const findGroupMembers = ({ employees }: Account, viewer: Viewer, scope: GroupScope, on: Day): Employee[] | null => {
  const group = findEmployees(employees, listVisible(viewer, scope, employees, on))
  if (scope !== 'all') return group.length > 0 ? group : null
  const self = employees.get(viewer.employeeId)
  return canViewEveryone(viewer) && !(self && isArchived(self, on)) ? group : null
}

/**
 * Finds the manager of an employee's team, as `AdoptionUsage` defines teams: a direct report of the group's manager or,
 * in the whole directory, of a top-level employee.
 */
const findTeamManager = ({ employees }: Account, scope: GroupScope, id: EmployeeId): Employee | null => {
  const chain = findEmployees(employees, [id, ...listManagers(id, employees)])
  const isAboveTeams = (employee: Employee) =>
    scope === 'all'
      ? employee.managerId === null || employee.managerId === employee.id || !employees.has(employee.managerId)
      : employee.id === scope.below
  return chain[chain.findIndex(isAboveTeams) - 1] ?? null
}

const countGroup = (account: Account, group: readonly Employee[], period: Period): PeopleCounts => {
  const employed = group.filter((employee) => isEmployedIn(employee, period))
  return {
    people: employed.length,
    linked: employed.filter(({ id }) => findEmployeeUsage(account, id).claudeUsers.length > 0).length,
    active: countActive(account, group, period),
  }
}

const countActive = (account: Account, group: readonly Employee[], period: Period): ActiveCounts => {
  const rowsByEmployee = group.map(({ id, startedOn }) =>
    findEmployeeUsage(account, id).listRows({ from: maxDay(period.from, startedOn ?? period.from), to: period.to }),
  )
  return mapAdoptionIds((id) => rowsByEmployee.filter((rows) => rows.some((row) => isActive(row, id))).length)
}

const countEngagement = (account: Account, group: readonly Employee[], period: Period): EngagementCounts => {
  const previous = previousPeriod(period)
  const active = new Map<string, EngagementCounts['active'][number]>()
  let lapsed = 0
  for (const { id, startedOn, archivedOn } of group) {
    const activeDays = listActiveDays(account, id)
    const isActiveIn = (day: Day, { from, to }: Period) => day >= maxDay(from, startedOn ?? from) && day <= to
    const days = activeDays.filter((day) => isActiveIn(day, period)).length
    if (days > 0) {
      const isNew = !wasActiveBefore(account, id, period.from)
      const key = `${isNew} ${days}`
      active.set(key, { isNew, days, people: (active.get(key)?.people ?? 0) + 1 })
    } else if (archivedOn === null || archivedOn >= period.to) {
      if (activeDays.some((day) => isActiveIn(day, previous))) lapsed += 1
    }
  }
  return { active: [...active.values()], lapsed }
}

/** Whether an employee was active before a day, also on days that are no longer kept. */
const wasActiveBefore = (account: Account, id: EmployeeId, day: Day): boolean =>
  findEmployeeUsage(account, id).claudeUsers.some(
    (claudeUser) =>
      (account.firstActiveDays.get(claudeUser) ?? day) < day ||
      [...account.usage].some(([usageDay, rows]) => {
        const counters = rows.get(claudeUser)
        return usageDay < day && counters !== undefined && isActive(counters, 'any')
      }),
  )

/** Returns every active day of an employee once. */
const listActiveDays = (account: Account, id: EmployeeId): Day[] => {
  const { listRows } = findEmployeeUsage(account, id)
  return [...account.usage.keys()].filter((day) => listRows({ from: day, to: day }).some((row) => isActive(row, 'any')))
}

const buildExportRows = (account: Account, employee: Employee, period: Period): ExportRow[] => {
  const { claudeUsers, listRows, sum } = findEmployeeUsage(account, employee.id)
  return listDays(period).flatMap((day): ExportRow[] => {
    const counters = listRows({ from: day, to: day })
    if (!counters.some((row) => isActive(row, 'any'))) return []
    return [
      { day, employee: toEmployeeName(employee), claudeUsers: claudeUsers.length, sums: sum({ from: day, to: day }) },
    ]
  })
}
