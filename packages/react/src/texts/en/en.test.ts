import { expect, test } from 'vitest'
import { de } from '../de/index.ts'
import { en } from './index.ts'

test('no English text of the widgets or the observations is empty', () => {
  for (const [key, text] of Object.entries(en)) {
    const forms = typeof text === 'string' ? [text] : Object.values(text)
    for (const form of forms) expect(form.trim(), key).not.toBe('')
  }
})

test('no line can break inside the word “e‑mail”, in both languages', () => {
  expect(JSON.stringify({ en, de })).not.toMatch(/\be-mail/i)
})
