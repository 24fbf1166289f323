import { CsvError, parse } from 'csv-parse/sync'
import { createDirectoryError } from './directory-entry.ts'

/** A row of a CSV file. */
export interface CsvRow {
  readonly cells: readonly string[]
  /** Number of the line in the file in which the row ends. */
  readonly line: number
}

/**
 * Parses the rows of a CSV file, and leaves out empty rows. A first line such as `sep=;`, as Excel writes it, names the
 * delimiter. Otherwise, the delimiter is the comma, semicolon, tab or vertical bar with which the first row has the
 * most known headings.
 * @throws `ConfigurationError` `directory_invalid`, with the line.
 */
export const parseCsvRows = (text: string, isHeading: (cell: string) => boolean): CsvRow[] => {
  const [separatorLine = '', separator] = /^"?sep=([^\r\n])"?[^\r\n]*/i.exec(text) ?? []
  // The first line stays as an empty line, so that line numbers stay right.
  const rest = text.slice(separatorLine.length)
  return parseWith(separator ?? detectDelimiter(rest, isHeading), rest)
}

const detectDelimiter = (text: string, isHeading: (cell: string) => boolean): string => {
  const countHeadings = (delimiter: string) => {
    try {
      const [row] = parseWith(delimiter, text, { maxRows: 1 })
      return row?.cells.filter(isHeading).length ?? 0
    } catch {
      return 0
    }
  }
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: countHeadings(delimiter) }))
  return counts.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter
}

const parseWith = (delimiter: string, text: string, { maxRows }: { readonly maxRows?: number } = {}): CsvRow[] => {
  try {
    const records: unknown = parse(text, {
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      trim: true,
      // Spreadsheets leave empty lines, and rows that consist of commas only.
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      ...(maxRows !== undefined && { to: maxRows }),
    })
    // The types of `parse` do not know the option `info`.
    const rows = records as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
    return rows.map(({ record, info }) => ({ cells: record, line: info.lines }))
  } catch (error) {
    if (error instanceof CsvError)
      throw createDirectoryError(`The CSV file of the directory is broken: ${error.message}.`)
    throw error
  }
}
