import { lastDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { adoptionFixture } from '../test/adoption-fixtures.ts'
import { latestDay } from '../test/fixtures.ts'
import { de } from '../texts/de.ts'
import { type AdoptionText, enAdoptionMore } from '../texts/en-adoption-more.ts'
import { fillText } from '../texts/text.ts'
import type { Words } from '../texts/use-texts.ts'
import { chartNotes, describePoint, nameOfBucket } from './describe.ts'
import { formatShare } from './share.ts'

const words: Words<AdoptionText> = {
  locale: 'en-GB',
  texts: {},
  t: (key, values) => fillText('en-GB', enAdoptionMore[key], values),
}
const response = adoptionFixture({ missing: ['2026-11-03'] })

describe('a point', () => {
  test('is read out with its day, its people and the products that anyone used', () => {
    expect(describePoint(words, response, 0)).toBe(
      '22 Oct: 26 people, Chat 23 people, Claude Code 16 people, Skills and connectors 11 people, Excel 4 people, PowerPoint one person',
    )
    expect(describePoint(words, response, 29)).toMatch(/^20 Nov: 29 people, .*, may still change$/)
  })

  test('names the products in the language of the page', () => {
    expect(describePoint({ ...words, texts: de }, response, 0)).toContain('Skills und Konnektoren')
  })

  test('that was not read is not zero', () => {
    expect(describePoint(words, response, 12)).toBe('3 Nov: not read')
  })

  test('of weeks is named by its days, cut short by the period', () => {
    const weeks = adoptionFixture({ period: lastDays(90, latestDay) })
    expect(nameOfBucket(words, weeks, 1)).toBe('24 Aug – 30 Aug')
    expect(nameOfBucket(words, weeks, 12)).toBe('9 Nov – 15 Nov')
    expect(nameOfBucket(words, weeks, 13)).toBe('16 Nov – 20 Nov')
  })
})

test('the chart explains gaps, dashes and cut weeks where it has any', () => {
  expect(chartNotes(words, response)).toEqual(['A gap is time that was not read.', 'Dashed may still change.'])
  const settled = adoptionFixture({ period: { from: '2026-08-03', to: '2026-10-04' } })
  expect(chartNotes(words, settled)).toEqual([])
  expect(chartNotes(words, adoptionFixture({ period: { from: '2026-08-04', to: '2026-10-04' } }))).toEqual([
    'The first and the last week may be cut short by the period.',
  ])
})

test('a share of few people, or one that is not known, stays silent', () => {
  expect(formatShare('en', 13, 26)).toBe('50%')
  expect(formatShare('en', 2, 3)).toBeNull()
  expect(formatShare('en', null, 26)).toBeNull()
})
