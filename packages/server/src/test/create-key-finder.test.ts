import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyFinder } from './create-key-finder.ts'

const prefix = 'sk-ant-api01-'
const key = `${prefix}Fq7s0mHq3ZkV2bT9xYwP5uLdRjN8_cEaG-1iOo4KtM6vBzXhJyWnDlSfUgQrCpAeIx7Qa`
const findPiece = createKeyFinder([key, 'cinv_0123456789abcdefghijABCDEFGHIJ'])

const encodings: readonly (readonly [name: string, encode: (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in upper case', (text) => text.toUpperCase()],
  ['percent-encoded', (text) => text.replaceAll(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)],
  [
    'percent-encoded twice',
    (text) => encodeURIComponent(text.replaceAll(/[a-m]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)),
  ],
  ['escaped for JSON', (text) => text.replaceAll(/[a-m]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)],
  ['escaped for HTML', (text) => text.replaceAll(/[a-m]/g, (char) => `&#${char.charCodeAt(0)};`)],
  ['as hex', (text) => Buffer.from(text).toString('hex')],
  ['with invisible characters', (text) => text.replaceAll(/[a-m]/g, '$&\u200b')],
]

test.each(encodings)('finds every piece of twelve characters of a key %s, wherever it stands', (_, encode) => {
  fc.assert(
    fc.property(fc.nat(key.length - prefix.length - 12), fc.stringMatching(/^[ -$]*$/), (start, around) => {
      const piece = key.slice(prefix.length + start, prefix.length + start + 12)
      expect(findPiece(around + encode(piece) + around)).not.toBeNull()
    }),
  )
})

test.each(['base64', 'base64url'] as const)('finds a key in a longer string as %s, at any alignment', (encoding) => {
  for (const before of ['', 'x', 'xx', '{"apiKey":"', 'é']) {
    for (const part of [key, key.slice(0, 40), key.slice(-40)])
      expect(findPiece(Buffer.from(`${before}${part}"}`).toString(encoding))).not.toBeNull()
  }
})

test.each([
  '',
  'Keys begin with sk-ant-api01- and end with x7Qa, as in sk-ant-api01-….',
  Buffer.from('sk-ant-api01-').toString('base64'),
  key.slice(0, prefix.length + 11),
  `${key.slice(20, 31)} ${key.slice(31, 42)}`,
  'The invitation cinv_ is gone. 100 % of &#64; and \\u00e9 stay.',
])('finds nothing in a string with only shorter pieces: %s', (text) => {
  expect(findPiece(text)).toBeNull()
})

test('finds a piece of a key at the end of many megabytes', () => {
  const text = 'c2VhbGVkLCBhbmQgbm90IGE'.repeat(500_000)
  expect(findPiece(text)).toBeNull()
  expect(findPiece(text + key.slice(30, 42))).not.toBeNull()
})
