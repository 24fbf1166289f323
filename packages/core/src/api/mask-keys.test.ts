import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskKeys } from './mask-keys.ts'

const key = 'sk-ant-api01-Fq7s0mHq3ZkV2bT9xYwP5uLdRjN8_cEaG-1iOo4KtM6vBzXhJyWnDlSfUgQrCpAeIx7Qa'

const encodings: readonly (readonly [name: string, encode: (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in upper case', (text) => text.toUpperCase()],
  ['in lower case', (text) => text.toLowerCase()],
  ['percent-encoded', (text) => text.replaceAll('-', '%2D')],
  ['percent-encoded as a whole', (text) => text.replaceAll(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)],
  ['percent-encoded twice', (text) => encodeURIComponent(text.replaceAll('-', '%2d'))],
  ['escaped for JSON', (text) => text.replaceAll('-', '\\u002d')],
  ['escaped for JavaScript', (text) => text.replaceAll('-', '\\x2D')],
  ['escaped for HTML', (text) => text.replaceAll('-', '&#45;').replaceAll('_', '&#x5F;')],
  ['as base64', btoa],
  ['as base64 at another alignment', (text) => btoa(`x:${text}`)],
  [
    'as base64 for URLs',
    (text) => btoa(`x-api-key: ${text}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ],
  ['as hex', (text) => Buffer.from(text).toString('hex')],
  ['with invisible characters', (text) => text.replaceAll('-', '-\u200b')],
]

/** Whether a string still contains twelve characters of the key in a row, as text, base64 or hex. */
const hasKeyPiece = (text: string): boolean => {
  const forms = [key, ...[0, 1, 2].map((offset) => btoa('.'.repeat(offset) + key)), Buffer.from(key).toString('hex')]
  const lowerText = decodeURIComponent(text.replaceAll(/%(?![\da-f]{2})/gi, '')).toLowerCase()
  return forms.some((form) =>
    Array.from({ length: form.length - 12 }, (_, start) => form.slice(start, start + 12).toLowerCase()).some((piece) =>
      lowerText.includes(piece),
    ),
  )
}

describe('maskKeys', () => {
  test.each(['ant-', 'api01-'])('masks an unknown key that is cut before “%s”', (start) => {
    const cut = key.slice(key.indexOf(start))
    expect(maskKeys(`Invalid key “${cut}”, refused.`)).toBe('Invalid key “[key]”, refused.')
  })

  test.each(encodings)('masks the key in use %s, and keeps the text around it', (_, encode) => {
    const masked = maskKeys(`Invalid key “${encode(key)}”, refused.`, key)
    expect(masked).toMatch(/^Invalid key “.{0,20}\[key\].{0,4}”, refused\.$/)
    expect(hasKeyPiece(masked)).toBe(false)
  })

  test.each(encodings)('masks an unknown key %s, and keeps the text around it', (_, encode) => {
    const masked = maskKeys(`Invalid key “${encode(key)}”, refused.`)
    expect(masked).toMatch(/^Invalid key “.{0,20}\[key\].{0,4}”, refused\.$/)
    expect(hasKeyPiece(masked)).toBe(false)
  })

  test('masks every piece of at least eight characters of the key in use, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.nat(key.length - 8), fc.integer({ min: 8, max: 40 }), fc.string(), (start, length, around) => {
        const piece = key.slice(start, start + length)
        fc.pre(piece.length >= 8 && !around.includes('%') && !around.includes('\\') && !around.includes('&'))
        const masked = maskKeys(`${around} ${piece} ${around}`, key)
        expect(masked).toContain('[key]')
        expect(masked).not.toContain(piece)
      }),
    )
  })

  test('masks a key that lost its beginning', () => {
    expect(maskKeys('got ant-api01-Fq7s0mHq3ZkV.')).toBe('got [key].')
  })

  test.each([
    '',
    'Missing required scopes. Got: [] Needed one of: ["read:analytics"]',
    'Data is not yet available for 2026-11-20. The most recent available day is 2026-11-18.',
    '100 % of %7B and &#64; and \\u00e9 stay as they are.',
    'İstanbul – the significant and relevant-api2 part',
  ])('keeps other text: %s', (text) => {
    expect(maskKeys(text, key)).toBe(text)
  })

  test.each(['%41', 'sk-ant-', '&#45;', 'x', key.slice(20, 28)])(
    'takes linear time for a long string of %s',
    (part) => {
      const startedAt = performance.now()
      maskKeys(part.repeat(20_000), key)
      expect(performance.now() - startedAt).toBeLessThan(3_000)
    },
  )
})
