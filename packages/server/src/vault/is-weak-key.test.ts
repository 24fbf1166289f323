import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWeakKey } from './is-weak-key.ts'

const createBytes = (toByte: (index: number) => number) => Uint8Array.from({ length: 32 }, (_, index) => toByte(index))

test.each([
  ['zeros', createBytes(() => 0)],
  ['one byte, repeated', createBytes(() => 0xff)],
  ['two bytes, alternating', createBytes((index) => (index % 2 ? 0xaa : 0x55))],
  ['sixteen bytes, twice', createBytes((index) => ((index % 16) * 101 + 11) % 251)],
  ['seven bytes, cut off at the end', createBytes((index) => 'changed'.charCodeAt(index % 7))],
  ['zeros with one bit', createBytes((index) => Number(index === 31))],
  ['counting up', createBytes((index) => index)],
  ['counting down through zero', createBytes((index) => 8 - index)],
  ['counting in threes', createBytes((index) => 3 * index + 7)],
  ['hex digits that were taken for bytes', Buffer.from(createHash('md5').update('x').digest('hex'))],
])('finds %s weak', (_, key) => {
  expect(key).toHaveLength(32)
  expect(isWeakKey(key)).toBe(true)
})

test('finds every repeated pattern weak, whatever the pattern', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 }), (pattern) => {
      expect(isWeakKey(createBytes((index) => pattern[index % pattern.length] ?? 0))).toBe(true)
    }),
  )
})

test('finds no random key weak', () => {
  for (let count = 0; count < 2_000; count += 1) expect(isWeakKey(randomBytes(32))).toBe(false)
})
