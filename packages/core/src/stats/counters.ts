/**
 * What is kept of a claude user's day: integers as the API gave them, or null where it gave none.
 * Everything that people read is a stat, which the catalog makes from these.
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

/** Maximum value of a counter, 2³¹ − 1: what PostgreSQL's `integer` holds. */
export const maxCount = 2 ** 31 - 1

export type CounterId = (typeof counterIds)[number]

/** One claude user's counters on one day. Null: the API did not say. */
export type Counters = Readonly<Record<CounterId, number | null>>

/**
 * Where an organisation's skill and connector usage of a day comes from: its own report (`report`, exact) or the
 * parts that the list of users gives (`users`, a lower bound). Where an earlier reading had another source than the last
 * one, what it told is kept, of everyone or of people who are gone since (`kept`, a lower bound too). `final`: a lower
 * bound for good, since the report was read to its end when the day was settled, and told no more.
 */
export type UsageSource = 'report' | 'users' | 'kept' | 'final'

/** Builds a value for every counter. A plain loop: a large organisation's day has a hundred thousand of these. */
export const mapCounters = <Value>(value: (counter: CounterId) => Value): Record<CounterId, Value> => {
  const values = {} as Record<CounterId, Value>
  for (const counter of counterIds) values[counter] = value(counter)
  return values
}
