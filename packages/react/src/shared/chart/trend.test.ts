import { addDays, countDays, type Day } from '@windmill/claude-core'
import { splitIntoBuckets, startOfBucket } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTrend } from '../../test/create-trend.ts'
import { buildTrendPoints } from './trend.ts'

const thirtyDays = { from: '2026-10-22', to: '2026-11-20' } as const

describe('buildTrendPoints', () => {
  test('marks every Monday of daily points, and no weekly point', () => {
    const mondays = buildTrendPoints(createTrend({ period: thirtyDays, bucket: 'day' })).flatMap(
      ({ isMonday }, index) => (isMonday ? addDays(thirtyDays.from, index) : []),
    )
    expect(mondays).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'])
    expect(buildTrendPoints(createTrend({ period: thirtyDays, bucket: 'week' })).some(({ isMonday }) => isMonday)).toBe(
      false,
    )
  })

  test('marks a point as provisional when any of its days is provisional', () => {
    const points = buildTrendPoints(createTrend({ period: thirtyDays, bucket: 'week', provisionalFrom: '2026-11-14' }))
    expect(points.map(({ isProvisional }) => isProvisional)).toEqual([false, false, false, true, true])
  })

  test('marks a week as partial unless all of its seven days are in the period and read', () => {
    const period = { from: '2026-10-26', to: '2026-11-22' } as const
    const listPartialFlags = (coverage: Parameters<typeof createTrend>[0]['coverage'], shownPeriod = period) =>
      buildTrendPoints(createTrend({ period: shownPeriod, bucket: 'week', ...(coverage && { coverage }) })).map(
        ({ isPartial }) => isPartial,
      )
    expect(listPartialFlags({})).toEqual([false, false, false, false])
    expect(listPartialFlags({ missing: ['2026-11-04'] })).toEqual([false, true, false, false])
    expect(listPartialFlags({ through: '2026-11-20' })).toEqual([false, false, false, true])
    expect(listPartialFlags({ archivedOn: '2026-11-13' })).toEqual([false, false, true, true])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (offset, length) => {
        const from = addDays('2026-01-01', offset)
        const shownPeriod = { from, to: addDays(from, length - 1) }
        const wholeWeeks = splitIntoBuckets(shownPeriod, 'week').filter(
          (part) => countDays(part) === 7 && startOfBucket(part.from, 'week') === part.from,
        )
        const points = buildTrendPoints(createTrend({ period: shownPeriod, bucket: 'week' }))
        expect(points.filter(({ isPartial }) => !isPartial)).toHaveLength(wholeWeeks.length)
      }),
    )
  })

  test('never marks a day as partial', () => {
    const coverage = { missing: ['2026-11-04'] } as const
    const points = buildTrendPoints(createTrend({ period: thirtyDays, bucket: 'day', coverage }))
    expect(points.some(({ isPartial }) => isPartial)).toBe(false)
  })

  test('marks unread days as missing, except days before the employee started, after they left or before the first kept day', () => {
    const listMissingDays = (coverage: NonNullable<Parameters<typeof createTrend>[0]['coverage']>): Day[] =>
      buildTrendPoints(
        createTrend({ period: { from: '2026-11-02', to: '2026-11-06' }, bucket: 'day', coverage }),
      ).flatMap(({ isMissing }, index) => (isMissing ? addDays('2026-11-02', index) : []))
    expect(listMissingDays({ missing: ['2026-11-04'] })).toEqual(['2026-11-04'])
    expect(listMissingDays({ archivedOn: '2026-11-03', through: '2026-11-03' })).toEqual([])
    expect(listMissingDays({ startedOn: '2026-11-04' })).toEqual([])
    expect(listMissingDays({ keptFrom: '2026-11-04' })).toEqual([])
    expect(listMissingDays({ through: null })).toHaveLength(5)
  })

  test('marks points before the employee started and after they left as outside, and no point with a day in between', () => {
    const period = { from: '2026-11-02', to: '2026-11-22' } as const
    const listOutsideFlags = (
      bucket: 'day' | 'week',
      coverage: NonNullable<Parameters<typeof createTrend>[0]['coverage']>,
    ) => buildTrendPoints(createTrend({ period, bucket, coverage })).map(({ isOutside }) => isOutside)
    expect(listOutsideFlags('week', { startedOn: '2026-11-09' })).toEqual([true, false, false])
    expect(listOutsideFlags('week', { archivedOn: '2026-11-10' })).toEqual([false, false, true])
    const days = listOutsideFlags('day', { startedOn: '2026-11-04', archivedOn: '2026-11-20' })
    expect(days.flatMap((isOutside, index) => (isOutside ? index : []))).toEqual([0, 1, 19, 20])
    expect(listOutsideFlags('day', { keptFrom: '2026-11-04' }).some(Boolean)).toBe(false)
  })
})
