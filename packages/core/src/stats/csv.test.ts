import { type Options, parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsvLine } from './csv.ts'

/** The cells of each line, as a program that takes CSV finds them. */
const read = (csv: string, options: Options = {}): string[][] =>
  parse(csv, { relax_column_count: true, ...options }) as unknown as string[][]

/** Texts of what makes cells, lines and formulas, and of what does not. */
const awkward = fc
  .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', '|', ' ', '1', 'ä', '＝', '🙂'))
  .map((parts) => parts.join(''))
const text = fc.oneof(awkward, fc.string({ unit: 'binary' }))
const cell = fc.oneof(text, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null))
const withoutApostrophes = (value: string): string => value.replaceAll("'", '')

describe('a line of CSV', () => {
  it('comes back as it was, but for apostrophes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (lines) => {
        const cells = read(lines.map(formatCsvLine).join(''), { record_delimiter: '\r\n' })
        expect(cells.map((line) => line.map(withoutApostrophes))).toEqual(
          lines.map((line) => line.map((value) => withoutApostrophes(String(value ?? '')))),
        )
      }),
    )
  })

  it.each([',', ';', '\t', '|'])('runs nothing in a program that takes %j for what is between cells', (delimiter) => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (cells) => {
        // Cut wherever it could be: a program that heeds quotes finds no more.
        const found = read(formatCsvLine(cells), {
          delimiter,
          quote: false,
          record_delimiter: ['\r\n', '\n', '\r'],
        }).flat()
        expect(found.filter((value) => /^[" ]*[=+\-@＝＋－＠]/.test(value))).toEqual([])
      }),
    )
  })

  it.each([
    ['=1+1', `"'=1+1"`],
    ['-5', `"'-5"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['"=1', `"'""=1"`],
    ['a;=1', `"a;'=1"`],
    ['\t1', `"'\t1"`],
    ['Anna-Lena O’Neill, CTO', '"Anna-Lena O’Neill, CTO"'],
    ['', '""'],
  ])('%s is %s', (value, expected) => {
    expect(formatCsvLine([value])).toBe(`${expected}\r\n`)
  })

  it('leaves numbers as they are, and nothing where nothing is known', () => {
    expect(formatCsvLine([12_345_678, 0.125, 0, null])).toBe('12345678,0.125,0,\r\n')
  })
})
