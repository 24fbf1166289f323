import { type ClaudeUserId, type Counters, claudeUserId } from '@windmill/claude-core'
import { computeDayCounters, createDayCollector, type DayCounters } from '@windmill/claude-core/api'
import { mapCounters } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { haveSourcesChanged, preserveReportCounts } from './preserve-report-counts.ts'

const user = (index: number): ClaudeUserId => claudeUserId(`user_${index}`)

const row = (index: number, skills: number | null) => ({
  claudeUserId: user(index),
  counters: { ...mapCounters(() => 1), skill_invocations: skills } satisfies Counters,
})

/** Creates a day with one user per skill count. The skill report has the same counts, or is missing. */
const createReading = (skills: readonly number[], hasReport: boolean): DayCounters => {
  const { users, skills: reported } = createDayCollector()
  const counted = skills.map((count, index) => ({ id: user(index), count }))
  users.add(
    counted.map(({ id, count }) => ({
      id,
      email: null,
      counters: { ...mapCounters(() => 5), skill_invocations: count },
    })),
  )
  reported.add(counted)
  return computeDayCounters({ users: users.collected, skills: hasReport ? reported.collected : null, connectors: null })
}
const listSkillCounts = ({ counters }: DayCounters) =>
  [...counters].map(([, { skill_invocations }]) => skill_invocations)

test('keeps stored report counts that are higher than those of the list of users, and takes all other counts', () => {
  const current = createReading([3, 9, 0, 4], false)
  const stored = [row(0, 7), row(1, 7), row(2, 0), row(3, null)]
  const sources = preserveReportCounts(stored, { skills: 'report', connectors: 'users' }, current)
  expect(sources).toEqual({ skills: 'kept', connectors: 'users' })
  expect(listSkillCounts(current)).toEqual([7, 9, 0, 4])
  expect([...current.counters].map(([, { chat_messages }]) => chat_messages)).toEqual([5, 5, 5, 5])
})

test('takes the report again once it is back, but marks the counts as kept while rows of missing users remain', () => {
  const previous = { skills: 'kept', connectors: 'users' } as const
  const current = createReading([3, 9], true)
  expect(preserveReportCounts([row(0, 7), row(1, 7)], previous, current).skills).toBe('report')
  expect(preserveReportCounts([row(0, 7), row(1, 7), row(2, 7)], previous, current).skills).toBe('kept')
  expect(listSkillCounts(current)).toEqual([3, 9])
})

test('detects that counts come from another source than before', () => {
  const { sources } = createReading([1], true)
  expect(haveSourcesChanged(sources, sources)).toBe(false)
  expect(haveSourcesChanged({ ...sources, connectors: 'report' }, sources)).toBe(true)
})
