import type { Day } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { describeCoverage } from './describe-coverage.ts'

const describeFixture = (fixture: StatsFixtureOptions, isReadingHistory = false) =>
  describeCoverage(englishLanguage, createStatsFixture(fixture), isReadingHistory)

describe('describeCoverage', () => {
  test('is empty when every day is read', () => {
    expect(describeFixture({})).toEqual({ sentences: [], missingDays: null })
  })

  test('names a missing day, and gives the number of compared days', () => {
    expect(describeFixture({ missing: ['2026-11-03'] }).sentences).toEqual([
      'One day, 3 Nov, could not be read and is left out.',
      '22 days are compared with 23.',
    ])
  })

  test('says why nothing is compared if every day may still change', () => {
    expect(describeFixture({ period: { from: '2026-11-14', to: '2026-11-20' } }).sentences).toEqual([
      'No comparison: every day of this period may still change.',
    ])
  })

  test('lists missing days separately, and not in the sentence, if they form more than three periods', () => {
    const { sentences, missingDays } = describeFixture({
      missing: ['2026-10-23', '2026-10-27', '2026-11-03', '2026-11-05', '2026-11-06'],
    })
    expect(sentences).toContain('5 days could not be read and are left out.')
    expect(missingDays).toBe('23 Oct, 27 Oct, 3 Nov and 5 Nov – 6 Nov')
  })

  test('describes missing days as still being read while the history is read', () => {
    expect(describeFixture({ firstReadDay: '2026-11-05' }, true).sentences).toContain(
      '14 days are still being read, newest first.',
    )
  })

  test('describes days after the latest day as not published yet, not as missing', () => {
    const { sentences, missingDays } = describeFixture({ period: { from: '2026-10-24', to: '2026-11-22' } })
    expect(sentences).toContain('Claude has not published 21 Nov – 22 Nov yet.')
    expect(missingDays).toBeNull()
  })

  test('names the days that Claude does not serve, and does not count them as missing', () => {
    const response = createStatsFixture({ firstReadDay: '2026-11-05', missing: ['2026-11-10'] })
    const notServed = { from: response.period.from, to: '2026-11-04' } as const
    const { sentences, missingDays } = describeCoverage(
      englishLanguage,
      { ...response, coverage: { ...response.coverage, notServed } },
      false,
    )
    expect(sentences).toContain('Claude does not provide 22 Oct – 4 Nov at the moment. They are requested every day.')
    expect(sentences).toContain('One day, 10 Nov, could not be read and is left out.')
    expect(missingDays).toBeNull()
  })

  test('names the first kept day if the previous period begins before it', () => {
    const response = createStatsFixture({})
    const describeKeptFrom = (keptFrom: Day) =>
      describeCoverage(englishLanguage, { ...response, coverage: { ...response.coverage, keptFrom } }, false).sentences
    expect(describeKeptFrom('2026-10-01')).toEqual(['No comparison: figures are kept from 1 Oct 2026 on.'])
    expect(describeKeptFrom('2026-09-01')).toEqual([])
  })

  test('says when the employee left, and never that later days could not be read', () => {
    expect(describeFixture({ archivedOn: '2026-11-18' })).toEqual({
      sentences: ['Left on 18 Nov. Later days are not counted.'],
      missingDays: null,
    })
    expect(describeFixture({ archivedOn: '2026-11-12' }).sentences).toEqual([
      'Left on 12 Nov. Later days are not counted.',
      '22 days are compared with 23.',
    ])
    expect(describeFixture({ archivedOn: '2026-11-06' }).sentences).toEqual([
      'Left on 6 Nov. Later days are not counted.',
      'No comparison: too much of this period is after that day.',
    ])
    const sentences = describeFixture({ archivedOn: '2026-11-18', missing: ['2026-11-03'] }).sentences
    expect(sentences).toContain('One day, 3 Nov, could not be read and is left out.')
  })

  test('does not wait for days after the employee left to be published', () => {
    const period = { from: '2026-10-24', to: '2026-11-22' } as const
    expect(describeFixture({ period, archivedOn: '2026-11-20' }).sentences.join()).not.toContain('published')
    expect(describeFixture({ period, archivedOn: '2026-11-21' }).sentences).toContain(
      'Claude has not published 21 Nov yet.',
    )
  })

  test('explains why there is no comparison', () => {
    expect(describeFixture({ firstReadDay: '2026-10-10' }).sentences.at(-1)).toBe(
      'No comparison: some days of the previous period were not read.',
    )
  })
})
