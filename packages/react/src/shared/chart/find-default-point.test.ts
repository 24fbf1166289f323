import { expect, test } from 'vitest'
import { findDefaultPoint } from './find-default-point.ts'

const settled = { value: 3, isProvisional: false }
const provisional = { value: 1, isProvisional: true }
const unread = { value: null, isProvisional: false }

test('is the last settled point with a value', () => {
  expect(findDefaultPoint([settled, settled, unread, provisional, provisional, unread])).toBe(1)
})

test('is the newest value if none is settled', () => {
  expect(findDefaultPoint([unread, provisional, provisional, unread])).toBe(2)
})

test('is the last point if none has a value', () => {
  expect(findDefaultPoint([unread, unread])).toBe(1)
})
