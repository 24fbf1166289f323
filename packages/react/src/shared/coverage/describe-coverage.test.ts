import { describe, expect, test } from 'vitest'
import { englishWords } from '../../test/create-words.ts'
import { type StatsFixture, statsFixture } from '../../test/fixtures.ts'
import { describeCoverage } from './describe-coverage.ts'

const describeFixture = (fixture: StatsFixture, isReading = false) =>
  describeCoverage(englishWords, statsFixture(fixture), isReading)

describe('describeCoverage', () => {
  test('is empty when every day is read', () => {
    expect(describeFixture({})).toEqual({ sentences: [], missing: null })
  })

  test('names a missing day and the number of compared days', () => {
    expect(describeFixture({ missing: ['2026-11-03'] }).sentences).toEqual([
      'One day, 3 Nov, could not be read and is left out.',
      '29 days are compared with 30.',
    ])
  })

  test('counts many missing days and returns their list separately', () => {
    const { sentences, missing } = describeFixture({
      missing: ['2026-10-23', '2026-10-27', '2026-11-03', '2026-11-05', '2026-11-06'],
    })
    expect(sentences).toContain('5 days could not be read and are left out.')
    expect(missing).toBe('23 Oct, 27 Oct, 3 Nov and 5 Nov – 6 Nov')
  })

  test('does not call a day missing that the backfill has still to read', () => {
    expect(describeFixture({ firstReadDay: '2026-11-05' }, true).sentences).toContain(
      '14 days are still being read, newest first.',
    )
  })

  test('distinguishes unpublished days from missing ones', () => {
    const { sentences, missing } = describeFixture({ period: { from: '2026-10-24', to: '2026-11-22' } })
    expect(sentences).toContain('Claude has not published 21 Nov – 22 Nov yet.')
    expect(missing).toBeNull()
  })

  test('explains why there is no comparison', () => {
    expect(describeFixture({ firstReadDay: '2026-10-10' }).sentences.at(-1)).toBe(
      'No comparison: the period before is not completely read.',
    )
  })
})
