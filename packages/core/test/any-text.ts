import fc from 'fast-check'

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))
const anySpecialCharacter = fc.constantFrom(
  ...'aZß İΣ日é.@<>+"\'\\,;:%/\t\n\u0000\u0301\u200b\ufeff\ud83d',
  '👩‍💻',
  'xn--',
)

/** Any text. It often has characters with a meaning in addresses, and it may have lone surrogates. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: anySpecialCharacter }),
  fc.string({ unit: anyCharacter }),
  fc.string(),
)
