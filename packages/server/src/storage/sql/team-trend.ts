import {
  type AccountId,
  countersOfStat,
  type Day,
  type Period,
  type SomeSums,
  statOf,
  type TeamTrend,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import { bucketStart, countUnknown } from './sums.ts'

/** The buckets of a member, as one text: its start, how often a counter of the stat was null, and the sum of each. */
export type MemberTrend = string

/**
 * A row with `trend` for a member of whom the row of this period is being made: of the stat's counters alone, summed by
 * bucket from the same ranges of the key as the period's own sums.
 */
export const memberTrend = (
  accountId: AccountId,
  period: Period,
  trend: TeamTrend | null | undefined,
): RawBuilder<unknown> => {
  if (!trend) return sql`select null::text as trend`
  const stat = statOf(trend.stat)
  const counters = countersOfStat(stat)
  const sums = counters.map((id, at) => sql`sum(${sql.ref(id)}) as ${sql.ref(`sum_${at}`)}`)
  const columns = counters.map((_, at) => sql.ref(`sum_${at}`))
  return sql`
    select jsonb_agg(
      jsonb_build_array(to_char(start::timestamp, 'YYYY-MM-DD'), unknown, ${sql.join(columns)}) order by start
    )::text as trend
    from (
      select greatest(${bucketStart(trend.bucket)}, ${period.from}::date) as start, ${countUnknown(stat)} as unknown, ${sql.join(sums)}
      from claude.links cross join lateral (
        select * from claude.usage_days
        where account_id = ${accountId} and claude_user_id = links.claude_user_id
          and day between ${period.from}::date and least(${period.to}::date, archived_on)
        offset 0
      ) as theirs
      where links.account_id = ${accountId} and links.employee_id = member.id and not is_previous
      group by 1
    ) as by_bucket`
}

export const trendOf = (text: MemberTrend, { stat }: TeamTrend): ReadonlyMap<Day, SomeSums> => {
  const counters = countersOfStat(statOf(stat))
  const buckets = JSON.parse(text) as [Day, number, ...(number | null)[]][]
  return new Map(
    buckets.map(([start, unknown, ...sums]) => [
      start,
      { sum: Object.fromEntries(counters.map((id, at) => [id, sums[at] ?? null])), unknown: { [stat]: unknown } },
    ]),
  )
}
