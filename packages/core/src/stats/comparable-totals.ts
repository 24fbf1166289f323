import { type CounterId, counterIds } from './counters.ts'

/**
 * How Claude's total of a counter over several days compares with the sum of the counter's days:
 *
 * - `additive`: equal.
 * - `approximate`: nearly equal. The total may be an estimate, and a session that goes on past midnight counts once in
 *   the total.
 * - `not_comparable`: lower by an unknown amount, because something that is used on several days counts once in the
 *   total.
 */
export type TotalComparability = 'additive' | 'approximate' | 'not_comparable'

/**
 * How the total of each counter compares, by Anthropic's reference of the Analytics API: with `starting_date`, counts
 * of events and of creations are exact sums, Claude Code sessions are the sum of the daily counts, and every other
 * distinct count is exact, an estimate with a typical error below 2 %, or null.
 *
 * Skill and connector usage is additive only in the reports of skills and connectors. The list of users counts distinct
 * skills.
 */
export const totalComparability: Readonly<Record<CounterId, TotalComparability>> = {
  chat_conversations: 'not_comparable',
  chat_messages: 'additive',
  chat_artifacts: 'additive',
  unified_conversations: 'not_comparable',
  unified_messages: 'additive',
  unified_artifacts: 'additive',
  code_sessions: 'additive',
  code_commits: 'additive',
  code_pull_requests: 'additive',
  code_lines_added: 'additive',
  code_lines_removed: 'additive',
  code_edits_accepted: 'additive',
  code_edits_rejected: 'additive',
  skill_invocations: 'additive',
  connector_invocations: 'additive',
  excel_sessions: 'approximate',
  excel_messages: 'additive',
  excel_skills: 'additive',
  excel_connectors: 'additive',
  powerpoint_sessions: 'approximate',
  powerpoint_messages: 'additive',
  powerpoint_skills: 'additive',
  powerpoint_connectors: 'additive',
}

/** The counters that are additive. */
export const additiveCounters: readonly CounterId[] = counterIds.filter((id) => totalComparability[id] === 'additive')
