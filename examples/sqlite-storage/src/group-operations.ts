import { setImmediate } from 'node:timers/promises'
import {
  type AccountId,
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
  listManagers,
  listVisible,
  type Period,
  previousPeriod,
  statIds,
  type TeamTrend,
  type Viewer,
} from '@windmill/claude-core'
import type { ExportRow, GroupScope, StorageAdapter } from '@windmill/claude-server'
import {
  addWeekPeople,
  buildSearchText,
  compareText,
  countActivity,
  countWeekPeople,
  createBitmap,
  type GroupActivity,
  hasUsage,
  isActive,
  isEmployedIn,
  isInGroups,
  listComparedWeeks,
  mapAdoptionIds,
  pickSums,
  sanitizeText,
  splitIntoBuckets,
  sumTeams,
} from '@windmill/claude-server/storage'
import type { Database } from './database.ts'
import { type EmployeeRows, readEmployeeRows } from './employee-rows.ts'
import { readKeptDays } from './kept-days.ts'
import { listReadDays } from './ledger.ts'
import { listUsersOf } from './links.ts'
import { readEmails, readEmployees } from './people.ts'

type GroupOperations = Pick<StorageAdapter, 'sumTeamUsage' | 'sumAdoption' | 'readExport'>

type Directory = ReadonlyMap<EmployeeId, Employee>

export const createGroupOperations = (db: Database): GroupOperations => ({
  sumTeamUsage: (viewer, managerId, query, on, { signal } = {}) =>
    db.read(() => {
      const { period, comparedTo = period.to, stats = statIds, trend, limit } = query
      signal?.throwIfAborted()
      const { accountId } = viewer
      const directory = readEmployees(db, accountId)
      const manager = directory.get(managerId)
      if (!(manager && canViewTeam(viewer, managerId, directory, on))) return null
      const compared: Period = { from: period.from, to: comparedTo }
      const previous = previousPeriod(compared)
      const everyone = findEmployees(directory, listVisible(viewer, { below: managerId }, directory, on)).filter(
        (member) => isEmployedIn(member, period),
      )
      const members = everyone.filter(isInGroups)
      const requested = stats.map(getStat)
      const kept = readKeptDays(db, accountId)
      return {
        manager: toName(manager),
        size: members.length,
        members: members
          .toSorted(compareBySearchText)
          .slice(0, limit)
          .map((member) => {
            const rows = readEmployeeRows(db, accountId, member.id, { from: previous.from, to: period.to }, kept)
            return {
              ...toName(member),
              managerId: member.managerId,
              startedOn: findStartedOn(member, rows, previous.from),
              archivedOn: member.archivedOn,
              claudeUsers: rows.claudeUsers.length,
              userKeptFrom: rows.userKeptFrom,
              current: pickSums(rows.sum(period), requested),
              ...(comparedTo < period.to && { compared: pickSums(rows.sum(compared), requested) }),
              previous: pickSums(rows.sum(previous), requested),
              ...(trend && { trend: sumTrend(rows, period, trend) }),
            }
          }),
        notShown: everyone.length - members.length,
        keptFrom: kept.accountFrom,
        days: listReadDays(db, accountId, { from: previous.from, to: period.to }),
      }
    }),

  sumAdoption: (viewer, scope, { period, bucket, by: givenName = null }, on, { signal } = {}) =>
    db.read(() => {
      const by = givenName === null ? null : sanitizeText(givenName)
      signal?.throwIfAborted()
      const { accountId } = viewer
      const directory = readEmployees(db, accountId)
      const everyone = findGroupMembers(directory, viewer, scope, on)
      if (!everyone) return null
      const { accountFrom, isExcluded } = readKeptDays(db, accountId)
      const employed = everyone.filter((employee) => isEmployedIn(employee, period))
      const peopleByTeam = [
        ...Map.groupBy(everyone.filter(isInGroups), (employee) =>
          by === null ? findTeamManager(directory, scope, employee) : findAttribute(employee, by),
        ),
      ]
      const teamGroups = peopleByTeam.map(([, people]) => people)
      const { groups, ...activity } = countGroups(db, accountId, teamGroups, period, bucket)
      const isLinked = ({ id }: Employee) => listUsersOf(db, accountId, id).some((user) => !isExcluded(user))
      const teams = peopleByTeam.map(([key, people], index) => {
        const manager = by === null && key !== null ? directory.get(employeeId(key)) : undefined
        const employedPeople = people.filter((employee) => isEmployedIn(employee, period))
        return {
          manager: manager ? toName(manager) : null,
          value: by === null ? null : key,
          people: employedPeople.length,
          linked: employedPeople.filter(isLinked).length,
          ...addWeekPeople(groups[index] as GroupActivity, countWeekPeople(listComparedWeeks(period), 0, people)),
        }
      })
      return {
        ...sumTeams(teams),
        ...activity,
        teams,
        notShown: employed.filter((employee) => !isInGroups(employee)).length,
        excluded: scope === 'all' ? countExcluded(everyone, on) : null,
        keptFrom: accountFrom,
        days: listReadDays(db, accountId, { from: previousPeriod(period).from, to: period.to }),
      }
    }),

  async *readExport(viewer, subjects, period, on, { signal } = {}) {
    for (const id of subjects) {
      await setImmediate()
      signal?.throwIfAborted()
      const page = await db.read(() => {
        const directory = readEmployees(db, viewer.accountId)
        const [employee] = findEmployees(directory, listVisible(viewer, { among: [id] }, directory, on))
        return employee && isInGroups(employee) ? readExportRows(db, viewer.accountId, employee, period) : []
      })
      if (page.length > 0) yield page
    }
  },
})

