import { lastDays } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import { describe, expect, test } from 'vitest'
import type { Words } from '../../shared/format/use-texts.ts'
import { adoptionFixture } from '../../test/adoption-fixtures.ts'
import { latestDay } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { type AdoptionDetailsText, enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { describeChartNotes, describePoint, formatBucket } from './describe-adoption.ts'

const words: Words<AdoptionDetailsText> = {
  locale: 'en-GB',
  texts: {},
  t: (key, values) => fillText('en-GB', enAdoptionDetails[key], values),
}
const response = adoptionFixture({ missing: ['2026-11-03'] })

describe('describePoint', () => {
  test('gives the day, its people and the people of each used product', () => {
    expect(describePoint(words, response, 0)).toBe(
      '22 Oct: 26 people, Chat 23 people, Claude Code 16 people, Skills and connectors 11 people, Excel 4 people, PowerPoint one person',
    )
    expect(describePoint(words, response, 29)).toMatch(/^20 Nov: 29 people, .*, may still change$/)
  })

  test('uses the host’s product names', () => {
    expect(describePoint({ ...words, texts: de }, response, 0)).toContain('Skills und Konnektoren')
  })

  test('says "not read" instead of zero for a missing day', () => {
    expect(describePoint(words, response, 12)).toBe('3 Nov: not read')
  })
})

test('formatBucket names a week by its days, cut at the end of the period', () => {
  const weeks = adoptionFixture({ period: lastDays(90, latestDay) })
  expect(formatBucket(words, weeks, 1)).toBe('24 Aug – 30 Aug')
  expect(formatBucket(words, weeks, 12)).toBe('9 Nov – 15 Nov')
  expect(formatBucket(words, weeks, 13)).toBe('16 Nov – 20 Nov')
})

test('describeChartNotes explains gaps, dashes and cut weeks only when the chart has them', () => {
  expect(describeChartNotes(words, response)).toEqual(['A gap is time that was not read.', 'Dashed may still change.'])
  const settled = adoptionFixture({ period: { from: '2026-08-03', to: '2026-10-04' } })
  expect(describeChartNotes(words, settled)).toEqual([])
  expect(describeChartNotes(words, adoptionFixture({ period: { from: '2026-08-04', to: '2026-10-04' } }))).toEqual([
    'The first and the last week may be cut short by the period.',
  ])
})
