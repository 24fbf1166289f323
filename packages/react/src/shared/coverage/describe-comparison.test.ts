import { expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture } from '../../test/fixtures.ts'
import { deStatsPanel } from '../../texts/de/stats-panel.ts'
import { describeComparison } from './describe-comparison.ts'

test('names the settled days and the days before them, without the days that are still arriving', () => {
  const response = createStatsFixture()
  expect(describeComparison(englishLanguage, response)).toBe('Changes compare 22 Oct – 13 Nov with 29 Sept – 21 Oct.')
  expect(describeComparison(createLanguage('de', deStatsPanel), response)).toBe(
    'Für Veränderungen wird 22. Okt. – 13. Nov. mit 29. Sept. – 21. Okt. verglichen.',
  )
})

test('names the quarter and the quarter before it if every day is settled', () => {
  const response = createStatsFixture({ period: { from: '2026-07-01', to: '2026-09-30' } })
  expect(describeComparison(englishLanguage, response)).toBe('Changes compare 1 Jul – 30 Sept with 1 Apr – 30 Jun.')
})
