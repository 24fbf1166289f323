import { expect, test } from 'vitest'
import { en } from '../../texts/en/index.ts'
import { fillText } from './fill-text.ts'

test('placeholders are filled, and numbers written as the locale writes them', () => {
  expect(fillText('en-GB', '{done} of {total}', { done: 120, total: 1324 })).toBe('120 of 1,324')
  expect(fillText('de', '{total}', { total: 1324 })).toBe('1.324')
})

test('a placeholder that has no value stays visible', () => {
  expect(fillText('en-GB', 'Hello {name}', {})).toBe('Hello {name}')
})

test('a value is never read as a text with placeholders', () => {
  expect(fillText('en-GB', '{a} {b}', { a: '{b}', b: 'x' })).toBe('{b} x')
})

test('the plural form is that of the language', () => {
  const days = { one: '{count} dzień', few: '{count} dni', other: '{count} dnia', many: '{count} dni!' }
  expect(fillText('pl', days, { count: 1 })).toBe('1 dzień')
  expect(fillText('pl', days, { count: 3 })).toBe('3 dni')
  expect(fillText('pl', days, { count: 5 })).toBe('5 dni!')
  expect(fillText('pl', { other: 'x{count}' }, { count: 3 })).toBe('x3')
})

test('no English text is empty', () => {
  for (const [key, text] of Object.entries(en)) {
    const forms = typeof text === 'string' ? [text] : Object.values(text)
    for (const form of forms) expect(form.trim(), key).not.toBe('')
  }
})
