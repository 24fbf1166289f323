import { lastDays, type Period } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { englishWords } from '../../test/create-words.ts'
import { latestDay } from '../../test/fixtures.ts'
import { describeExtremes } from './describe-extremes.ts'

const weeks: Period = lastDays(21, latestDay)
const describe = (values: readonly (number | null)[], kind: 'sum' | 'ratio' = 'sum') =>
  describeExtremes(englishWords, { kind }, values, { period: weeks, bucket: 'week' })

test('the highest is named with the days that it is of, the first of several, and the lowest without', () => {
  expect(describe([null, 1_200, 3, 1_200])).toBe('Highest 1,200 (2 Nov – 8 Nov), lowest 3.')
  expect(describe([0.5, null, null, 1], 'ratio')).toBe('Highest 100% (16 Nov – 20 Nov), lowest 50%.')
})

test('where all are the same there is one, and where none is known nothing', () => {
  expect(describe([0, null, 0, 0])).toBe('Always 0.')
  expect(describe([null, null, null, null])).toBe('Nothing known.')
})
