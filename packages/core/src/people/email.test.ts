import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../test/text.ts'
import { normalizeDomain, normalizeEmail } from './email.ts'

const anyLabel = fc.stringMatching(/^[a-zA-ZäÄöÖéßñÑçшЯ日本0-9]{1,12}$/u)
const anyLocal = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9.+_'-]{1,16}$/), anyLabel)
const anyAddress = fc
  .tuple(anyLocal, anyLabel, fc.constantFrom('com', 'example', 'Co.UK', 'köln'))
  .map(([local, name, end]) => `${local}@${name}.${end}`)

describe('normalizeEmail', () => {
  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyAddress,
          anyText.map((text) => `${text}@example.com`),
          anyText.map((text) => `a@${text}`),
        ),
        (text) => {
          const once = normalizeEmail(text)
          if (once !== null) expect(normalizeEmail(once)).toBe(once)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('any text at all is an address or none, however it is wrapped', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyAddress), (text) => {
        for (const wrapped of [text, `<${text}>`, `Ada <${text}>`, `mailto:${text}`, `${text}@${text}`]) {
          const address = normalizeEmail(wrapped)
          if (address !== null) expect(address).toMatch(/^[^\s]+@[^\s@<>]+$/)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a name before it, angle brackets and mailto: are of no account', () => {
    fc.assert(
      fc.property(anyAddress, fc.constantFrom('', 'Ada ', '"Lovelace, Ada" ', 'mailto:'), (address, before) => {
        const wrapped = before === 'mailto:' ? `${before}${address}` : `${before}<${address}>`
        expect(normalizeEmail(wrapped)).toBe(normalizeEmail(address))
      }),
    )
  })

  test('white space around, letter case and Unicode form are of no account', () => {
    fc.assert(
      fc.property(anyAddress, fc.constantFrom('', ' ', '\t', '\n', '\u00a0', '\ufeff'), (address, space) => {
        const plain = normalizeEmail(address.toLowerCase())
        expect(plain).not.toBeNull()
        expect(normalizeEmail(`${space}${address}${space}`)).toBe(plain)
        expect(normalizeEmail(address.normalize('NFD'))).toBe(plain)
        expect(normalizeEmail(address.normalize('NFC'))).toBe(plain)
      }),
    )
  })

  test.each([
    ['Ada.Lovelace@Example.COM', 'ada.lovelace@example.com'],
    ['  ada@example.com\n', 'ada@example.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
    ['ADA@MÜNCHEN.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@xn--mnchen-3ya.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@mu\u0308nchen.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['ada@ｅｘａｍｐｌｅ.com', 'ada@example.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['Ada Lovelace <Ada@example.com>', 'ada@example.com'],
    ['"Lovelace, Ada" < ada@example.com > ', 'ada@example.com'],
    ['<ada@example.com>', 'ada@example.com'],
    ['mailto:Ada@example.com', 'ada@example.com'],
    ['<MAILTO:ada@example.com?subject=Hello@world>', 'ada@example.com'],
    ['ada@example.com.', 'ada@example.com'],
  ])('%j is %j', (text, normalized) => {
    expect(normalizeEmail(text)).toBe(normalized)
  })

  test('dots, plus-tags and accents in the name make another address', () => {
    const spellings = ['ada@example.com', 'a.da@example.com', 'ada+x@example.com', 'adá@example.com', 'ada@example.org']
    expect(new Set(spellings.map(normalizeEmail)).size).toBe(spellings.length)
  })

  test.each([
    '',
    ' ',
    'ada',
    '@example.com',
    'ada@',
    'ada@ ',
    'ada lovelace@example.com',
    'ada@exam ple.com',
    'Ada <>',
    'Ada <Lovelace>',
    'Ada <ada@example.com> Lovelace',
    '<<ada@example.com>>',
    'mailto:',
    'ada@example.com/path',
    'ada@example.com:80',
    'ada@example.com?x',
    'ada@example.com#x',
    'ada@example.com\\x',
    'ada@[127.0.0.1]',
    'ada@ex%61mple.com',
    'ada@example.com..',
    `ada@${'a.'.repeat(200)}com`,
    // Two addresses in one text: whose it is cannot be known.
    'ada@example.com,bob@example.com',
    'ada@example.com;bob@example.com',
    '<ada@example.com>, <bob@example.com>',
    'ada@example.com <bob@example.com>',
    'mailto:ada@example.com,bob@example.com',
  ])('%j is not an address', (text) => {
    expect(normalizeEmail(text)).toBeNull()
  })
})

describe('normalizeDomain', () => {
  test.each([
    [' Example.COM ', 'example.com'],
    ['münchen.example.', 'xn--mnchen-3ya.example'],
    ['', null],
    ['example.com/path', null],
    ['two words.com', null],
    ['ada@example.com', null],
  ])('%j is %j', (text, domain) => {
    expect(normalizeDomain(text)).toBe(domain)
  })
})
