import { type ClaudeUserId, type Counters, claudeUserId } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { type FinalDay, findWrongCounts } from './find-wrong-counts.ts'

const id = claudeUserId('user_1')
const createRows = (counters: Partial<Counters>): ReadonlyMap<ClaudeUserId, Counters> =>
  new Map([[id, { ...mapCounters(() => 0), ...counters }]])

/** Compares a day on which one Claude user used a skill once. */
const compare = (changes: Partial<Omit<FinalDay, 'read'>> & { readonly read?: Partial<FinalDay['read']> }): string[] =>
  findWrongCounts({
    day: '2026-05-24',
    stored: new Map(),
    truth: createRows({ skill_invocations: 1 }),
    hadMalformedRows: true,
    hasMalformedRows: false,
    isRevisedLate: false,
    ...changes,
    read: {
      at: 0,
      latestDay: '2026-08-12',
      skills: 'final',
      connectors: 'report',
      claudeUsers: 0,
      requests: 2,
      readCount: 1,
      unattributedRows: 0,
      changedRows: 0,
      ...changes.read,
    },
  })

test('allows a missing row for a Claude user that only a report lists, if the counts of the report are a lower bound', () => {
  expect(compare({})).toEqual([])
})

test('requires the row if the counts of the report are exact, or if no row was malformed', () => {
  expect(compare({ read: { skills: 'report' } })).not.toEqual([])
  expect(compare({ hadMalformedRows: false })).not.toEqual([])
})

test('requires the row of a Claude user with any other usage, and of a Claude user without usage', () => {
  expect(compare({ truth: createRows({ skill_invocations: 1, chat_messages: 1 }) })).not.toEqual([])
  expect(compare({ truth: createRows({ skill_invocations: 1, connector_invocations: 1 }) })).not.toEqual([])
  expect(compare({ truth: createRows({}) })).not.toEqual([])
})

test('allows a lower bound below the truth, but no other wrong count', () => {
  const truth = createRows({ skill_invocations: 3, chat_messages: 2 })
  expect(compare({ truth, stored: createRows({ skill_invocations: 1, chat_messages: 2 }) })).toEqual([])
  const failures = compare({ truth, stored: createRows({ skill_invocations: 4, chat_messages: 1 }) })
  expect(failures.toSorted()).toEqual([
    '2026-05-24 user_1 chat_messages is 1, not 2',
    '2026-05-24 user_1 skill_invocations is 4, not 3',
  ])
})

test('allows the higher count from before a late revision only if no read returned the whole report', () => {
  const stored = createRows({ skill_invocations: 2 })
  const revised = { stored, hadMalformedRows: false, isRevisedLate: true }
  expect(compare(revised)).toEqual([])
  expect(compare({ ...revised, isRevisedLate: false })).not.toEqual([])
  expect(compare({ ...revised, read: { skills: 'report' } })).not.toEqual([])
  expect(compare({ ...revised, stored: createRows({ chat_messages: 1, skill_invocations: 1 }) })).not.toEqual([])
})
