import { lastDays } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../shared/format/use-texts.ts'
import { createAdoptionFixture } from '../../test/adoption-fixtures.ts'
import { latestDay } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { type AdoptionDetailsText, enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { describeChartPoint, formatBucket } from './describe-chart-point.ts'

const language: Language<AdoptionDetailsText> = {
  locale: 'en-GB',
  texts: {},
  t: (key, values) => fillText('en-GB', enAdoptionDetails[key], values),
}
const response = createAdoptionFixture({ missing: ['2026-11-03'] })

describe('describeChartPoint', () => {
  test('contains the day, its active people, and the people of each product in use', () => {
    expect(describeChartPoint(language, response, 0)).toBe(
      '22 Oct: 26 people, Chat 23 people, Claude Code 16 people, Skills and connectors 11 people, Excel 4 people, PowerPoint one person',
    )
    expect(describeChartPoint(language, response, 29)).toMatch(/^20 Nov: 29 people, .*, may still change$/)
  })

  test('uses the host’s product names', () => {
    expect(describeChartPoint({ ...language, texts: de }, response, 0)).toContain('Skills und Konnektoren')
  })

  test('says "not read" instead of zero for a missing day', () => {
    expect(describeChartPoint(language, response, 12)).toBe('3 Nov: not read')
  })
})

test('formatBucket gives the first and last day of a week, which the period may cut short', () => {
  const weeks = createAdoptionFixture({ period: lastDays(90, latestDay) })
  expect(formatBucket(language, weeks, 1)).toBe('24 Aug – 30 Aug')
  expect(formatBucket(language, weeks, 12)).toBe('9 Nov – 15 Nov')
  expect(formatBucket(language, weeks, 13)).toBe('16 Nov – 20 Nov')
})
