import type { Bucket, Day, EmployeeId, Period, TeamTrend, Viewer } from '@windmill/claude-core'
import type { ExportRow, StorageAdapter } from '../storage/adapter.ts'
import { partOf } from '../storage/part.ts'
import { sorted } from './fixtures.ts'

export const exportOf = async (
  storage: StorageAdapter,
  viewer: Viewer,
  period: Period,
  on: Day,
): Promise<ExportRow[]> => {
  const rows: ExportRow[] = []
  const subjects = await storage.visibleEmployees(viewer, partOf(viewer), on)
  for await (const page of storage.readExport(viewer, subjects, period, on)) rows.push(...page)
  return rows
}

/** None, one of a sum and one of a rate. */
const trends = (bucket: Bucket): readonly (TeamTrend | null)[] => [
  { stat: 'chat.messages', bucket },
  { stat: 'code.edit_acceptance_rate', bucket },
  null,
]

/** What a viewer gets of groups: to be compared, and nothing else. */
interface GroupsSeen {
  readonly teams: readonly unknown[]
  readonly adoption: unknown
  readonly export: readonly ExportRow[]
}

/** All that a viewer gets of groups, with whatever may come in any order put in one. */
export const groupsOf = async (
  storage: StorageAdapter,
  viewer: Viewer,
  {
    managers,
    period,
    bucket,
    on,
  }: {
    readonly managers: readonly EmployeeId[]
    readonly period: Period
    readonly bucket: Bucket
    readonly on: Day
  },
): Promise<GroupsSeen> => {
  const teams = await Promise.all(
    managers.map((id, at) => storage.sumTeamUsage(viewer, id, period, on, trends(bucket)[at])),
  )
  const adoption = await storage.sumAdoption(viewer, period, bucket, on)
  return {
    teams: teams.map(
      (team) =>
        team && {
          ...team,
          members: sorted(team.members.map((member) => ({ ...member, trend: sorted(member.trend ?? []) }))),
        },
    ),
    adoption: adoption && {
      ...adoption,
      engagement: { ...adoption.engagement, active: sorted(adoption.engagement.active) },
      teams: sorted(adoption.teams),
      series: sorted(adoption.series),
    },
    export: sorted(await exportOf(storage, viewer, period, on)),
  }
}
