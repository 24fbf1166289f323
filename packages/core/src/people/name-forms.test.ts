import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../test/text.ts'
import { foldLocalPart, nameForms } from './name-forms.ts'

/** By which kind of form a local part is a name’s. */
const kindOf = (name: string, localPart: string) => {
  const folded = foldLocalPart(localPart)
  const { full, short, single } = nameForms(name)
  return full.includes(folded) ? 'full' : short.includes(folded) ? 'short' : single.includes(folded) ? 'single' : null
}

describe('how a name turns up in an address', () => {
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
  ])('%s, %s: %s', (name, localPart, kind) => {
    expect(kindOf(name, localPart)).toBe(kind)
  })

  test('any text has forms that are folded already, none of them empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { full, short, single } = nameForms(text)
        for (const form of [...full, ...short, ...single]) expect(form).toMatch(/^[\p{L}\p{N}]{1,}$/u)
        expect(foldLocalPart(text)).toMatch(/^[\p{L}\p{N}]*$/u)
      }),
    )
  })
})
