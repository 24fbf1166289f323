import * as z from 'zod/mini'
import { isStatId, type StatId, statIds } from '../catalog.ts'
import type {
  ActivePeople,
  AdoptionResponse,
  AdoptionTeam,
  Engagement,
  GroupCoverage,
  GroupStat,
  TeamMember,
  TeamStatsResponse,
  TeamTrendBuckets,
} from '../group-responses.ts'
import type { Bucket, Period } from '../period.ts'
import { asPeriod, bucket, day, employeeId, employeeName, period, wholeNumber } from './parts.ts'
import type { Schema } from './schema.ts'

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

const coverage: z.ZodMiniType<GroupCoverage> = z.object({
  through: z.nullable(day),
  provisionalFrom: z.nullable(day),
  missing: z.array(day),
  previousMissing: z.array(day),
  latestDay: z.nullable(day),
})

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
  coverage,
})

const count = z.nullable(wholeNumber)
const active: z.ZodMiniType<ActivePeople> = z.object({
  any: count,
  chat: count,
  code: count,
  usage: count,
  excel: count,
  powerpoint: count,
})
const engagement: z.ZodMiniType<Engagement> = z.object({ new: count, regular: count, occasional: count, lapsed: count })
const adoptionTeam: z.ZodMiniType<AdoptionTeam> = z.object({
  manager: z.nullable(employeeName),
  people: count,
  linked: count,
  active: z.nullable(active),
})

export const adoptionSchema: Schema<AdoptionResponse> = z.object({
  period,
  previous: period,
  bucket,
  people: wholeNumber,
  linked: wholeNumber,
  active,
  previousActive: active,
  engagement,
  series: z.array(z.object({ start: day, active })),
  teams: z.array(adoptionTeam),
  coverage,
})
