import type { AccountId } from '@windmill/claude-core'
import { CsvError, parse } from 'csv-parse/sync'
import { kindOf } from '../kind-of.ts'
import type { Directory } from './directory.ts'
import { type DirectoryEntry, invalidDirectory } from './directory-entry.ts'

type Column = keyof DirectoryEntry

/** What a column may be called, in letters alone: `Manager ID`, `manager_id` and `managerId` are one. */
const columnNames: Readonly<Record<string, Column>> = {
  id: 'id',
  employeeid: 'id',
  name: 'name',
  email: 'emails',
  emails: 'emails',
  managerid: 'managerId',
  archivedon: 'archivedOn',
}

/**
 * A directory that is a CSV file: a row per employee, and a row of headings before them. `id`, `name` and `emails` must be
 * there, `managerId` and `archivedOn` may be; any other column is left out. Several e-mails of one employee are parted by
 * semicolons or spaces. Columns are parted by commas, semicolons or tabs, whichever the headings are.
 * @param csv - The text of the file, or what reads it: then at each sync.
 */
export const csvDirectory = (csv: string | ((accountId: AccountId) => string | Promise<string>)): Directory => ({
  async listEmployees(accountId) {
    const text: unknown = typeof csv === 'function' ? await csv(accountId) : csv
    if (typeof text === 'string') return parseCsv(text)
    throw invalidDirectory(`The CSV file of the directory is ${kindOf(text)}, where its text is expected.`)
  },
})

const parseCsv = (text: string): DirectoryEntry[] => {
  const [headings = [], ...rows] = parseRows(text)
  const columns = headings.map((heading) => columnNames[heading.toLowerCase().replace(/[^a-z]/g, '')])
  for (const column of ['id', 'name', 'emails'] as const) {
    if (!columns.includes(column)) throw invalidDirectory(`The CSV file of the directory has no column "${column}".`)
  }
  const twice = columns.find((column, index) => column && columns.indexOf(column) !== index)
  if (twice) throw invalidDirectory(`The CSV file of the directory has two columns "${twice}".`)
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

/** Spreadsheets leave empty lines, and rows of nothing but commas. */
const skipEmpty = { skip_empty_lines: true, skip_records_with_empty_values: true }

const parseRows = (text: string): string[][] => {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), trim: true, ...skipEmpty })
  } catch (error) {
    if (error instanceof CsvError) throw invalidDirectory(`The CSV file of the directory is broken: ${error.message}.`)
    throw error
  }
}

/** What parts the headings, of which none holds any of these. */
const delimiterOf = (text: string): string => {
  const [headings = ''] = text.trimStart().split(/[\r\n]/)
  return [',', ';', '\t'].find((delimiter) => headings.includes(delimiter)) ?? ','
}
