import { describe, expect, test } from 'vitest'
import { type DayFailureCode, dayFailures, isDayFailureCode } from './day-failures.ts'

const codes = Object.keys(dayFailures) as DayFailureCode[]

describe('why a day could not be read', () => {
  test.each(codes)('%s says in whole sentences what happened and what to do', (code) => {
    const { title, advice } = dayFailures[code]
    expect(title).toMatch(/^\p{Lu}.*\.$/u)
    expect(advice).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('only its own codes are codes', () => {
    expect(codes.every(isDayFailureCode)).toBe(true)
    expect(['toString', '__proto__', '', 'key_refused', null, undefined].filter(isDayFailureCode)).toEqual([])
  })
})
