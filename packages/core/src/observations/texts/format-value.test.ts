import { expect, test } from 'vitest'
import { formatValue } from './format-value.ts'

test('formats null as a dash and zero as zero', () => {
  expect(formatValue('en-GB', { kind: 'sum' }, null)).toBe('–')
  expect(formatValue('en-GB', { kind: 'sum' }, 0)).toBe('0')
  expect(formatValue('en-GB', { kind: 'ratio' }, 0)).toBe('0%')
})

test('formats counts with grouping and rates as percentages, by locale', () => {
  expect(formatValue('en-GB', { kind: 'sum' }, 15417)).toBe('15,417')
  expect(formatValue('de', { kind: 'sum' }, 15417)).toBe('15.417')
  expect(formatValue('en-GB', { kind: 'ratio' }, 0.884)).toBe('88%')
})
