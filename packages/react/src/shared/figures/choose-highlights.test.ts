import { lastDays } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { analyst, createStatsFixture, latestDay, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { chooseHighlights } from './choose-highlights.ts'

const chooseHighlightIds = (fixture: StatsFixtureOptions) =>
  chooseHighlights(createStatsFixture(fixture).stats).map(({ id }) => id)

test('chooses four stats with activity, in a fixed order', () => {
  expect(chooseHighlightIds({})).toEqual([
    'chat.conversations',
    'code.sessions',
    'code.pull_requests',
    'code.edit_acceptance_rate',
  ])
  expect(chooseHighlightIds({ habits: analyst })).toEqual([
    'chat.conversations',
    'chat.messages',
    'excel.sessions',
    'powerpoint.sessions',
  ])
})

test('adds stats without activity if fewer than four have activity', () => {
  expect(chooseHighlightIds({ habits: { excel_sessions: 3 }, period: lastDays(7, latestDay) })).toEqual([
    'chat.conversations',
    'code.sessions',
    'code.pull_requests',
    'excel.sessions',
  ])
})
