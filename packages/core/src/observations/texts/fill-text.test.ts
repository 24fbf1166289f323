import { expect, test } from 'vitest'
import { fillText } from './fill-text.ts'

test('fills placeholders and formats numbers for the locale', () => {
  expect(fillText('en-GB', '{done} of {total}', { done: 120, total: 1324 })).toBe('120 of 1,324')
  expect(fillText('de', '{total}', { total: 1324 })).toBe('1.324')
})

test('keeps a placeholder without a value', () => {
  expect(fillText('en-GB', 'Hello {name}', {})).toBe('Hello {name}')
})

test('does not fill placeholders inside a value', () => {
  expect(fillText('en-GB', '{a} {b}', { a: '{b}', b: 'x' })).toBe('{b} x')
})

test('selects the plural form of the language by count, and falls back to the form `other`', () => {
  const days = { one: '{count} dzień', few: '{count} dni', other: '{count} dnia', many: '{count} dni!' }
  expect(fillText('pl', days, { count: 1 })).toBe('1 dzień')
  expect(fillText('pl', days, { count: 3 })).toBe('3 dni')
  expect(fillText('pl', days, { count: 5 })).toBe('5 dni!')
  expect(fillText('pl', { other: 'x{count}' }, { count: 3 })).toBe('x3')
})

test('selects the plural form of the language that the text is written in, whatever the locale of the numbers', () => {
  const days = { one: 'one day', other: '{count} days' }
  for (const locale of ['is', 'ru', 'uk', 'hr', 'lt', 'lv', 'mk', 'pt', 'ar', 'ja'])
    for (const count of [0, 1, 11, 21, 101]) {
      const text = fillText(locale, days, { count }, 'en')
      expect(text === 'one day', `${locale} ${count}`).toBe(count === 1)
    }
  expect(fillText('is', days, { count: 21 })).toBe('one day')
})

test('ends a sentence with one full stop, even if the last value ends with a full stop', () => {
  expect(fillText('de', 'Daten bis {day}. Mehr', { day: '20. Nov.' })).toBe('Daten bis 20. Nov. Mehr')
  expect(fillText('de', 'Daten bis {day}.', { day: '5. Mai' })).toBe('Daten bis 5. Mai.')
})
