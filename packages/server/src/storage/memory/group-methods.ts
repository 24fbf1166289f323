import { setImmediate } from 'node:timers/promises'
import {
  addDays,
  type Bucket,
  type ClaudeUserId,
  type Counters,
  canViewEveryone,
  canViewTeam,
  type Day,
  type Employee,
  type EmployeeId,
  type EmployeeName,
  employeeId,
  getStat,
  isArchived,
  listDays,
  listManagers,
  listVisible,
  type Period,
  previousPeriod,
  statIds,
  type TeamTrend,
  type Viewer,
} from '@windmill/claude-core'
import {
  hasUsage,
  isActive,
  isEmployedIn,
  isInGroups,
  mapAdoptionIds,
  pickSums,
  splitIntoBuckets,
  sumTeams,
} from '@windmill/claude-core/internal'
import { createBitmap } from '../../activity/bitmap.ts'
import {
  type ActivityDay,
  countActivity,
  type GroupActivity,
  listComparedWeeks,
} from '../../activity/count-activity.ts'
import { addWeekPeople, countWeekPeople } from '../../activity/count-week-people.ts'
import { compareText } from '../../compare-text.ts'
import type { ExportRow, GroupScope, StorageAdapter } from '../adapter.ts'
import { sanitizeText } from '../sanitize.ts'
import { buildSearchText } from '../search-text.ts'
import { type Account, type Accounts, getKeptFrom, isKept } from './accounts.ts'
import { type EmployeeUsageReader, findEmployeeUsage, listReadDays } from './usage-methods.ts'

type GroupMethods = Pick<StorageAdapter, 'sumTeamUsage' | 'sumAdoption' | 'readExport'>

/** Returns the first day of employment. Null if the employee was active before that day, on or after `from`. */
const findStartedOn = ({ startedOn }: Employee, { listRows }: EmployeeUsageReader, from: Day): Day | null => {
  if (startedOn === null || startedOn <= from) return startedOn
  const rows = listRows({ from, to: addDays(startedOn, -1) })
  return rows.some((row) => isActive(row, 'any')) ? null : startedOn
}

