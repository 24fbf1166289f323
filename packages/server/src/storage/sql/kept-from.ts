import type { AccountId, Day } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import { hashSubject, neverKept } from '../kept-from.ts'

/** The current UTC day, by the storage's time. */
export const storageToday: RawBuilder<unknown> = sql`(storage_time() at time zone 'UTC')::date`

/** Selects the account's first kept day, or null. A scalar subquery, which PostgreSQL runs once per statement. */
const selectKeptFrom = (accountId: AccountId): RawBuilder<unknown> => sql`(
  select max(day) from kept_from where account_id = ${accountId} and subject = ${hashSubject(accountId)})`

/** Builds the condition that the account keeps a day. The day is the column `day` by default. */
export const buildKeptCondition = (accountId: AccountId, day: RawBuilder<unknown> = sql`day`): RawBuilder<boolean> =>
  sql<boolean>`${day} >= coalesce(${selectKeptFrom(accountId)}, '-infinity')`

/**
 * Builds the first day to read for the Claude user in a row of `links` of the outer query: the latest of the given day
 * and the first kept days of the account and of the Claude user. `greatest` ignores nulls.
 */
export const buildFirstDay = (accountId: AccountId, from: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`greatest(${from}, ${selectKeptFrom(accountId)}, links.kept_from)`

/** Formats the account's first kept day as `YYYY-MM-DD`. Null if every day is kept. */
export const formatKeptFrom = (accountId: AccountId): RawBuilder<Day | null> =>
  sql<Day | null>`to_char(${selectKeptFrom(accountId)}::timestamp, 'YYYY-MM-DD')`

/** The condition that at least one day is kept for the Claude user in a row of `links`. */
export const isLinkKept: RawBuilder<boolean> = sql<boolean>`links.kept_from is distinct from ${neverKept}::date`

/**
 * Aggregates rows of `links` to a list of first kept days, as JSON text for `parseUserKeptFrom`. Claude users without a
 * first kept day of their own are left out.
 */
export const aggregateUserKeptFrom: RawBuilder<string | null> = sql<string | null>`
  (json_agg(links.kept_from order by links.kept_from) filter (where links.kept_from is not null))::text`

/** Parses the result of `aggregateUserKeptFrom`. */
export const parseUserKeptFrom = (text: string | null | undefined): readonly Day[] =>
  text ? (JSON.parse(text) as Day[]) : []

/** Builds the condition that a Claude user is not excluded. */
export const buildNotExcludedCondition = (
  accountId: AccountId,
  claudeUserId: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`not exists (
  select from kept_from where account_id = ${accountId} and kept_from.claude_user_id = ${claudeUserId})`
