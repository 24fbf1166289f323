import { expect, test } from 'vitest'
import { en } from './index.ts'

test('no English text of the widgets or the observations is empty', () => {
  for (const [key, text] of Object.entries(en)) {
    const forms = typeof text === 'string' ? [text] : Object.values(text)
    for (const form of forms) expect(form.trim(), key).not.toBe('')
  }
})
