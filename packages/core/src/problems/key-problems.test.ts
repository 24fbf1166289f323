import { expect, test } from 'vitest'
import { type KeyProblem, keyPageUrl, keyProblems } from './key-problems.ts'

test('keyPageUrl is on claude.ai', () => {
  expect(new URL(keyPageUrl).origin).toBe('https://claude.ai')
})

test('the advice of every problem but a missing key says that nothing was sent', () => {
  const codes = (Object.keys(keyProblems) as KeyProblem[]).filter((code) => code !== 'key_missing')
  for (const code of codes) expect(keyProblems[code].advice, code).toMatch(/sent anywhere/)
})
