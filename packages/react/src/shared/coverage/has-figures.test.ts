import { expect, test } from 'vitest'
import { analyst, statsFixture } from '../../test/fixtures.ts'
import { classifyActivity, hasFigures } from './has-figures.ts'

test('a response has figures only with read days, a Claude user and activity', () => {
  expect(hasFigures(statsFixture())).toBe(true)
  expect(hasFigures(statsFixture({ habits: {} }))).toBe(false)
  expect(hasFigures(statsFixture({ claudeUsers: 0 }))).toBe(false)
  expect(hasFigures(statsFixture({ firstReadDay: '2026-11-21' }))).toBe(false)
})

test('a product has no activity only if every count is known to be zero', () => {
  const { stats } = statsFixture()
  expect(classifyActivity('chat', stats)).toBe('some')
  expect(classifyActivity('powerpoint', stats)).toBe('none')

  const sessions = { ...stats['powerpoint.sessions'], value: null }
  expect(classifyActivity('powerpoint', { ...stats, 'powerpoint.sessions': sessions })).toBe('some')
  expect(classifyActivity('powerpoint', statsFixture({ claudeUsers: 0 }).stats)).toBe('unknown')
})

test('a null rate does not make an unused product look used', () => {
  const { stats } = statsFixture({ habits: analyst })
  expect(stats['code.edit_acceptance_rate'].value).toBeNull()
  expect(classifyActivity('code', stats)).toBe('none')
})
