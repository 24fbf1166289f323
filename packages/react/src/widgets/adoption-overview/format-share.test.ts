import { expect, test } from 'vitest'
import { formatShare } from './format-share.ts'

test('formats a count as a percentage of its group', () => {
  expect(formatShare('en', 13, 26)).toBe('50%')
})

test('returns null for a small group and for an unknown count', () => {
  expect(formatShare('en', 2, 3)).toBeNull()
  expect(formatShare('en', null, 26)).toBeNull()
})
