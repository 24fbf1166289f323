import {
  type AccountId,
  type Day,
  getStat,
  type PartialCounterSums,
  type Period,
  type TeamTrend,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import { addSumsValues, createSumsBuilder, parseSumsValues, type SumsText, sumRows, toBucketStart } from './sums.ts'
import { selectUserDays } from './user-days.ts'

/** The trend of one Claude user, as JSON text for `parseMemberTrend`: an array of `[first day, SumsText]`. */
export type MemberTrendText = string

/**
 * Selects the column `trend`: the counters of one stat, summed by bucket. It is a lateral join in `sumTeamUsage`, which
 * provides `links` and `archived_on`. The join reads the same ranges of the primary key as the sums of the period.
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
  return sql`
    select json_agg(json_build_array(start, sums) order by start)::text as trend
    from (
      select
        greatest(${toBucketStart(trend.bucket)}, ${period.from}::date) as start,
        ${sumRows(accountId, [getStat(trend.stat)])} as sums
      from (${selectUserDays(accountId, { from: sql`${period.from}::date`, to: sql`${period.to}::date` })}) as user_days
      group by 1
    ) as by_bucket`
}

/**
 * Parses the results of `selectMemberTrend` for all Claude users of a member, and adds them up. The key is the first
 * day of a bucket.
 */
export const parseMemberTrend = (
  texts: readonly (MemberTrendText | null)[],
  { stat }: TeamTrend,
): ReadonlyMap<Day, PartialCounterSums> => {
  const buildSums = createSumsBuilder([getStat(stat)])
  const buckets = texts.flatMap((text) => JSON.parse(text ?? '[]') as [Day, SumsText][])
  const byStart = Map.groupBy(buckets, ([start]) => start)
  return new Map(
    [...byStart].map(([start, sameStart]) => [
      start,
      buildSums(addSumsValues(sameStart.map(([, sums]) => parseSumsValues(sums)))),
    ]),
  )
}
