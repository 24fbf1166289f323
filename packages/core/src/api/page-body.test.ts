import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PagePart, parseInParts } from './page-body.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Bytes as they may come from the network, cut anywhere: also inside of a character. */
const cut = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))

const parse = async (text: string, size = 65_536) => {
  const parts: PagePart[] = []
  const rest = (await parseInParts(cut(bytesOf(text), size), (part) => parts.push(part))) as PagePart
  return { rows: [...parts, rest].flatMap(({ data }) => data), rest, parts }
}

/** Rows that make it hard to see where one ends. */
const row = fc.record(
  {
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('},{', '"},{"', '[{},{}]', '\\', '{"data":[')),
    block: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.constant(null))),
    list: fc.array(fc.constant({ nested: [{ a: 1 }, { b: '},{' }] }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

describe('parseInParts', () => {
  test('gives the same rows as parsing the whole, however it is laid out and cut', async () => {
    const page = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 20 }),
      indent: fc.constantFrom(0, 1),
      cursorFirst: fc.boolean(),
      size: fc.integer({ min: 1_000, max: 100_000 }),
    })
    await fc.assert(
      fc.asyncProperty(page, async ({ rows, indent, cursorFirst, size }) => {
        const data = Array.from({ length: 2_000 }, (_, index) => rows[index % rows.length])
        const answer = cursorFirst ? { next_page: 'abc', data } : { data, next_page: 'abc' }
        const read = await parse(JSON.stringify(answer, null, indent), size)
        // As text, because a comparison of so many objects takes its time.
        expect(JSON.stringify(read.rows)).toBe(JSON.stringify(data))
        expect(read.rest).toMatchObject({ next_page: 'abc' })
      }),
      { numRuns: 25 },
    )
  })

  test('gives rows away while others are still to come, so that no large answer is ever there as a whole', async () => {
    const data = Array.from({ length: 1_000 }, (_, index) => ({ id: index, text: 'x'.repeat(3_000) }))
    const { rows, parts } = await parse(JSON.stringify({ data, next_page: null }))
    expect(rows).toEqual(data)
    expect(parts.length).toBeGreaterThan(40)
    for (const part of parts) expect(part.data.length).toBeLessThan(30)
  })

  test.each([
    ['that breaks off', (text: string) => text.slice(0, -5)],
    ['that breaks off after a row', (text: string) => text.slice(0, text.lastIndexOf(',{"id"'))],
    ['that goes on after its end', (text: string) => `${text}]`],
    ['that is a page for people', () => '<html>'],
    ['that is empty', () => ''],
  ])('throws for an answer %s', async (_, bend) => {
    const data = Array.from({ length: 3_000 }, (_, index) => ({ id: index, text: 'x'.repeat(100) }))
    await expect(parse(bend(JSON.stringify({ data, next_page: null })))).rejects.toThrow(SyntaxError)
  })
})
