import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../test/any-text.ts'
import { foldLocalPart, listNameForms } from './name-forms.ts'

/** Finds the strongest kind of name form that a local part equals; null if it equals none. */
const findFormKind = (name: string, localPart: string) => {
  const folded = foldLocalPart(localPart)
  const { full, short, single } = listNameForms(name)
  if (full.includes(folded)) return 'full'
  if (short.includes(folded)) return 'short'
  return single.includes(folded) ? 'single' : null
}

describe('listNameForms', () => {
  test.each([
    ['Ada Lovelace', 'ada.lovelace', 'full'],
    ['Ada Lovelace', 'lovelace_ada', 'full'],
    ['Ada Lovelace', 'AdaLovelace2', 'full'],
    ['Lovelace, Ada', 'ada.lovelace', 'full'],
    ['Ada King Lovelace', 'ada-king-lovelace', 'full'],
    ['Ada King Lovelace', 'ada.lovelace', 'full'],
    ['Ada Lovelace', 'alovelace', 'short'],
    ['Ada Lovelace', 'a.lovelace', 'short'],
    ['Ada Lovelace', 'lovelace.a', 'short'],
    ['Ada Lovelace', 'ada.l', 'short'],
    ['Ada Lovelace', 'ada', 'single'],
    ['Ada Lovelace', 'lovelace', 'single'],
    ['Plato', 'plato', 'single'],
    ['José Ñáñez', 'jose.nanez', 'full'],
    ['José Ñáñez', 'j.nanez', 'short'],
    ['Jürgen Groß', 'juergen.gross', 'full'],
    ['Jürgen Groß', 'jurgen.gross', 'full'],
    ['Søren Łoś', 'soren.los', 'full'],
    ['Анна Каренина', 'анна.каренина', 'full'],
    ['Ada Lovelace', 'grace.hopper', null],
    ['Ada Lovelace', 'al', null],
    ['Ada Lovelace', '42', null],
    ['', 'ada', null],
  ])('for %j, classifies %s as %s', (name, localPart, kind) => {
    expect(findFormKind(name, localPart)).toBe(kind)
  })

  test('returns forms of letters and digits only, and never an empty form, for any name', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { full, short, single } = listNameForms(text)
        for (const form of [...full, ...short, ...single]) expect(form).toMatch(/^[\p{L}\p{N}]{1,}$/u)
      }),
    )
  })
})

test('foldLocalPart returns letters and digits only, for any string', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(foldLocalPart(text)).toMatch(/^[\p{L}\p{N}]*$/u)
    }),
  )
})

test('foldLocalPart takes linear time for a long run of digits', () => {
  const text = `${'1'.repeat(300_000)}a`
  expect(foldLocalPart(text)).toBe(text)
  expect(foldLocalPart(`${text}22`)).toBe(text)
})
