import type { Bucket, Day, Period } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createTrend } from '../../test/create-trend.ts'
import { describeExtremes } from './describe-extremes.ts'

interface Options {
  readonly period?: Period
  readonly bucket?: Bucket
  readonly kind?: 'sum' | 'ratio'
  readonly provisionalFrom?: Day
}

/** Four whole weeks. */
const fourWeeks = { from: '2026-10-26', to: '2026-11-22' } as const

const describeValues = (values: readonly (number | null)[], options: Options = {}) => {
  const { period = fourWeeks, bucket = 'week', kind = 'sum', provisionalFrom = null } = options
  expect(values).toHaveLength(splitIntoBuckets(period, bucket).length)
  return describeExtremes(englishLanguage, { kind }, createTrend({ values, period, bucket, provisionalFrom }))
}

describe('describeExtremes', () => {
  test('names the highest value with its first bucket, and the lowest value', () => {
    expect(describeValues([null, 1_200, 3, 1_200])).toBe('Highest 1,200 (2 Nov – 8 Nov), lowest 3.')
    expect(describeValues([0.5, null, null, 1], { kind: 'ratio' })).toBe('Highest 100% (16 Nov – 22 Nov), lowest 50%.')
  })

  test('names a value once if all known values are equal', () => {
    expect(describeValues([0, null, 0, 0])).toBe('Always 0.')
  })

  test('returns a sentence for an unknown trend if no value is known', () => {
    expect(describeValues([null, null, null, null])).toBe('Nothing known.')
  })

  test('leaves out incomplete weeks, because they have fewer days', () => {
    const period = { from: '2026-10-29', to: '2026-11-20' } as const
    expect(describeValues([90, 7, 9, 1], { period })).toBe(
      'Highest 9 (9 Nov – 15 Nov), lowest 7. Weeks that are incomplete or may still change are left out.',
    )
  })

  test('leaves out days that may still change, so that the newest days are never called the lowest', () => {
    const period = { from: '2026-11-16', to: '2026-11-20' } as const
    expect(describeValues([4, 5, 6, 1, 0], { period, bucket: 'day', provisionalFrom: '2026-11-19' })).toBe(
      'Highest 6 (18 Nov), lowest 4. Days that may still change are left out.',
    )
  })

  test('covers all values if all of them may still change', () => {
    const period = { from: '2026-11-16', to: '2026-11-18' } as const
    expect(describeValues([4, 5, 6], { period, bucket: 'day', provisionalFrom: '2026-11-16' })).toBe(
      'Highest 6 (18 Nov), lowest 4.',
    )
  })
})
