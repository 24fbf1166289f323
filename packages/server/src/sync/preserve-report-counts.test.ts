import { type ClaudeUserId, type CounterId, type Counters, claudeUserId } from '@windmill/claude-core'
import { computeDayCounters, createDayCollector, type DayCounters } from '@windmill/claude-core/api'
import { mapCounters } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { haveSourcesChanged, preserveReportCounts } from './preserve-report-counts.ts'

const createId = (index: number): ClaudeUserId => claudeUserId(`user_${index}`)

const createRow = (index: number, skillCount: number | null) => ({
  claudeUserId: createId(index),
  counters: { ...mapCounters(() => 1), skill_invocations: skillCount } satisfies Counters,
})

/** Creates a reading with one user per skill count. The skill report has the same counts, or is missing. */
const createReading = (skillCounts: readonly number[], hasReport: boolean): DayCounters => {
  const { users, skills } = createDayCollector()
  const userCounts = skillCounts.map((count, index) => ({
    id: createId(index),
    identity: { low: index, high: 1 },
    invalidField: null,
    count,
  }))
  users.add(
    userCounts.map(({ count, ...row }) => ({
      ...row,
      email: null,
      counters: { ...mapCounters(() => 5), skill_invocations: count },
    })),
  )
  skills.add(userCounts)
  return computeDayCounters({ users: users.collected, skills: hasReport ? skills.collected : null, connectors: null })
}
const listSkillCounts = ({ counters }: DayCounters) =>
  [...counters].map(([, { skill_invocations }]) => skill_invocations)

test('keeps stored report counts that are higher than the counts of the list of users, and takes all other counts from the list', () => {
  const current = createReading([3, 9, 0, 4], false)
  const stored = [createRow(0, 7), createRow(1, 7), createRow(2, 0), createRow(3, null)]
  const previous = { skills: 'report', connectors: 'users' } as const
  const sources = preserveReportCounts(stored, { previous, keptCounters: new Set(), reading: current })
  expect(sources).toEqual({ skills: 'kept', connectors: 'users' })
  expect(listSkillCounts(current)).toEqual([7, 9, 0, 4])
  expect([...current.counters].map(([, { chat_messages }]) => chat_messages)).toEqual([5, 5, 5, 5])
})

test('keeps nothing of a report that was empty, so the list of users may revise its own counts', () => {
  const current = createReading([3, 9], false)
  const stored = [createRow(0, 0), createRow(1, null)]
  const previous = { skills: 'report', connectors: 'users' } as const
  const sources = preserveReportCounts(stored, { previous, keptCounters: new Set(), reading: current })
  expect(sources).toEqual({ skills: 'users', connectors: 'users' })
  expect(listSkillCounts(current)).toEqual([3, 9])
})

test('takes the counts of a report that is back, but marks them as kept while a Claude user has an old count', () => {
  const reading = createReading([3, 9], true)
  const findSource = (storedUsers: number, keptCounter?: CounterId) =>
    preserveReportCounts(
      Array.from({ length: storedUsers }, (_, index) => createRow(index, 7)),
      {
        previous: { skills: 'kept', connectors: 'users' },
        keptCounters: new Set(keptCounter && [keptCounter]),
        reading,
      },
    ).skills
  expect(findSource(2)).toBe('report')
  expect(findSource(3)).toBe('kept')
  expect(findSource(2, 'skill_invocations')).toBe('kept')
  expect(findSource(2, 'chat_messages')).toBe('report')
  expect(listSkillCounts(reading)).toEqual([3, 9])
})

test('reports changed sources when counts come from a different source than before', () => {
  const { sources } = createReading([1], true)
  expect(haveSourcesChanged(sources, sources)).toBe(false)
  expect(haveSourcesChanged({ ...sources, connectors: 'report' }, sources)).toBe(true)
  expect(haveSourcesChanged({ ...sources, skills: 'kept' }, { ...sources, skills: 'incomplete' })).toBe(true)
})
