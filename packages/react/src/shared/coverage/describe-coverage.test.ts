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

  test('names a missing day, and says how many days are compared', () => {
    expect(describeFixture({ missing: ['2026-11-03'] }).sentences).toEqual([
      'One day, 3 Nov, could not be read and is left out.',
      '29 days are compared with 30.',
    ])
  })

  test('only counts missing days of more than three periods in the sentence, and lists them separately', () => {
    const { sentences, missingDays } = describeFixture({
      missing: ['2026-10-23', '2026-10-27', '2026-11-03', '2026-11-05', '2026-11-06'],
    })
    expect(sentences).toContain('5 days could not be read and are left out.')
    expect(missingDays).toBe('23 Oct, 27 Oct, 3 Nov and 5 Nov – 6 Nov')
  })

  test('says that missing days are still being read while the history is read', () => {
    expect(describeFixture({ firstReadDay: '2026-11-05' }, true).sentences).toContain(
      '14 days are still being read, newest first.',
    )
  })

  test('says that days after the latest day are not published yet, and does not list them as missing', () => {
    const { sentences, missingDays } = describeFixture({ period: { from: '2026-10-24', to: '2026-11-22' } })
    expect(sentences).toContain('Claude has not published 21 Nov – 22 Nov yet.')
    expect(missingDays).toBeNull()
  })

  test('says which days Claude does not serve, and does not count them among those that could not be read', () => {
    const response = createStatsFixture({ firstReadDay: '2026-11-05', missing: ['2026-11-10'] })
    const notServed = { from: response.period.from, to: '2026-11-04' } as const
    const { sentences, missingDays } = describeCoverage(
      englishLanguage,
      { ...response, coverage: { ...response.coverage, notServed } },
      false,
    )
    expect(sentences).toContain('Claude does not give out 22 Oct – 4 Nov at the moment; they are asked for every day.')
    expect(sentences).toContain('One day, 10 Nov, could not be read and is left out.')
    expect(missingDays).toBeNull()
  })

  test('says from which day on figures are kept, if the period before begins earlier', () => {
    const response = createStatsFixture({})
    const describeKeptFrom = (keptFrom: Day) =>
      describeCoverage(englishLanguage, { ...response, coverage: { ...response.coverage, keptFrom } }, false).sentences
    expect(describeKeptFrom('2026-10-01')).toEqual(['Figures are kept from 1 Oct 2026 on.'])
    expect(describeKeptFrom('2026-09-01')).toEqual([])
  })

  test('explains why there is no comparison', () => {
    expect(describeFixture({ firstReadDay: '2026-10-10' }).sentences.at(-1)).toBe(
      'No comparison: the period before is not completely read.',
    )
  })
})
