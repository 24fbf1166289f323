import { describe, expect, test } from 'vitest'
import { type DayFailureCode, dayFailures, isDayFailureCode } from './day-failures.ts'

const codes = Object.keys(dayFailures) as DayFailureCode[]

describe('day failures', () => {
  test.each(codes)('%s has a title and advice in whole sentences', (code) => {
    const { title, advice } = dayFailures[code]
    expect(title).toMatch(/^\p{Lu}.*\.$/u)
    expect(advice).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('isDayFailureCode accepts only the codes of day failures', () => {
    expect(codes.every(isDayFailureCode)).toBe(true)
    expect(['toString', '__proto__', '', 'key_refused', null, undefined].filter(isDayFailureCode)).toEqual([])
  })
})
