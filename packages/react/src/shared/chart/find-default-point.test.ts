import { expect, test } from 'vitest'
import { findDefaultPoint } from './find-default-point.ts'

const settled = { value: 3, isProvisional: false, isPartial: false }
const provisional = { ...settled, value: 1, isProvisional: true }
const cutWeek = { ...settled, isPartial: true }
const unread = { ...settled, value: null }

test('the default point is the last settled point with a value', () => {
  expect(findDefaultPoint([settled, settled, unread, provisional, provisional, unread])).toBe(1)
  expect(findDefaultPoint([cutWeek, settled, settled, cutWeek])).toBe(2)
})

test('the default point is no day without activity, such as a Sunday, unless all days are without', () => {
  const zero = { ...settled, value: 0 }
  expect(findDefaultPoint([settled, settled, zero, zero, provisional])).toBe(1)
  expect(findDefaultPoint([provisional, { ...provisional, value: 0 }])).toBe(0)
  expect(findDefaultPoint([zero, zero, unread])).toBe(1)
})

test('the default point of a rate can be zero', () => {
  expect(findDefaultPoint([settled, { ...settled, value: 0 }], true)).toBe(1)
})

test('the default point is the newest point with a value if no point is settled', () => {
  expect(findDefaultPoint([unread, provisional, provisional, unread])).toBe(2)
})

test('the default point is the last point if no point has a value', () => {
  expect(findDefaultPoint([unread, unread])).toBe(1)
})
