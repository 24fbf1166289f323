import * as z from 'zod/mini'
import { isStatId, type StatId, statIds } from '../stats/catalog.ts'
import type { Bucket, Period } from '../time/period.ts'
import type { Schema } from './schema.ts'
import { asPeriod, bucket, day, employeeId, employeeName, period, periodCoverage, wholeNumber } from './schema-parts.ts'
import type { GroupStat, TeamMember, TeamStatsResponse, TeamTrendBuckets } from './team-stats-response.ts'

const idsIn = (list: string): string[] => list.split(',').map((id) => id.trim())

/** Ids with commas between them; all twenty when left out. */
const askedIds: z.ZodMiniType<readonly StatId[]> = z.pipe(
  z.optional(
    z
      .string()
      .check(
        z.refine((list) => idsIn(list).every(isStatId), { error: 'must be ids of stats, with commas between them' }),
      ),
  ),
  z.transform((list) => (list === undefined ? statIds : idsIn(list).filter(isStatId))),
)

const stat: z.ZodMiniType<StatId> = z
  .string()
  .check(z.refine(isStatId, { error: 'must be the id of a stat' })) as unknown as z.ZodMiniType<StatId>

/** The query of `GET /teams/{managerId}/stats`. Without `trend`, `bucket` is of no effect. */
export const teamStatsQuerySchema: Schema<
  Period & { stats: readonly StatId[]; trend?: StatId | undefined; bucket: Bucket }
> = asPeriod(
  z.object({ from: day, to: day, stats: askedIds, trend: z.optional(stat), bucket: z._default(bucket, 'day') }),
)

const value = z.nullable(z.number())
const groupStat: z.ZodMiniType<GroupStat> = z.object({ value, previous: value, partial: z.boolean() })
const askedStats = z.object(
  Object.fromEntries(statIds.map((id) => [id, z.exactOptional(groupStat)])) as Record<
    StatId,
    z.ZodMiniExactOptional<typeof groupStat>
  >,
)

const teamTrend: z.ZodMiniType<TeamTrendBuckets> = z.object({ stat, bucket, starts: z.array(day) })

const teamMember: z.ZodMiniType<TeamMember> = z.object({
  id: employeeId,
  name: z.string(),
  managerId: z.nullable(employeeId),
  archivedOn: z.nullable(day),
  claudeUsers: wholeNumber,
  stats: askedStats,
  trend: z.exactOptional(z.array(value)),
})

export const teamStatsSchema: Schema<TeamStatsResponse> = z.object({
  manager: employeeName,
  period,
  previous: period,
  people: z.array(teamMember),
  totals: askedStats,
  trend: z.nullable(teamTrend),
  coverage: periodCoverage,
})
