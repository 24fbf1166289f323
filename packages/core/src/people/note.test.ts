import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countCodePoints, normalizeNote } from './note.ts'

test('a note is one line of plain text', () => {
  expect(normalizeNote('  On parental leave\n\nuntil\tMarch \u0000 ')).toBe('On parental leave until March')
  expect(normalizeNote('half \ud83d of an emoji')).toBe('half of an emoji')
  expect(normalizeNote(' \n ')).toBe('')
})

test('markup and emoji stay as they were written', () => {
  expect(normalizeNote('<b>on call</b> 👩‍💻')).toBe('<b>on call</b> 👩‍💻')
})

test('a normalized note does not change again and never gets longer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const note = normalizeNote(text)
      expect(normalizeNote(note)).toBe(note)
      expect(countCodePoints(note)).toBeLessThanOrEqual(countCodePoints(text))
      expect(note).not.toMatch(/[\n\r\t\0]/)
    }),
  )
})

test('code points are counted, not UTF-16 units', () => {
  expect(countCodePoints('🏖️ leave')).toBe(8)
  expect('🏖️ leave').toHaveLength(9)
})
