import { expect, test } from 'vitest'
import { formatNumber, getFormatter } from './formatters.ts'

test('creates a formatter once, and keeps a bounded number of them', () => {
  const get = () => getFormatter(Intl.NumberFormat, 'en', { style: 'percent' })
  const formatter = get()
  expect(get()).toBe(formatter)
  for (let index = 0; index < 500; index += 1) formatNumber(`en-x-${index}`, 1)
  expect(get()).not.toBe(formatter)
})

test('formats a number for a locale', () => {
  expect([formatNumber('en', 15_417), formatNumber('de', 15_417)]).toEqual(['15,417', '15.417'])
})
