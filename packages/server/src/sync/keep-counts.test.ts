import { type ClaudeUserId, type Counters, claudeUserId, eachCounter } from '@windmill/claude-core'
import { collectDay, type DayCounters, dayCounters } from '@windmill/claude-core/api'
import { expect, it } from 'vitest'
import { isFromElsewhere, keepCounts } from './keep-counts.ts'

const user = (index: number): ClaudeUserId => claudeUserId(`user_${index}`)

const row = (index: number, skills: number | null) => ({
  claudeUserId: user(index),
  counters: { ...eachCounter(() => 1), skill_invocations: skills } satisfies Counters,
})

/** A day of these users, of whom the list tells so much use of skills; the report told as much, or could not be had. */
const reading = (skills: readonly number[], report: boolean): DayCounters => {
  const { users, skills: reported } = collectDay()
  const counted = skills.map((count, index) => ({ id: user(index), count }))
  users.add(
    counted.map(({ id, count }) => ({
      id,
      email: null,
      counters: { ...eachCounter(() => 5), skill_invocations: count },
    })),
  )
  reported.add(counted)
  return dayCounters({ users: users.collected, skills: report ? reported.collected : null, connectors: null })
}
const skillsOf = ({ counters }: DayCounters) => [...counters].map(([, { skill_invocations }]) => skill_invocations)

it('keeps what the report told where that is more than the list tells now, and everything else as it is now', () => {
  const now = reading([3, 9, 0, 4], false)
  const stored = [row(0, 7), row(1, 7), row(2, 0), row(3, null)]
  const sources = keepCounts(stored, { skills: 'report', connectors: 'users' }, now)
  expect(sources).toEqual({ skills: 'kept', connectors: 'users' })
  expect(skillsOf(now)).toEqual([7, 9, 0, 4])
  expect([...now.counters].map(([, { chat_messages }]) => chat_messages)).toEqual([5, 5, 5, 5])
})

it('takes the report again when it is there, but for rows of people who are gone', () => {
  const before = { skills: 'kept', connectors: 'users' } as const
  const now = reading([3, 9], true)
  expect(keepCounts([row(0, 7), row(1, 7)], before, now).skills).toBe('report')
  expect(keepCounts([row(0, 7), row(1, 7), row(2, 7)], before, now).skills).toBe('kept')
  expect(skillsOf(now)).toEqual([3, 9])
})

it('need only be asked where a count comes from elsewhere than before', () => {
  const { sources } = reading([1], true)
  expect(isFromElsewhere(sources, sources)).toBe(false)
  expect(isFromElsewhere({ ...sources, connectors: 'report' }, sources)).toBe(true)
})
