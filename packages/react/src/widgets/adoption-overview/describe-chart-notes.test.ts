import { fillText } from '@windmill/claude-core/observations'
import { expect, test } from 'vitest'
import type { Language } from '../../shared/format/use-texts.ts'
import { createAdoptionFixture } from '../../test/adoption-fixtures.ts'
import { type AdoptionDetailsText, enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { describeChartNotes } from './describe-chart-notes.ts'

const language: Language<AdoptionDetailsText> = {
  locale: 'en-GB',
  texts: {},
  t: (key, values) => fillText('en-GB', enAdoptionDetails[key], values),
}

test('describeChartNotes explains gaps, dashes and cut weeks only when the chart has them', () => {
  expect(describeChartNotes(language, createAdoptionFixture({ missing: ['2026-11-03'] }))).toEqual([
    'Gaps are days that were not read.',
    'Dashed figures may still change.',
  ])
  const wholeWeeks = createAdoptionFixture({ period: { from: '2026-08-03', to: '2026-10-04' } })
  expect(describeChartNotes(language, wholeWeeks)).toEqual([])
  expect(
    describeChartNotes(language, createAdoptionFixture({ period: { from: '2026-08-04', to: '2026-10-04' } })),
  ).toEqual(['The first and the last week may be cut short by the period.'])
})
