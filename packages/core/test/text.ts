import fc from 'fast-check'

const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))
const awkwardCharacter = fc.constantFrom(
  ...'aZß İΣ日é.@<>+"\'\\,;:%/\t\n\u0000\u0301\u200b\ufeff\ud83d',
  '👩‍💻',
  'xn--',
)

/** Any text at all, half a letter included, and often what means something in an address. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: awkwardCharacter }),
  fc.string({ unit: anyCharacter }),
  fc.string(),
)
