import fc from 'fast-check'

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))
const specialCharacter = fc.constantFrom(
  ...'aZß İΣ日é.@<>+"\'\\,;:%/\t\n\u0000\u0301\u200b\ufeff\ud83d',
  '👩‍💻',
  'xn--',
)

/** Any text, including lone surrogates and, often, characters with a meaning in addresses. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: specialCharacter }),
  fc.string({ unit: anyCharacter }),
  fc.string(),
)
