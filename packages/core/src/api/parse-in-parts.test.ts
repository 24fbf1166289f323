import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PagePart, parseInParts } from './parse-in-parts.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** Splits bytes into chunks, as a network does: also in the middle of a character. */
const splitIntoChunks = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))

const parse = async (text: string, size = 65_536) => {
  const parts: PagePart[] = []
  const rest = (await parseInParts(splitIntoChunks(encode(text), size), (part) => parts.push(part))) as PagePart
  return { rows: [...parts, rest].flatMap(({ data }) => data), rest, parts }
}

/** Rows with text that looks like the end of a row. */
const anyRow = fc.record(
  {
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('},{', '"},{"', '[{},{}]', '\\', '{"data":[')),
    block: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.constant(null))),
    list: fc.array(fc.constant({ nested: [{ a: 1 }, { b: '},{' }] }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

describe('parseInParts', () => {
  test('gives the same rows as JSON.parse, for every layout and chunk size', async () => {
    const anyPage = fc.record({
      rows: fc.array(anyRow, { minLength: 1, maxLength: 20 }),
      indent: fc.constantFrom(0, 1),
      cursorFirst: fc.boolean(),
      size: fc.integer({ min: 1_000, max: 100_000 }),
    })
    await fc.assert(
      fc.asyncProperty(anyPage, async ({ rows, indent, cursorFirst, size }) => {
        const data = Array.from({ length: 2_000 }, (_, index) => rows[index % rows.length])
        const answer = cursorFirst ? { next_page: 'abc', data } : { data, next_page: 'abc' }
        const read = await parse(JSON.stringify(answer, null, indent), size)
        // Compared as text: comparing so many objects is slow.
        expect(JSON.stringify(read.rows)).toBe(JSON.stringify(data))
        expect(read.rest).toMatchObject({ next_page: 'abc' })
      }),
      { numRuns: 25 },
    )
  })

  test('hands over rows while the answer arrives, so that a large answer is never in memory as a whole', async () => {
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
