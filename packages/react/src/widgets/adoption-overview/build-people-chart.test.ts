import { lastDays } from '@windmill/claude-core'
import { fillText } from '@windmill/claude-core/observations'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../shared/format/use-texts.ts'
import { createAdoptionFixture } from '../../test/adoption-fixtures.ts'
import { englishLanguage } from '../../test/create-language.ts'
import { latestDay } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { type AdoptionDetailsText, enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { buildPeopleChart } from './build-people-chart.ts'
import { computePeopleScale } from './people-trend.ts'

const language: Language<AdoptionDetailsText> = {
  locale: 'en-GB',
  texts: {},
  t: (key, values) => fillText('en-GB', enAdoptionDetails[key], values),
}
const response = createAdoptionFixture({ missing: ['2026-11-03'] })

describe('buildPeopleChart', () => {
  const { points } = buildPeopleChart(language, englishLanguage, response)

  test('has the number of active people of each day, and a note with the number per product in use', () => {
    expect(points[0]).toMatchObject({
      label: 'Thu 22 Oct',
      text: '26 people',
      note: 'Chat 23, Claude Code 16, Skills and connectors 11, Excel 4, PowerPoint 1',
    })
    expect(points[29]).toMatchObject({ label: 'Fri 20 Nov', text: '29 people', isProvisional: true })
    expect(points[29]?.note).toMatch(/, may still change$/)
  })

  test('uses the host’s product names', () => {
    const german = buildPeopleChart({ ...language, texts: de }, englishLanguage, response)
    expect(german.points[0]?.note).toContain('Skills und Konnektoren')
  })

  test('says "not read" instead of zero for a missing day', () => {
    expect(points[12]).toMatchObject({ label: 'Tue 3 Nov', text: 'not read', value: null, isMissing: true, note: '' })
  })

  test('labels a week that the period cuts off with only the days inside the period', () => {
    const weeklyResponse = createAdoptionFixture({ period: lastDays(90, latestDay) })
    const labels = buildPeopleChart(language, englishLanguage, weeklyResponse).points.map(({ label }) => label)
    expect([labels[1], labels[12], labels[13]]).toEqual(['24 Aug – 30 Aug', '9 Nov – 15 Nov', '16 Nov – 20 Nov'])
  })
})

test('computePeopleScale has at most six ticks, all whole numbers, from zero to at least the highest count', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000 }), (maxCount) => {
      const [point] = createAdoptionFixture({ period: lastDays(1, latestDay), teams: {} }).series
      const active = { ...point?.active, any: maxCount } as NonNullable<typeof point>['active']
      const { top, ticks } = computePeopleScale({ series: [{ start: latestDay, active, engagement: null }] })
      expect(top).toBeGreaterThanOrEqual(maxCount)
      expect(top).toBeLessThanOrEqual(Math.max(1, maxCount * 2))
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBe(top)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(ticks.every(Number.isInteger)).toBe(true)
    }),
  )
})