export const createGroupMethods = ({ getAccount }: Accounts): GroupMethods => ({
  async sumTeamUsage(viewer, managerId, query, on, { signal } = {}) {
    const { period, comparedTo = period.to, stats = statIds, trend, limit } = query
    signal?.throwIfAborted()
    const account = getAccount(viewer.accountId)
    const { employees } = account
    const manager = employees.get(managerId)
    if (!manager || !canViewTeam(viewer, managerId, employees, on)) return null
    const compared: Period = { from: period.from, to: comparedTo }
    const previous = previousPeriod(compared)
    const everyone = findEmployees(employees, listVisible(viewer, { below: managerId }, employees, on)).filter(
      (member) => isEmployedIn(member, period),
    )
    const members = everyone.filter(isInGroups)
    const selectedMembers = members.toSorted(compareBySearchText).slice(0, limit)
    const requestedStats = stats.map(getStat)
    return {
      manager: toEmployeeName(manager),
      size: members.length,
      members: selectedMembers.map((member) => {
        const memberUsage = findEmployeeUsage(account, member.id)
        const { claudeUsers, userKeptFrom, sum } = memberUsage
        return {
          ...toEmployeeName(member),
          managerId: member.managerId,
          startedOn: findStartedOn(member, memberUsage, previous.from),
          archivedOn: member.archivedOn,
          claudeUsers: claudeUsers.length,
          userKeptFrom,
          current: pickSums(sum(period), requestedStats),
          ...(comparedTo < period.to && { compared: pickSums(sum(compared), requestedStats) }),
          previous: pickSums(sum(previous), requestedStats),
          ...(trend && { trend: sumTrend(memberUsage, period, trend) }),
        }
      }),
      notShown: everyone.length - members.length,
      keptFrom: getKeptFrom(account),
      days: listReadDays(account, { from: previous.from, to: period.to }),
    }
  },

  async sumAdoption(viewer, scope, { period, bucket, by: givenName = null }, on, { signal } = {}) {
    const by = givenName === null ? null : sanitizeText(givenName)
    signal?.throwIfAborted()
    const account = getAccount(viewer.accountId)
    const everyone = findGroupMembers(account, viewer, scope, on)
    if (!everyone) return null
    const employed = everyone.filter((employee) => isEmployedIn(employee, period))
    const group = everyone.filter(isInGroups)
    const peopleByTeam = [
      ...Map.groupBy(group, (employee) =>
        by === null ? findTeamManager(account, scope, employee) : findAttribute(employee, by),
      ),
    ]
    const teamGroups = peopleByTeam.map(([, people]) => people)
    const { groups, ...activity } = countGroups(account, teamGroups, period, bucket)
    const comparedWeeks = listComparedWeeks(period)
    const teams = peopleByTeam.map(([key, people], index) => {
      const manager = by === null && key !== null ? account.employees.get(employeeId(key)) : undefined
      return {
        manager: manager ? toEmployeeName(manager) : null,
        value: by === null ? null : key,
        ...countPeople(account, people, period),
        ...addWeekPeople(groups[index] as GroupActivity, countWeekPeople(comparedWeeks, 0, people)),
      }
    })
    return {
      ...sumTeams(teams),
      ...activity,
      teams,
      notShown: employed.filter((employee) => !isInGroups(employee)).length,
      excluded: scope === 'all' ? countExcluded(everyone, on) : null,
      keptFrom: getKeptFrom(account),
      days: listReadDays(account, { from: previousPeriod(period).from, to: period.to }),
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

/**
 * Counts the excluded employees as of today, whatever the period is. Otherwise, two periods that differ by a day could
 * reveal who is excluded.
 */
const countExcluded = (employees: readonly Employee[], on: Day): number =>
  employees.filter((employee) => !hasUsage(employee) && isEmployedIn(employee, { from: on, to: on })).length

const sumTrend = ({ listRows, sum }: EmployeeUsageReader, period: Period, { stat, bucket }: TeamTrend) => {
  return new Map(
    splitIntoBuckets(period, bucket)
      .filter((bucketPeriod) => listRows(bucketPeriod).length > 0)
      .map((bucketPeriod) => [bucketPeriod.from, pickSums(sum(bucketPeriod), [getStat(stat)])]),
  )
}

const findEmployees = (employees: ReadonlyMap<EmployeeId, Employee>, ids: readonly EmployeeId[]): Employee[] =>
  ids.flatMap((id) => employees.get(id) ?? [])

const compareBySearchText = (a: Employee, b: Employee): number =>
  compareText(buildSearchText(a), buildSearchText(b)) || compareText(a.id, b.id)

const toEmployeeName = ({ id, name }: Employee): EmployeeName => ({ id, name })

/** Finds the employees that an adoption covers. Null if the viewer gets no adoption. */
const findGroupMembers = ({ employees }: Account, viewer: Viewer, scope: GroupScope, on: Day): Employee[] | null => {
  const group = findEmployees(employees, listVisible(viewer, scope, employees, on))
  if (scope !== 'all') return group.length > 0 ? group : null
  const self = employees.get(viewer.employeeId)
  return canViewEveryone(viewer) && !(self && isArchived(self, on)) ? group : null
}

/**
 * Returns the id of the manager of an employee's team, as `AdoptionUsage` defines teams: a direct report of the group's
 * manager or, in the whole directory, of a top-level employee. Null for such a direct report, who is not in their own
 * team.
 */
const findTeamManager = ({ employees }: Account, scope: GroupScope, { id }: Employee): EmployeeId | null => {
  const chain = findEmployees(employees, [id, ...listManagers(id, employees)])
  const isAboveTeams = (employee: Employee) =>
    scope === 'all'
      ? employee.managerId === null || employee.managerId === employee.id || !employees.has(employee.managerId)
      : employee.id === scope.below
  const manager = chain[chain.findIndex(isAboveTeams) - 1]?.id ?? null
  return manager === id ? null : manager
}

/** Returns an attribute of an employee. Only own properties are attributes, so `constructor` is not one. */
const findAttribute = ({ attributes }: Employee, name: string): string | null =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null

const countPeople = (account: Account, group: readonly Employee[], period: Period) => {
  const employed = group.filter((employee) => isEmployedIn(employee, period))
  return {
    people: employed.length,
    linked: employed.filter(({ id }) => findEmployeeUsage(account, id).claudeUsers.length > 0).length,
  }
}

/** Counts active people as the SQL storages do, from bitmaps that are built for each read. */
const countGroups = (account: Account, groups: readonly (readonly Employee[])[], period: Period, bucket: Bucket) => {
  const slots = new Map([...account.emails.keys()].map((id, slot) => [id, slot]))
  const findSlot = (id: ClaudeUserId): number => slots.get(id) ?? slots.size
  const { from } = previousPeriod(period)
  const days = [...account.usage].map(([day, rows]) => ({ day, active: buildBitmaps(rows, findSlot) }))
  const isCompared = ({ day }: ActivityDay) => day >= from && day <= period.to && isKept(account, day)
  const slotsWithDeletedDays = [...account.firstActiveDays].flatMap(([id, day]) =>
    day < period.from ? findSlot(id) : [],
  )
  return countActivity({
    period,
    bucket,
    days: days.filter(isCompared),
    earlier: [
      createBitmap(slotsWithDeletedDays),
      ...days.flatMap((entry) => (entry.day < period.from && !isCompared(entry) ? (entry.active.any ?? []) : [])),
    ],
    groups: groups.map((group) => ({
      slots: [],
      people: group.map(({ id, startedOn, archivedOn }) => ({
        users: findEmployeeUsage(account, id).claudeUsers.map((user) => ({
          slot: findSlot(user),
          keptFrom: getKeptFrom(account, user),
        })),
        from: startedOn,
        to: archivedOn,
      })),
    })),
  })
}

const buildBitmaps = (rows: ReadonlyMap<ClaudeUserId, Counters>, findSlot: (id: ClaudeUserId) => number) =>
  mapAdoptionIds((adoptionId) =>
    createBitmap([...rows].flatMap(([id, counters]) => (isActive(counters, adoptionId) ? findSlot(id) : []))),
  )

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
