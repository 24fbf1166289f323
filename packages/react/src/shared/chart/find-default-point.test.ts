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

test('the default point is the newest point with a value if no point is settled', () => {
  expect(findDefaultPoint([unread, provisional, provisional, unread])).toBe(2)
})

test('the default point is the last point if no point has a value', () => {
  expect(findDefaultPoint([unread, unread])).toBe(1)
})
