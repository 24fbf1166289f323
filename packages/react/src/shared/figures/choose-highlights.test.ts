import { lastDays } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { analyst, latestDay, type StatsFixture, statsFixture } from '../../test/fixtures.ts'
import { chooseHighlights } from './choose-highlights.ts'

const highlightIds = (fixture: StatsFixture) => chooseHighlights(statsFixture(fixture).stats).map(({ id }) => id)

test('chooses four stats that the employee uses, in a fixed order', () => {
  expect(highlightIds({})).toEqual([
    'chat.conversations',
    'code.sessions',
    'code.pull_requests',
    'code.edit_acceptance_rate',
  ])
  expect(highlightIds({ habits: analyst })).toEqual([
    'chat.conversations',
    'chat.messages',
    'excel.sessions',
    'powerpoint.sessions',
  ])
})

test('fills up with unused stats when fewer than four are used', () => {
  expect(highlightIds({ habits: { excel_sessions: 3 }, period: lastDays(7, latestDay) })).toEqual([
    'chat.conversations',
    'code.sessions',
    'code.pull_requests',
    'excel.sessions',
  ])
})
