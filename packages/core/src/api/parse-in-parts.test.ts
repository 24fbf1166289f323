import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PagePart, parseInParts } from './parse-in-parts.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** Splits bytes into chunks as a network does, even in the middle of a character. */
const splitIntoChunks = (bytes: Uint8Array, chunkBytes: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  )

/** Parses a string that arrives in chunks. Returns all rows, the rest of the answer, and the parts. */
const parse = async (text: string, chunkBytes = 65_536) => {
  const parts: PagePart[] = []
  const restOfAnswer = (await parseInParts(splitIntoChunks(encode(text), chunkBytes), (part) =>
    parts.push(part),
  )) as PagePart
  return { rows: [...parts, restOfAnswer].flatMap(({ data }) => data), restOfAnswer, parts }
}

/** A row, often with text that looks like the end of a row. */
const anyRow = fc.record(
  {
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('},{', '"},{"', '[{},{}]', '\\', '{"data":[')),
    block: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.constant(null))),
    list: fc.array(fc.constant({ nested: [{ a: 1 }, { b: '},{' }] }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

describe('parseInParts', () => {
  test('returns the same rows as JSON.parse, for every layout and chunk size', async () => {
    const anyPage = fc.record({
      rows: fc.array(anyRow, { minLength: 1, maxLength: 20 }),
      indent: fc.constantFrom(0, 1),
      isCursorFirst: fc.boolean(),
      chunkBytes: fc.integer({ min: 1_000, max: 100_000 }),
    })
    await fc.assert(
      fc.asyncProperty(anyPage, async ({ rows, indent, isCursorFirst, chunkBytes }) => {
        const data = Array.from({ length: 2_000 }, (_, index) => rows[index % rows.length])
        const answer = isCursorFirst ? { next_page: 'abc', data } : { data, next_page: 'abc' }
        const parsed = await parse(JSON.stringify(answer, null, indent), chunkBytes)
        // Compares text, because comparing so many objects is slow.
        expect(JSON.stringify(parsed.rows)).toBe(JSON.stringify(data))
        expect(parsed.restOfAnswer).toMatchObject({ next_page: 'abc' })
      }),
      { numRuns: 25 },
    )
  })

  test('passes on rows in small parts while the answer arrives', async () => {
    const data = Array.from({ length: 1_000 }, (_, index) => ({ id: index, text: 'x'.repeat(3_000) }))
    const { rows, parts } = await parse(JSON.stringify({ data, next_page: null }))
    expect(rows).toEqual(data)
    expect(parts.length).toBeGreaterThan(40)
    for (const part of parts) expect(part.data.length).toBeLessThan(30)
  })

  test.each([
    ['that breaks off before its end', (text: string) => text.slice(0, -5)],
    ['that breaks off after a row', (text: string) => text.slice(0, text.lastIndexOf(',{"id"'))],
    ['with text after its end', (text: string) => `${text}]`],
    ['that is HTML', () => '<html>'],
    ['that is empty', () => ''],
  ])('throws for an answer %s', async (_, corrupt) => {
    const data = Array.from({ length: 3_000 }, (_, index) => ({ id: index, text: 'x'.repeat(100) }))
    await expect(parse(corrupt(JSON.stringify({ data, next_page: null })))).rejects.toThrow(SyntaxError)
  })
})
