import { expect, test } from 'vitest'
import type { Day } from '../time/day.ts'
import { isArchived } from './employee.ts'

test('isArchived is true from the archived date on, and never without an archived date', () => {
  const days: Day[] = ['2026-11-19', '2026-11-20', '2026-11-21']
  expect(days.map((on) => isArchived({ archivedOn: '2026-11-20' }, on))).toEqual([false, true, true])
  expect(isArchived({ archivedOn: null }, '2026-11-20')).toBe(false)
})
