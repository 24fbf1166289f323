import type { AccountId } from '@windmill/claude-core'
import { CsvError, parse } from 'csv-parse/sync'
import { describeValue } from '../describe-value.ts'
import type { Directory } from './directory.ts'
import { type DirectoryEntry, invalidDirectory } from './directory-entry.ts'

type Column = keyof DirectoryEntry

/** Accepted headings, lower-cased and reduced to letters: `Manager ID`, `manager_id` and `managerId` are the same. */
const columnsByHeading: Readonly<Record<string, Column>> = {
  id: 'id',
  employeeid: 'id',
  name: 'name',
  email: 'emails',
  emails: 'emails',
  managerid: 'managerId',
  archivedon: 'archivedOn',
}

/**
 * Creates a directory from a CSV file with a heading row and one row per employee.
 *
 * Columns `id`, `name` and `emails` are required, `managerId` and `archivedOn` optional; other columns are ignored.
 * Headings match regardless of case, spaces and punctuation. Semicolons or spaces separate several e-mails of one
 * employee. The column delimiter is the comma, semicolon or tab used in the heading row.
 * @param csv - The text of the file, or a function that returns it and is called at each sync.
 * @throws `ConfigurationError` `directory_invalid` from `listEmployees` if the text is not valid CSV, or if a required
 * column is missing or occurs twice.
 */
export const csvDirectory = (csv: string | ((accountId: AccountId) => string | Promise<string>)): Directory => ({
  async listEmployees(accountId) {
    const text: unknown = typeof csv === 'function' ? await csv(accountId) : csv
    if (typeof text === 'string') return parseCsv(text)
    throw invalidDirectory(`The CSV file of the directory is ${describeValue(text)}, where its text is expected.`)
  },
})

const parseCsv = (text: string): DirectoryEntry[] => {
  const [headings = [], ...rows] = parseRows(text)
  const columns = headings.map((heading) => columnsByHeading[heading.toLowerCase().replace(/[^a-z]/g, '')])
  for (const column of ['id', 'name', 'emails'] as const) {
    if (!columns.includes(column)) throw invalidDirectory(`The CSV file of the directory has no column "${column}".`)
  }
  const duplicate = columns.find((column, index) => column && columns.indexOf(column) !== index)
  if (duplicate) throw invalidDirectory(`The CSV file of the directory has two columns "${duplicate}".`)
  return rows.map((row) => {
    const cell = (column: Column) => row[columns.indexOf(column)] ?? ''
    return {
      id: cell('id'),
      name: cell('name'),
      emails: cell('emails')
        .split(/[;\s]+/)
        .filter(Boolean),
      managerId: cell('managerId') || null,
      archivedOn: cell('archivedOn') || null,
    }
  })
}

const parseRows = (text: string): string[][] => {
  try {
    return parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
      trim: true,
      // Spreadsheets leave empty lines, and rows of nothing but commas.
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
  } catch (error) {
    if (error instanceof CsvError) throw invalidDirectory(`The CSV file of the directory is broken: ${error.message}.`)
    throw error
  }
}

/** Returns the delimiter of the heading row. No accepted heading contains a delimiter. */
const detectDelimiter = (text: string): string => {
  const [headings = ''] = text.trimStart().split(/[\r\n]/)
  return [',', ';', '\t'].find((delimiter) => headings.includes(delimiter)) ?? ','
}
