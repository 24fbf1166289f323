import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../test/any-text.ts'
import { normalizeDomain, normalizeEmail } from './normalize-email.ts'

const anyLabel = fc.stringMatching(/^[a-zA-ZäÄöÖéßñÑçшЯ日本0-9]{1,12}$/u)
const anyLocalPart = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9.+_'-]{1,16}$/), anyLabel)
const anyAddress = fc
  .tuple(anyLocalPart, anyLabel, fc.constantFrom('com', 'example', 'Co.UK', 'köln'))
  .map(([localPart, label, ending]) => `${localPart}@${label}.${ending}`)

describe('normalizeEmail', () => {
  test('keeps a normalized address unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyAddress,
          anyText.map((text) => `${text}@example.com`),
          anyText.map((text) => `a@${text}`),
        ),
        (text) => {
          const normalized = normalizeEmail(text)
          if (normalized !== null) expect(normalizeEmail(normalized)).toBe(normalized)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('returns one address or null for any string, however it is wrapped', () => {
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

  test('ignores a display name, angle brackets and mailto:', () => {
    fc.assert(
      fc.property(anyAddress, fc.constantFrom('', 'Ada ', '"Lovelace, Ada" ', 'mailto:'), (address, prefix) => {
        const wrapped = prefix === 'mailto:' ? `${prefix}${address}` : `${prefix}<${address}>`
        expect(normalizeEmail(wrapped)).toBe(normalizeEmail(address))
      }),
    )
  })

  test.each(["'ada@example.com", "''ada@example.com", "'SMTP:ada@example.com", "mailto:'ada@example.com"])(
    'ignores the apostrophe that Excel puts before a cell to mark it as text: %s',
    (text) => expect(normalizeEmail(text)).toBe('ada@example.com'),
  )

  test('takes linear time for a long string of apostrophes, so that it does not exceed the test timeout', () => {
    const text = "'".repeat(300_000)
    expect(normalizeEmail(`${text}@example.com`)).toBe(`${text}@example.com`)
    expect(normalizeEmail(`${text}ada@example.com`)).toBe('ada@example.com')
  })

  test('ignores surrounding white space, letter case and Unicode form', () => {
    fc.assert(
      fc.property(anyAddress, fc.constantFrom('', ' ', '\t', '\n', '\u00a0', '\ufeff'), (address, space) => {
        const normalized = normalizeEmail(address.toLowerCase())
        expect(normalized).not.toBeNull()
        expect(normalizeEmail(`${space}${address}${space}`)).toBe(normalized)
        expect(normalizeEmail(address.normalize('NFD'))).toBe(normalized)
        expect(normalizeEmail(address.normalize('NFC'))).toBe(normalized)
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
    ['SMTP:Ada@example.com', 'ada@example.com'],
    ['smtp: ada@example.com', 'ada@example.com'],
    ['Ada <smtp:ada@example.com>', 'ada@example.com'],
    ['"ada@example.com"', 'ada@example.com'],
    ["'ada@example.com'", 'ada@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['“ada@example.com”', 'ada@example.com'],
    ['ada@\u200bexample.com\u200b', 'ada@example.com'],
    ['\u202aada@example.com\u202c', 'ada@example.com'],
    ['a\u00adda\u200d@example.com', 'ada@example.com'],
    ['ada＠example．com', 'ada@example.com'],
    ['ada＠ＥＸＡＭＰＬＥ．com', 'ada@example.com'],
  ])('normalizes %j to %j', (text, normalized) => {
    expect(normalizeEmail(text)).toBe(normalized)
  })

  test('never turns a letter outside ASCII into an ASCII letter, except for full-width letters in a domain', () => {
    for (let code = 0x80; code <= 0x2ffff; code++) {
      const letter = String.fromCodePoint(code)
      const isChanged = letter.normalize('NFKC').toLowerCase() !== letter
      if (!isChanged || !/\p{L}|\p{N}|\p{S}/u.test(letter) || /\p{DI}/u.test(letter)) continue
      for (const address of [`a${letter}b@example.com`, `${letter}@example.com`]) {
        expect(normalizeEmail(address) ?? 'é', `U+${code.toString(16)}`).toMatch(/[^\0-\x7f]/)
      }
      if (/[！-～]/.test(letter)) continue
      expect(normalizeEmail(`ada@a${letter}b.example`) ?? 'xn--', `U+${code.toString(16)}`).toContain('xn--')
    }
    expect(normalizeEmail('İlker@example.com')).not.toBe(normalizeEmail('ilker@example.com'))
    expect(normalizeEmail('ada@İzmir.example')).not.toBe(normalizeEmail('ada@izmir.example'))
  })

  test('returns different addresses if the domain differs, or a dot, a plus tag or an accent of the local part', () => {
    const addresses = ['ada@example.com', 'a.da@example.com', 'ada+x@example.com', 'adá@example.com', 'ada@example.org']
    expect(new Set(addresses.map(normalizeEmail)).size).toBe(addresses.length)
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
    'ada@example.com;',
    'ada@example.com,',
    'ada@example.com\0',
    'ada@exa!mple.com',
    `ada@${'a.'.repeat(200)}com`,
    // A string with two addresses does not identify one person.
    'ada@example.com,bob@example.com',
    'ada@example.com;bob@example.com',
    '<ada@example.com>, <bob@example.com>',
    'ada@example.com <bob@example.com>',
    'mailto:ada@example.com,bob@example.com',
    // Other kinds of addresses.
    'X500:/o=Example/ou=Exchange/cn=Recipients/cn=ada',
    'sip:ada@example.com',
    'x400:c=us;a= ;p=example;o=exchange;s=lovelace',
    'EUM:ada@example.com;phone-context=example',
    // Look-alikes of ASCII letters: the Kelvin sign, full-width, long s, a ligature, and a circled letter.
    '\u212Aate@example.com',
    'ada@\u212Aelvin.example',
    'ａｄａ@example.com',
    'ada@ſpace.example',
    'ﬁnn@example.com',
    'ada@ⓔxample.com',
  ])('returns null for %j', (text) => {
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
  ])('normalizes %j to %j', (text, domain) => {
    expect(normalizeDomain(text)).toBe(domain)
  })
})
