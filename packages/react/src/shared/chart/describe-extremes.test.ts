import { lastDays } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { latestDay } from '../../test/fixtures.ts'
import { describeExtremes } from './describe-extremes.ts'

const period = lastDays(21, latestDay)
const describeWeeks = (values: readonly (number | null)[], kind: 'sum' | 'ratio' = 'sum') =>
  describeExtremes(englishLanguage, { kind }, values, { period, bucket: 'week' })

test('names the highest value with its first bucket, and the lowest value', () => {
  expect(describeWeeks([null, 1_200, 3, 1_200])).toBe('Highest 1,200 (2 Nov – 8 Nov), lowest 3.')
  expect(describeWeeks([0.5, null, null, 1], 'ratio')).toBe('Highest 100% (16 Nov – 20 Nov), lowest 50%.')
})

test('names a value once if all known values are equal', () => {
  expect(describeWeeks([0, null, 0, 0])).toBe('Always 0.')
})

test('returns a sentence for an unknown trend if no value is known', () => {
  expect(describeWeeks([null, null, null, null])).toBe('Nothing known.')
})
