import fc from 'fast-check'
import type { StatId } from '../src/stats/catalog.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../src/stats/counters.ts'

/** Creates the counters of a usage day. Omitted counters are zero. */
export const createCounters = (counters: Partial<Record<CounterId, number | null>>): Counters => ({
  ...mapCounters(() => 0),
  ...counters,
})

/** A counter value. It is often zero or null, because these are the edge cases of sums. */
const anyCount = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) },
)

/** The counters of a random usage day. */
export const anyCounters: fc.Arbitrary<Counters> = fc
  .array(anyCount, { minLength: counterIds.length, maxLength: counterIds.length })
  .map((counts) =>
    Object.fromEntries(counterIds.map((id, index) => [id, counts[index] ?? null])),
  ) as fc.Arbitrary<Counters>

/** The counters of every stat that is a sum, written independently of the catalog to check it. */
export const sumStatCounters: Readonly<Record<Exclude<StatId, 'code.edit_acceptance_rate'>, readonly CounterId[]>> = {
  'chat.conversations': ['chat_conversations', 'unified_conversations'],
  'chat.messages': ['chat_messages', 'unified_messages'],
  'chat.artifacts': ['chat_artifacts', 'unified_artifacts'],
  'code.sessions': ['code_sessions'],
  'code.commits': ['code_commits'],
  'code.pull_requests': ['code_pull_requests'],
  'code.lines_added': ['code_lines_added'],
  'code.lines_removed': ['code_lines_removed'],
  'code.edits_accepted': ['code_edits_accepted'],
  'skills.invocations': ['skill_invocations'],
  'connectors.invocations': ['connector_invocations'],
  'excel.sessions': ['excel_sessions'],
  'excel.messages': ['excel_messages'],
  'excel.skills': ['excel_skills'],
  'excel.connectors': ['excel_connectors'],
  'powerpoint.sessions': ['powerpoint_sessions'],
  'powerpoint.messages': ['powerpoint_messages'],
  'powerpoint.skills': ['powerpoint_skills'],
  'powerpoint.connectors': ['powerpoint_connectors'],
}
