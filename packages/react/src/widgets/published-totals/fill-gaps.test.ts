import type { WeekTotals } from '@windmill/claude-core'
import { mapAdoptionIds } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { fillGaps } from './fill-gaps.ts'

const active = mapAdoptionIds(() => 40)

test('lists the weeks newest first, with null for each unpublished week between published weeks', () => {
  const weeks: WeekTotals[] = (['2025-12-22', '2026-01-12', '2026-01-19'] as const).map((start) => ({ start, active }))
  expect(fillGaps(weeks)).toEqual([
    { start: '2026-01-19', active },
    { start: '2026-01-12', active },
    { start: '2026-01-05', active: null },
    { start: '2025-12-29', active: null },
    { start: '2025-12-22', active },
  ])
})

test('lists nothing if no week is published', () => {
  expect(fillGaps([])).toEqual([])
})
