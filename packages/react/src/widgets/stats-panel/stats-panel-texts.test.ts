import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { describeCoverage } from '../../shared/coverage/describe-coverage.ts'
import { describeChange } from '../../shared/figures/describe-change.ts'
import { buildTrend } from '../../shared/figures/trend.ts'
import { englishWords } from '../../test/create-words.ts'
import { statsFixture } from '../../test/fixtures.ts'

const notes = (fixture: Parameters<typeof statsFixture>[0], isReading = false) =>
  describeCoverage(englishWords, statsFixture(fixture), isReading)

describe('coverage in words', () => {
  test('has nothing to add where every day is there', () => {
    expect(notes({})).toEqual({ sentences: [], missing: null })
  })

  test('names a missing day, and what the comparison then is of', () => {
    expect(notes({ missing: ['2026-11-03'] }).sentences).toEqual([
      'One day, 3 Nov, could not be read and is left out.',
      '29 days are compared with 30.',
    ])
  })

  test('counts the missing days where they are many, and keeps the list apart', () => {
    const { sentences, missing } = notes({
      missing: ['2026-10-23', '2026-10-27', '2026-11-03', '2026-11-05', '2026-11-06'],
    })
    expect(sentences).toContain('5 days could not be read and are left out.')
    expect(missing).toBe('23 Oct, 27 Oct, 3 Nov and 5 Nov – 6 Nov')
  })

  test('does not call a day unreadable whose turn has not come yet', () => {
    expect(notes({ firstReadDay: '2026-11-05' }, true).sentences).toContain('14 days are still being read, newest first.')
  })

  test('tells days that Claude has not published from days that are missing', () => {
    const { sentences, missing } = notes({ period: { from: '2026-10-24', to: '2026-11-22' } })
    expect(sentences).toContain('Claude has not published 21 Nov – 22 Nov yet.')
    expect(missing).toBeNull()
  })

  test('says why there is no comparison', () => {
    expect(notes({ firstReadDay: '2026-10-10' }).sentences.at(-1)).toBe(
      'No comparison: the period before is not completely read.',
    )
  })
})

describe('changes in words', () => {
  test('are shown with the number they come from, and read out as a sentence', () => {
    expect(describeChange(englishWords, getStat('chat.messages'), { value: 148, previous: 118 })).toEqual({
      direction: 'up',
      amount: '25%',
      from: 'from 118',
      spoken: 'up 25% from 118',
    })
  })

  test('of a rate are in points', () => {
    const rate = getStat('code.edit_acceptance_rate')
    expect(describeChange(englishWords, rate, { value: 0.88, previous: 0.94 })?.spoken).toBe('down 6 points from 94%')
    expect(describeChange(englishWords, rate, { value: 0.93, previous: 0.94 })?.spoken).toBe('down 1 point from 94%')
  })

  test('are left out where there is nothing to compare', () => {
    expect(describeChange(englishWords, getStat('chat.messages'), { value: 3, previous: null })).toBeNull()
  })
})

test('a bucket may still change when any day of it may', () => {
  const response = statsFixture({ period: { from: '2026-08-24', to: '2026-11-20' } })
  const points = buildTrend(response.stats['chat.messages'].series, response)
  expect(response.coverage.provisionalFrom).toBe('2026-11-14')
  // The last two weeks are 9 – 15 and 16 – 20 November.
  expect(points.map(({ provisional }) => provisional)).toEqual([...Array(11).fill(false), true, true])
})
