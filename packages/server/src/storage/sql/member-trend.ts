import {
  type AccountId,
  type Day,
  getStat,
  type PartialCounterSums,
  type Period,
  type TeamTrend,
} from '@windmill/claude-core'
import { listStatCounters } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import { countRowsOnUnattributedDays, countUnknownRows, toBucketStart } from './sums.ts'
import { selectUserDays } from './user-days.ts'
import { hideAccount } from './values.ts'

/**
 * The trend of one member, as JSON text for `parseMemberTrend`. Each bucket is an array of its first day, the number of
 * unknown rows, the number of rows on days with unattributed rows, and the sum of each counter of the stat.
 */
export type MemberTrendText = string

/**
 * Selects the column `trend`: the counters of one stat, summed by bucket. It is a lateral join in `sumTeamUsage`, which
 * provides `member.id`, `archived_on` and `has_trend`, so that only one row of a member gets a trend. The join reads
 * the same ranges of the primary key as the sums of the period.
 *
 * `jsonb` would take five times as long to build as `json`, and dates in `json` have the format `YYYY-MM-DD` under
 * every DateStyle.
 */
export const selectMemberTrend = (
  accountId: AccountId,
  period: Period,
  trend: TeamTrend | null | undefined,
): RawBuilder<unknown> => {
  if (!trend) return sql`select null::text as trend`
  const stat = getStat(trend.stat)
  const counters = listStatCounters(stat)
  const sums = counters.map((id, index) => sql`sum(${sql.ref(id)}) as ${sql.ref(`sum_${index}`)}`)
  const sumColumns = counters.map((_, index) => sql.ref(`sum_${index}`))
  return sql`
    select json_agg(
      json_build_array(start, unknown, on_unattributed_days, ${sql.join(sumColumns)}) order by start
    )::text as trend
    from (
      select
        greatest(${toBucketStart(trend.bucket)}, ${period.from}::date) as start,
        ${countUnknownRows(stat)} as unknown, ${countRowsOnUnattributedDays(accountId)} as on_unattributed_days, ${sql.join(sums)}
      from links cross join lateral (
        ${selectUserDays(accountId, { from: sql`${period.from}::date`, to: sql`${period.to}::date` })}
      ) as user_days
      where links.account_id = ${hideAccount(accountId)} and links.employee_id = member.id and has_trend
      group by 1
    ) as by_bucket`
}

/** Parses the result of `selectMemberTrend`. The key is the first day of a bucket. */
export const parseMemberTrend = (text: MemberTrendText, { stat }: TeamTrend): ReadonlyMap<Day, PartialCounterSums> => {
  const counters = listStatCounters(getStat(stat))
  const buckets = JSON.parse(text) as [Day, number, number, ...(number | null)[]][]
  return new Map(
    buckets.map(([start, unknown, rowsOnUnattributedDays, ...sums]) => [
      start,
      {
        sum: Object.fromEntries(counters.map((id, index) => [id, sums[index] ?? null])),
        unknown: { [stat]: unknown },
        rowsOnUnattributedDays,
      },
    ]),
  )
}
