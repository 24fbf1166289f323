import * as z from 'zod/mini'
import { isStatId, type StatId, statIds } from '../stats/catalog.ts'
import type { Bucket, Period } from '../time/period.ts'
import type { Schema } from './schema.ts'
import {
  addPeriodChecks,
  bucket,
  day,
  employeeId,
  employeeName,
  period,
  periodCoverage,
  wholeNumber,
} from './schema-fields.ts'
import type { GroupStat, TeamMember, TeamStatsResponse, TeamTrendBuckets } from './team-stats-response.ts'

const splitIds = (list: string): string[] => list.split(',').map((id) => id.trim())

/** Accepts stat ids separated by commas. By default, all twenty. */
const requestedStatIds: z.ZodMiniType<readonly StatId[]> = z.pipe(
  z.optional(
    z
      .string()
      .check(
        z.refine((list) => splitIds(list).every(isStatId), { error: 'must be ids of stats, separated by commas' }),
      ),
  ),
  z.transform((list) => (list === undefined ? statIds : splitIds(list).filter(isStatId))),
)

const stat: z.ZodMiniType<StatId> = z
  .string()
  .check(z.refine(isStatId, { error: 'must be the id of a stat' })) as unknown as z.ZodMiniType<StatId>

const maxLimit = 50
const limit: z.ZodMiniType<number> = z.pipe(
  z.coerce.string().check(
    z.refine((text) => /^[1-9]\d?$/.test(text) && Number(text) <= maxLimit, {
      error: `must be a whole number from 1 to ${maxLimit}`,
    }),
  ),
  z.transform(Number),
)

/** Validates the query of `GET /teams/{managerId}/stats`. Without `trend`, `bucket` has no effect. */
export const teamStatsQuerySchema: Schema<
  Period & { stats: readonly StatId[]; trend?: StatId | undefined; bucket: Bucket; limit?: number | undefined }
> = addPeriodChecks(
  z.object({
    from: day,
    to: day,
    stats: requestedStatIds,
    trend: z.optional(stat),
    bucket: z._default(bucket, 'day'),
    limit: z.optional(limit),
  }),
)

const value = z.nullable(z.number())
const groupStat: z.ZodMiniType<GroupStat> = z.object({
  value,
  compared: value,
  previous: value,
  partial: z.boolean(),
  previousPartial: z.boolean(),
})
const requestedStats = z.object(
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
  startedOn: z.nullable(day),
  archivedOn: z.nullable(day),
  claudeUsers: wholeNumber,
  stats: requestedStats,
  trend: z.exactOptional(z.array(value)),
})

/** Validates the answer of `GET /teams/{managerId}/stats`. */
export const teamStatsSchema: Schema<TeamStatsResponse> = z.object({
  manager: employeeName,
  period,
  compared: z.nullable(period),
  previous: period,
  people: z.array(teamMember),
  size: wholeNumber,
  totals: requestedStats,
  trend: z.nullable(teamTrend),
  coverage: periodCoverage,
  notShown: wholeNumber,
})
