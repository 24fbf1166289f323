import { describe, expect, test } from 'vitest'
import { cleanKey, findKeyProblem, type KeyProblem, keyPageUrl } from './api-key.ts'
import { problems } from './problems.ts'

const secret = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdEfGhIjKl'

describe('findKeyProblem', () => {
  test.each<[string, KeyProblem | null]>([
    [`sk-ant-api01-${secret}`, null],
    // A prefix that is not known yet is Claude's to judge.
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
  ])('%j: %s', (key, problem) => {
    expect(findKeyProblem(key)).toBe(problem)
  })

  test('a key that passes is made of visible ASCII alone, so that it can stand in a header', () => {
    const characters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code))
    const passing = characters.filter((character) => findKeyProblem(`sk-ant-api01-${secret}${character}`) === null)
    expect(passing.join('')).toBe(characters.slice(0x21, 0x7f).join(''))
  })

  test('every kind of wrong key that is recognised was not sent anywhere, and says so', () => {
    const kinds = ['key_malformed', 'key_is_admin', 'key_is_workspace', 'key_is_token'] as const
    for (const kind of kinds) expect(problems[kind].advice).toMatch(/not sent anywhere/)
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
  ])('%j is the key', (pasted) => {
    expect(cleanKey(pasted)).toBe(key)
  })

  test('nothing inside a key is touched', () => {
    for (const text of ['sk-ant "api01"', `"${key}'`, `${key}"`]) expect(cleanKey(text)).toBe(text)
  })

  test('of white space and quotes alone nothing is left', () => {
    expect(['', ' \n', '""', "' '"].map(cleanKey)).toEqual(['', '', '', ''])
  })
})

test('the key page is Claude’s own', () => {
  expect(new URL(keyPageUrl).origin).toBe('https://claude.ai')
})