/** Returns the first day of employment. Null if the employee was active before that day, on or after `from`. */
const findStartedOn = ({ startedOn }: Employee, { listRows }: EmployeeRows, from: Day): Day | null => {
  if (startedOn === null || startedOn <= from) return startedOn
  const rows = listRows({ from, to: addDays(startedOn, -1) })
  return rows.some((row) => isActive(row, 'any')) ? null : startedOn
}

/** Counts the excluded employees as of today, so that no two periods reveal who is excluded. */
const countExcluded = (employees: readonly Employee[], on: Day): number =>
  employees.filter((employee) => !hasUsage(employee) && isEmployedIn(employee, { from: on, to: on })).length

const sumTrend = ({ listRows, sum }: EmployeeRows, period: Period, { stat, bucket }: TeamTrend) =>
  new Map(
    splitIntoBuckets(period, bucket)
      .filter((part) => listRows(part).length > 0)
      .map((part) => [part.from, pickSums(sum(part), [getStat(stat)])]),
  )

const findEmployees = (directory: Directory, ids: readonly EmployeeId[]): Employee[] =>
  ids.flatMap((id) => directory.get(id) ?? [])

const compareBySearchText = (a: Employee, b: Employee): number =>
  compareText(buildSearchText(a), buildSearchText(b)) || compareText(a.id, b.id)

const toName = ({ id, name }: Employee): EmployeeName => ({ id, name })

/** Finds the employees that an adoption covers. Null if the viewer gets no adoption. */
const findGroupMembers = (directory: Directory, viewer: Viewer, scope: GroupScope, on: Day): Employee[] | null => {
  const group = findEmployees(directory, listVisible(viewer, scope, directory, on))
  if (scope !== 'all') return group.length > 0 ? group : null
  const self = directory.get(viewer.employeeId)
  return canViewEveryone(viewer) && !(self && isArchived(self, on)) ? group : null
}

/** Returns the manager of an employee's team, as `AdoptionUsage` defines teams. Null for those above the teams. */
const findTeamManager = (directory: Directory, scope: GroupScope, { id }: Employee): EmployeeId | null => {
  const chain = findEmployees(directory, [id, ...listManagers(id, directory)])
  const isAboveTeams = (employee: Employee) =>
    scope === 'all'
      ? employee.managerId === null || employee.managerId === employee.id || !directory.has(employee.managerId)
      : employee.id === scope.below
  const manager = chain[chain.findIndex(isAboveTeams) - 1]?.id ?? null
  return manager === id ? null : manager
}

const findAttribute = ({ attributes }: Employee, name: string): string | null =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null

/** Counts active people from bitmaps that are built for each read. */
const countGroups = (
  db: Database,
  accountId: AccountId,
  groups: readonly (readonly Employee[])[],
  period: Period,
  bucket: Bucket,
) => {
  const { accountFrom, getUserFrom, isKept, isExcluded } = readKeptDays(db, accountId)
  const slots = new Map([...readEmails(db, accountId).keys()].map((id, slot) => [id, slot]))
  const findSlot = (id: ClaudeUserId): number => slots.get(id) ?? slots.size
  const { from } = previousPeriod(period)
  const rows = db.all<{ user_id: ClaudeUserId; day: Day; counters: string }>`
    select user_id, day, counters from usage
    where account_id = ${accountId} and day between ${from} and ${period.to} and is_active`
    .filter(({ day }) => isKept(day))
    .map(({ user_id, day, counters }) => ({ slot: findSlot(user_id), day, counters: JSON.parse(counters) as Counters }))
  const earlier = db.all<{ user_id: ClaudeUserId }>`
    select user_id from usage where account_id = ${accountId} and is_active and day < ${period.from}
      and (day < ${from} or day < ${accountFrom ?? ''})
    union select user_id from first_active_days where account_id = ${accountId} and day < ${period.from}`
  const listUsers = (id: EmployeeId) => listUsersOf(db, accountId, id).filter((user) => !isExcluded(user))
  return countActivity({
    period,
    bucket,
    days: [...Map.groupBy(rows, ({ day }) => day)].map(([day, dayRows]) => ({
      day,
      active: mapAdoptionIds((id) =>
        createBitmap(dayRows.filter(({ counters }) => isActive(counters, id)).map(({ slot }) => slot)),
      ),
    })),
    earlier: [createBitmap(earlier.map(({ user_id }) => findSlot(user_id)))],
    groups: groups.map((group) => ({
      slots: [],
      people: group.map(({ id, startedOn, archivedOn }) => ({
        users: listUsers(id).map((user) => ({ slot: findSlot(user), keptFrom: getUserFrom(user) })),
        from: startedOn,
        to: archivedOn,
      })),
    })),
  })
}

const readExportRows = (db: Database, accountId: AccountId, employee: Employee, period: Period): ExportRow[] => {
  const { claudeUsers, days, listRows, sum } = readEmployeeRows(db, accountId, employee.id, period)
  return days.flatMap((day) => {
    const on = { from: day, to: day }
    if (!listRows(on).some((row) => isActive(row, 'any'))) return []
    return { day, employee: toName(employee), claudeUsers: claudeUsers.length, sums: sum(on) }
  })
}
