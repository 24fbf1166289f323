import { describe, expect, test } from 'vitest'
import { cleanKey, findKeyProblem, type KeyProblem, keyPageUrl } from './key-problems.ts'
import { problems } from './problems.ts'

const secret = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdEfGhIjKl'

describe('findKeyProblem', () => {
  test.each<[string, KeyProblem | null]>([
    [`sk-ant-api01-${secret}`, null],
    // Unknown prefixes are accepted, because the API decides.
    [`sk-ant-api07-${secret}`, null],
    [`sk-ant-analytics-${secret}`, null],
    ['', 'key_missing'],
    [`sk-ant-admin01-${secret}`, 'key_is_admin'],
    [`sk-ant-admin02-${secret}`, 'key_is_admin'],
    [`sk-ant-api03-${secret}`, 'key_is_workspace'],
    [`sk-ant-oat01-${secret}`, 'key_is_token'],
    [`sk-ant-ort01-${secret}`, 'key_is_token'],
    [`sk-ant-sid01-${secret}`, 'key_is_token'],
    ['sk-ant-api01-', 'key_malformed'],
    [`sk-ant-api01-${'a'.repeat(400)}`, 'key_malformed'],
    [`sk-ant-api01-${secret.slice(0, 20)} ${secret.slice(20)}`, 'key_malformed'],
    [`sk-ant-api01-${secret}\r\nx-other: 1`, 'key_malformed'],
    [`sk-ant-api01-${secret}…`, 'key_malformed'],
    [`sk-ant-api01-${secret}\u200b`, 'key_malformed'],
    ['hunter2', 'key_malformed'],
    ['https://claude.ai/analytics/api-keys please', 'key_malformed'],
  ])('returns for the key %j the problem %s', (key, problem) => {
    expect(findKeyProblem(key)).toBe(problem)
  })

  test('accepts only visible ASCII, so that the key is valid in a header', () => {
    const characters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code))
    const accepted = characters.filter((character) => findKeyProblem(`sk-ant-api01-${secret}${character}`) === null)
    expect(accepted.join('')).toBe(characters.slice(0x21, 0x7f).join(''))
  })

  test('has advice for each wrong key that says that it was not sent anywhere', () => {
    const codes = ['key_malformed', 'key_is_admin', 'key_is_workspace', 'key_is_token'] as const
    for (const code of codes) expect(problems[code].advice).toMatch(/not sent anywhere/)
  })
})

describe('cleanKey', () => {
  const key = `sk-ant-api01-${secret}`

  test.each([
    key,
    ` ${key} `,
    `\n${key}\r\n`,
    `\t${key}`,
    `\u00a0${key}\u00a0`,
    `\ufeff${key}`,
    `"${key}"`,
    `'${key}'`,
    `\`${key}\``,
    ` "${key}"\n`,
    `" ${key} "`,
  ])('returns the key from %j', (pasted) => {
    expect(cleanKey(pasted)).toBe(key)
  })

  test('keeps quotes inside a key, and outer quotes that do not match', () => {
    for (const text of ['sk-ant "api01"', `"${key}'`, `${key}"`]) expect(cleanKey(text)).toBe(text)
  })

  test('returns an empty text if there are only white space and quotes', () => {
    expect(['', ' \n', '""', "' '"].map(cleanKey)).toEqual(['', '', '', ''])
  })
})

test('keyPageUrl is on claude.ai', () => {
  expect(new URL(keyPageUrl).origin).toBe('https://claude.ai')
})
