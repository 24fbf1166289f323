import { type Options, parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCsvLine } from './format-csv-line.ts'

/** Parses CSV into the cells of each line. */
const parseCsv = (csv: string, options: Options = {}): string[][] =>
  parse(csv, { relax_column_count: true, ...options }) as unknown as string[][]

/** A string of delimiters, line breaks, quotes, formula characters and ordinary characters. */
const anySpecialString = fc
  .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', '|', ' ', '1', 'ä', '＝', '🙂'))
  .map((parts) => parts.join(''))
const anyString = fc.oneof(anySpecialString, fc.string({ unit: 'binary' }))
const anyCell = fc.oneof(anyString, fc.nat(), fc.constantFrom(0.5, 0.781, 1), fc.constant(null))
const removeApostrophes = (value: string): string => value.replaceAll("'", '')

describe('formatCsvLine', () => {
  test('keeps the content of every cell, except for added apostrophes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (lines) => {
        const cells = parseCsv(lines.map((line) => formatCsvLine(line)).join(''), { record_delimiter: '\r\n' })
        expect(cells.map((line) => line.map(removeApostrophes))).toEqual(
          lines.map((line) => line.map((value) => removeApostrophes(String(value ?? '')))),
        )
      }),
    )
  })

  test.each([',', ';', '\t', '|'])(
    'leaves no cell that is a formula in a program with the delimiter %j',
    (delimiter) => {
      fc.assert(
        fc.property(fc.array(anyString, { minLength: 1, maxLength: 3 }), (cells) => {
          // Without quote handling, the line is split at every delimiter. No program finds more cells than this.
          const parsedCells = parseCsv(formatCsvLine(cells), {
            delimiter,
            quote: false,
            record_delimiter: ['\r\n', '\n', '\r'],
          }).flat()
          expect(parsedCells.filter((value) => /^[" ]*[=+\-@＝＋－＠]/.test(value))).toEqual([])
        }),
      )
    },
  )

  test.each([
    ['=1+1', `"'=1+1"`],
    ['-5', `"'-5"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['"=1', `"'""=1"`],
    ['a;=1', `"a;'=1"`],
    ['\t1', `"'\t1"`],
    ['Anna-Lena O’Neill, CTO', '"Anna-Lena O’Neill, CTO"'],
    ['', '""'],
  ])('formats %j as %s', (text, cell) => {
    expect(formatCsvLine([text])).toBe(`${cell}\r\n`)
  })

  test('formats numbers without quotes and null as an empty cell', () => {
    expect(formatCsvLine([12_345_678, 0.125, 0, null])).toBe('12345678,0.125,0,\r\n')
  })

  test('rounds numbers to three decimals', () => {
    expect(formatCsvLine([0.7805800756620429, 1 / 3, 0.0000001, 0.9999])).toBe('0.781,0.333,0,1\r\n')
  })

  test('writes the separator and the decimal sign that spreadsheets expect in a locale', () => {
    const cells = ['a;b', 12_345, 0.78058]
    expect(formatCsvLine(cells, 'en-GB')).toBe('"a;b",12345,0.781\r\n')
    expect(formatCsvLine(cells, 'de')).toBe('"a;b";12345;0,781\r\n')
    expect(formatCsvLine(cells, 'de-CH')).toBe('"a;b",12345,0.781\r\n')
    expect(formatCsvLine(cells, 'fr-FR')).toBe('"a;b";12345;0,781\r\n')
    expect(formatCsvLine(cells, 'ar-EG')).toBe('"a;b",12345,0.781\r\n')
  })
})
