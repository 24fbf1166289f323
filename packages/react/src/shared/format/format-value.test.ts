import { expect, test } from 'vitest'
import { formatValue } from './format-value.ts'

test('null is a dash and zero is a zero', () => {
  expect(formatValue('en-GB', { kind: 'sum' }, null)).toBe('–')
  expect(formatValue('en-GB', { kind: 'sum' }, 0)).toBe('0')
  expect(formatValue('en-GB', { kind: 'ratio' }, 0)).toBe('0%')
})

test('counts are grouped and rates are percentages, as the locale writes them', () => {
  expect(formatValue('en-GB', { kind: 'sum' }, 15417)).toBe('15,417')
  expect(formatValue('de', { kind: 'sum' }, 15417)).toBe('15.417')
  expect(formatValue('en-GB', { kind: 'ratio' }, 0.884)).toBe('88%')
})
