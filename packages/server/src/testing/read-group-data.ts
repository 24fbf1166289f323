import {
  type Bucket,
  canViewEveryone,
  type Day,
  type EmployeeId,
  type Period,
  type TeamTrend,
  type Viewer,
} from '@windmill/claude-core'
import type { AdoptionUsage, ExportRow, GroupScope, StorageAdapter, TeamUsageQuery } from '../storage/adapter.ts'
import { sortByJson } from './fixtures.ts'

/**
 * Returns `all` for a viewer who may see everyone. Otherwise returns the group below the first manager that the viewer
 * stands in for, or below the viewer.
 */
const chooseGroupScope = (viewer: Viewer): GroupScope =>
  canViewEveryone(viewer) ? 'all' : { below: viewer.actsFor[0] ?? viewer.employeeId }

/** Reads all pages of the export of all employees that the viewer may export. */
export const readExportRows = async (
  storage: StorageAdapter,
  viewer: Viewer,
  period: Period,
  today: Day,
): Promise<ExportRow[]> => {
  const rows: ExportRow[] = []
  const subjects = await storage.listVisibleEmployees(viewer, chooseGroupScope(viewer), today)
  for await (const page of storage.readExport(viewer, subjects, period, today)) rows.push(...page)
  return rows
}

/** Returns a trend of a sum, a trend of a rate, and null for no trend. */
const listTrends = (bucket: Bucket): readonly (TeamTrend | null)[] => [
  { stat: 'chat.messages', bucket },
  { stat: 'code.edit_acceptance_rate', bucket },
  null,
]

/** All group data of a viewer, to compare two adapters. */
interface GroupData {
  readonly teams: readonly unknown[]
  readonly adoption: unknown
  readonly adoptionByDepartment: unknown
  readonly export: readonly ExportRow[]
}

const sortAdoption = (usage: AdoptionUsage | null) =>
  usage && {
    ...usage,
    engagement: { ...usage.engagement, active: sortByJson(usage.engagement.active) },
    teams: sortByJson(usage.teams.map((team) => ({ ...team, series: sortByJson(team.series) }))),
    series: sortByJson(usage.series),
  }

/**
 * Reads the team, adoption and export data of a viewer. Sorts every list that has no defined order.
 *
 * Each of the first two `managers` gets its own trend, and the others get none.
 */
export const readGroupData = async (
  storage: StorageAdapter,
  viewer: Viewer,
  {
    managers,
    period,
    bucket,
    today,
  }: {
    readonly managers: readonly EmployeeId[]
    readonly period: Period
    readonly bucket: Bucket
    readonly today: Day
  },
): Promise<GroupData> => {
  const readTeam = async (id: EmployeeId, query: Omit<TeamUsageQuery, 'period'>) =>
    await storage.sumTeamUsage(viewer, id, { period, ...query }, today)
  const teams = await Promise.all(managers.map((id, index) => readTeam(id, { trend: listTrends(bucket)[index] })))
  const [firstManager] = managers
  const limitedTeam = firstManager && (await readTeam(firstManager, { stats: ['chat.messages'], limit: 2 }))
  const readAdoption = async (by: string | null) =>
    sortAdoption(await storage.sumAdoption(viewer, chooseGroupScope(viewer), { period, bucket, by }, today))
  return {
    teams: [...teams, ...(limitedTeam === undefined ? [] : [limitedTeam])].map(
      (team) =>
        team && {
          ...team,
          members: sortByJson(team.members.map((member) => ({ ...member, trend: sortByJson(member.trend ?? []) }))),
        },
    ),
    adoption: await readAdoption(null),
    adoptionByDepartment: await readAdoption('department'),
    export: sortByJson(await readExportRows(storage, viewer, period, today)),
  }
}
