import {
  type AccountId,
  countersOf,
  type Day,
  type Period,
  type SomeSums,
  statOf,
  type TeamTrend,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import { bucketStart } from './sums.ts'

/** The buckets of a member, as one text: its start, then for each of the stat's counters its sum and how often it was null. */
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
  const each = countersOf(statOf(trend.stat)).map((id) => sql.ref(id))
  const sums = each.flatMap((id, at) => [
    sql`sum(${id}) as ${sql.ref(`sum_${at}`)}`,
    sql`count(*) - count(${id}) as ${sql.ref(`unknown_${at}`)}`,
  ])
  const columns = each.flatMap((_, at) => [sql.ref(`sum_${at}`), sql.ref(`unknown_${at}`)])
  return sql`
    select jsonb_agg(
      jsonb_build_array(to_char(start::timestamp, 'YYYY-MM-DD'), ${sql.join(columns)}) order by start
    )::text as trend
    from (
      select greatest(${bucketStart(trend.bucket)}, ${period.from}::date) as start, ${sql.join(sums)}
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
  const counters = countersOf(statOf(stat))
  const buckets = JSON.parse(text) as [Day, ...(number | null)[]][]
  return new Map(
    buckets.map(([start, ...numbers]) => [
      start,
      {
        sum: Object.fromEntries(counters.map((id, at) => [id, numbers[2 * at] ?? null])),
        unknown: Object.fromEntries(counters.map((id, at) => [id, numbers[2 * at + 1] ?? 0])),
      },
    ]),
  )
}
