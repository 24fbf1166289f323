import { expect, test } from 'vitest'
import { analyst, createStatsFixture } from '../../test/fixtures.ts'
import { classifyActivity } from './classify-activity.ts'

test('classifyActivity returns none if every count is zero, unknown if every count is null, and otherwise some', () => {
  const { stats } = createStatsFixture()
  expect(classifyActivity('chat', stats)).toBe('some')
  expect(classifyActivity('powerpoint', stats)).toBe('none')

  const sessions = { ...stats['powerpoint.sessions'], value: null }
  expect(classifyActivity('powerpoint', { ...stats, 'powerpoint.sessions': sessions })).toBe('some')
  expect(classifyActivity('powerpoint', createStatsFixture({ claudeUsers: 0 }).stats)).toBe('unknown')
})

test('classifyActivity ignores a null rate', () => {
  const { stats } = createStatsFixture({ habits: analyst })
  expect(stats['code.edit_acceptance_rate'].value).toBeNull()
  expect(classifyActivity('code', stats)).toBe('none')
})
