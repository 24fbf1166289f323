import type { AccountId } from '@windmill/claude-core'
import { CsvError, parse } from 'csv-parse/sync'
import { describeValue } from '../describe-value.ts'
import type { Directory } from './directory.ts'
import { createDirectoryError, type DirectoryEntry } from './directory-entry.ts'

type Column = keyof DirectoryEntry

/** Accepted headings, in lower case and without other characters than letters. `Manager ID` becomes `managerid`. */
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
 * The columns `id`, `name` and `emails` are required. `managerId` and `archivedOn` are optional, and other columns are
 * ignored. Headings match regardless of case, spaces and punctuation. Semicolons or spaces separate several e-mail
 * addresses of one employee. The column delimiter is the comma, semicolon or tab of the heading row.
 * @param csv - The text of the file, or a function that returns it. The function is called each time the directory is
 * read.
 * @throws `ConfigurationError` `directory_invalid` from `listEmployees` if the text is missing or is not valid CSV, if
 * a required column is missing, or if one of these five columns occurs twice.
 * @example
 * ```ts
 * csvDirectory(() => readFile('employees.csv', 'utf8'))
 * ```
 */
export const csvDirectory = (csv: string | ((accountId: AccountId) => string | Promise<string>)): Directory => ({
  async listEmployees(accountId) {
    const text: unknown = typeof csv === 'function' ? await csv(accountId) : csv
    if (typeof text === 'string') return parseCsv(text)
    throw createDirectoryError(`The CSV file of the directory is ${describeValue(text)}, where its text is expected.`)
  },
})

const parseCsv = (text: string): DirectoryEntry[] => {
  const [headings = [], ...rows] = parseRows(text)
  const columns = headings.map((heading) => columnsByHeading[heading.toLowerCase().replace(/[^a-z]/g, '')])
  for (const column of ['id', 'name', 'emails'] as const) {
    if (!columns.includes(column))
      throw createDirectoryError(`The CSV file of the directory has no column "${column}".`)
  }
  const duplicate = columns.find((column, index) => column && columns.indexOf(column) !== index)
  if (duplicate) throw createDirectoryError(`The CSV file of the directory has two columns "${duplicate}".`)
  return rows.map((row) => {
    const getCell = (column: Column) => row[columns.indexOf(column)] ?? ''
    return {
      id: getCell('id'),
      name: getCell('name'),
      emails: getCell('emails')
        .split(/[;\s]+/)
        .filter(Boolean),
      managerId: getCell('managerId') || null,
      archivedOn: getCell('archivedOn') || null,
    }
  })
}

const parseRows = (text: string): string[][] => {
  try {
    return parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
      trim: true,
      // Spreadsheets leave empty lines, and rows that consist of commas only.
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
  } catch (error) {
    if (error instanceof CsvError)
      throw createDirectoryError(`The CSV file of the directory is broken: ${error.message}.`)
    throw error
  }
}

/** Returns the first of comma, semicolon and tab that the heading row contains. No accepted heading contains one. */
const detectDelimiter = (text: string): string => {
  const [headings = ''] = text.trimStart().split(/[\r\n]/)
  return [',', ';', '\t'].find((delimiter) => headings.includes(delimiter)) ?? ','
}
