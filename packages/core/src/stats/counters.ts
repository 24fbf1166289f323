/**
 * The ids of the counters that are stored per Claude user and day. A counter is an integer as the API gave it, or null
 * if the API gave none. The catalog defines every stat from these counters.
 */
export const counterIds = [
  'chat_conversations',
  'chat_messages',
  'chat_artifacts',
  'unified_conversations',
  'unified_messages',
  'unified_artifacts',
  'code_sessions',
  'code_commits',
  'code_pull_requests',
  'code_lines_added',
  'code_lines_removed',
  'code_edits_accepted',
  'code_edits_rejected',
  'skill_invocations',
  'connector_invocations',
  'excel_sessions',
  'excel_messages',
  'excel_skills',
  'excel_connectors',
  'powerpoint_sessions',
  'powerpoint_messages',
  'powerpoint_skills',
  'powerpoint_connectors',
] as const

/** Maximum value of a counter: 2³¹ − 1, the maximum of a PostgreSQL `integer`. */
export const maxCount: number = 2 ** 31 - 1

/** The id of a counter. */
export type CounterId = (typeof counterIds)[number]

/** The counters of one Claude user on one day. Null means unknown: the API gave no value. */
export type Counters = Readonly<Record<CounterId, number | null>>

/**
 * The source of an organization's skill or connector counts on one day:
 *
 * - `report`: the organization's `/skills` or `/connectors` report. The counts are exact.
 * - `incomplete`: the report, but some of its rows name no Claude user. The counts are a lower bound.
 * - `users`: the `/users` list, which contains only part of the usage. The counts are a lower bound.
 * - `kept`: some counts were kept from an earlier read of the day with another source. The counts are a lower bound.
 * - `final`: like `kept`, but the report was read completely after the day had settled. The kept counts that are not in
 *   the report stay a lower bound, and no further read will improve them.
 */
export type UsageSource = 'report' | 'incomplete' | 'users' | 'kept' | 'final'

/**
 * Builds a record with a value for every counter. A large organization has 100,000 rows a day, and a plain loop is
 * faster than `Object.fromEntries`.
 */
export const mapCounters = <Value>(createValue: (counter: CounterId) => Value): Record<CounterId, Value> => {
  const values = {} as Record<CounterId, Value>
  for (const counter of counterIds) values[counter] = createValue(counter)
  return values
}
