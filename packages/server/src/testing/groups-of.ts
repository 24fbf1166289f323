import type { Bucket, Day, EmployeeId, Period, Viewer } from '@windmill/claude-core'
import type { ExportRow, StorageAdapter } from '../storage/adapter.ts'
import { sorted } from './fixtures.ts'

export const exportOf = async (
  storage: StorageAdapter,
  viewer: Viewer,
  period: Period,
  on: Day,
): Promise<ExportRow[]> => {
  const rows: ExportRow[] = []
  for await (const page of storage.readExport(viewer, period, on)) rows.push(...page)
  return rows
}

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
  const teams = await Promise.all(managers.map((id) => storage.sumTeamUsage(viewer, id, period, on)))
  const adoption = await storage.sumAdoption(viewer, period, bucket, on)
  return {
    teams: teams.map((team) => team && { ...team, members: sorted(team.members) }),
    adoption: adoption && {
      ...adoption,
      engagement: { ...adoption.engagement, active: sorted(adoption.engagement.active) },
      teams: sorted(adoption.teams),
      series: sorted(adoption.series),
    },
    export: sorted(await exportOf(storage, viewer, period, on)),
  }
}
