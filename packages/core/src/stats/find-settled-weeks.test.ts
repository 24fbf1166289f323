import { expect, test } from 'vitest'
import { addDays, type Day } from '../time/day.ts'
import { listDays } from '../time/period.ts'
import { firstServedDay } from './coverage.ts'
import { findSettledWeeks } from './find-settled-weeks.ts'

/** Creates read days. `latestDay` was the newest day that Claude served when they were read. */
const createReadDays = (from: Day, to: Day, latestDay: Day) => listDays({ from, to }).map((day) => ({ day, latestDay }))
const monday: Day = '2026-11-02'
const sunday: Day = '2026-11-08'

test('finds a week as soon as its Sunday is settled', () => {
  expect(findSettledWeeks(createReadDays(monday, sunday, addDays(sunday, 6)))).toEqual([])
  expect(findSettledWeeks(createReadDays(monday, sunday, addDays(sunday, 7)))).toEqual([monday])
})

test('skips a week with a day that was not read, or that was still provisional when it was read', () => {
  const latestDay: Day = '2026-11-20'
  for (const day of listDays({ from: monday, to: sunday })) {
    const others = createReadDays(monday, sunday, latestDay).filter((readDay) => readDay.day !== day)
    expect(findSettledWeeks(others)).toEqual([])
    expect(findSettledWeeks([...others, { day, latestDay: addDays(day, 6) }])).toEqual([])
    expect(findSettledWeeks([...others, { day, latestDay: addDays(day, 7) }])).toEqual([monday])
  }
})

test('finds only whole weeks, oldest first, for read days in any order', () => {
  // 2026-01-01 was a Thursday.
  const days = createReadDays(firstServedDay, '2026-01-27', '2026-03-01').reverse()
  expect(findSettledWeeks(days)).toEqual(['2026-01-05', '2026-01-12', '2026-01-19'])
})
