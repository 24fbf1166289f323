import { type AccountId, isDay, normalizeEmail, type Participation } from '@windmill/claude-core'
import { splitEmails } from '@windmill/claude-core/internal'
import { describeValue } from '../describe-value.ts'
import { idRequirement, isId } from '../is-id.ts'
import { redactSecrets } from '../redact-secrets.ts'
import { decodeCsv } from './decode-csv.ts'
import type { Directory } from './directory.ts'
import {
  createDirectoryError,
  type DirectoryEntry,
  isParticipation,
  participationRequirement,
} from './directory-entry.ts'
import { findLikelyManagerColumns, findManagerColumn, foldHeading } from './find-manager-column.ts'
import { attributesRequirement, parseAttributes } from './parse-attributes.ts'
import { type CsvRow, parseCsvRows } from './parse-csv-rows.ts'

type Column = Exclude<keyof DirectoryEntry, 'attributes'>

/**
 * Accepted headings, as `foldHeading` returns them. `findManagerColumn` finds the column of the managers. All
 * accepted headings are in `docs/people.md` of this package.
 */
export const columnsByHeading: ReadonlyMap<string, Column> = new Map([
  ['id', 'id'],
  ['employeeid', 'id'],
  ['name', 'name'],
  ['email', 'emails'],
  ['emails', 'emails'],
  ['archivedon', 'archivedOn'],
  ['startedon', 'startedOn'],
  ['participation', 'participation'],
])

/** Returns the name of the attribute in a heading such as `attribute: Department`. Undefined for any other heading. */
const findAttributeName = (heading: string): string | undefined =>
  /^attribute\s*:(.*)$/i.exec(heading.trim())?.[1]?.trim()

const findColumn = (heading: string): Column | undefined => columnsByHeading.get(foldHeading(heading))

/**
 * Creates a directory from a CSV file with a heading row and one row per employee.
 *
 * The columns `id`, `name` and `emails` are required. `managerId`, `archivedOn`, `startedOn`, `participation` and up to
 * five attributes, such as `attribute: Department`, are optional. Other columns are ignored. Warnings to the `logger`
 * name the ignored columns, and say that a file has no column of managers. Headings match regardless of case, spaces
 * and punctuation. The manager is an employee's id or e-mail address, in a column with a usual heading such as
 * `Manager`, `Manager e-mail` or `Supervisor ID`. Semicolons, commas, vertical bars or white space separate several
 * e-mail addresses of one employee.
 *
 * A first line such as `sep=;` names the column delimiter. Without such a line, the delimiter is found in the heading
 * row. Line ends may be mixed.
 * @param csv - The file: its bytes (UTF-8, or UTF-16 with a byte order mark) or its text, or a function that returns
 * either. The function is called each time the directory is read.
 * @throws `ConfigurationError` `directory_invalid` from `listEmployees`, with the line and the column: if the file is
 * missing, is not valid CSV or has another encoding, if a required column is missing, if a column occurs twice, or if
 * the managers or the participation are in a column that is not understood.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { csvDirectory } from '@windmill/claude-server'
 *
 * const directory = csvDirectory(() => readFile('employees.csv'))
 * ```
 */
export const csvDirectory = (csv: CsvFile | ((accountId: AccountId) => CsvFile | Promise<CsvFile>)): Directory => {
  /** The last warning about each account's columns, so that an hourly pull does not repeat it. */
  const warnings = new Map<AccountId, string>()
  return {
    async listEmployees(accountId, { logger }) {
      const file: unknown = typeof csv === 'function' ? await csv(accountId) : csv
      if (typeof file !== 'string' && !(file instanceof Uint8Array)) {
        throw createDirectoryError(
          `The CSV file of the directory is ${describeValue(file)}, where bytes or a string are expected.`,
        )
      }
      const { entries, unusedHeadings, hasManagers } = parseCsv(decodeCsv(file))
      const warning = describeColumns(unusedHeadings, hasManagers)
      if (warning !== null && warning !== warnings.get(accountId)) logger?.warn(warning, { accountId })
      if (warning === null) warnings.delete(accountId)
      else warnings.set(accountId, warning)
      return entries
    },
  }
}

const maxShownHeadings = 30
const maxHeadingLength = 60

/** Returns the warning about columns that are missing or not used. Null if there is nothing to warn about. */
const describeColumns = (unusedHeadings: readonly string[], hasManagers: boolean): string | null => {
  const shown = unusedHeadings
    .slice(0, maxShownHeadings)
    .map((heading) => JSON.stringify(redactSecrets(heading).slice(0, maxHeadingLength)))
  const more = unusedHeadings.length > shown.length ? `, and ${unusedHeadings.length - shown.length} more` : ''
  const unused = shown.length === 0 ? '' : `. Columns that are not used: ${shown.join(', ')}${more}`
  if (!hasManagers) {
    return (
      'The CSV file of the directory has no column that names the managers, so nobody has a manager, and nobody sees the ' +
      `figures of others as their manager. If a column holds the managers’ ids or addresses, rename it to managerId${unused}`
    )
  }
  return unused === '' ? null : `The CSV file of the directory is read${unused}`
}

/** The bytes or the text of a CSV file. */
export type CsvFile = string | Uint8Array

/** What a CSV file holds. */
interface ParsedCsv {
  readonly entries: readonly DirectoryEntry[]
  /** Headings of the columns that nothing is read from. */
  readonly unusedHeadings: readonly string[]
  /** Whether a column names the managers. */
  readonly hasManagers: boolean
}

const parseCsv = (text: string): ParsedCsv => {
  const [headingRow, ...rows] = parseCsvRows(text, (cell) => findColumn(cell) !== undefined)
  if (!headingRow) throw createDirectoryError('The CSV file of the directory is empty.')
  const headings = headingRow.cells
  const columns = headings.map(findColumn)
  for (const column of new Set(columnsByHeading.values())) {
    const indexes = columns.flatMap((candidate, index) => (candidate === column ? [index] : []))
    if (indexes.length === 0 && requiredColumns.includes(column)) {
      throw createDirectoryError(`The CSV file of the directory has no column "${column}".`)
    }
    refuseDuplicate(column, indexes)
  }
  const attributeNames = headings.map(findAttributeName)
  const attributeIndexes = attributeNames.flatMap((name, index) => (name === undefined ? [] : [index]))
  for (const [name, indexes] of Map.groupBy(attributeIndexes, (index) => attributeNames[index])) {
    refuseDuplicate(`attribute: ${name}`, indexes)
  }
  const manager = findManagerColumn(headings)
  refuseDuplicate('managerId', manager.indexes)
  if (manager.unclearHeadings.length > 0) {
    throw createDirectoryError(
      `The CSV file of the directory has the column ${manager.unclearHeadings.map((heading) => `"${heading}"`).join(', ')}, but ` +
        'none with the id or the e-mail address of each manager, so nobody would have a manager. Add a column "managerId", or ' +
        'remove this one.',
    )
  }
  const [managerIndex = -1] = manager.indexes
  if (!columns.includes('participation')) refuseLikelyParticipation(headings, rows)
  const entries = rows.map(({ cells, line }) => {
    const getCell = (column: Column) => cells[columns.indexOf(column)] ?? ''
    const entry = {
      id: getCell('id'),
      name: getCell('name'),
      emails: splitEmails(getCell('emails')),
      managerId: cells[managerIndex] || null,
      archivedOn: getCell('archivedOn') || null,
      startedOn: getCell('startedOn') || null,
      attributes: Object.fromEntries(
        attributeIndexes.map((index) => [attributeNames[index] ?? '', cells[index] ?? '']),
      ),
      participation: (getCell('participation').toLowerCase() || 'included') as Participation,
    }
    const createCellError = (index: number, requirement: string) =>
      createDirectoryError(
        `The CSV file of the directory is not valid in line ${line}, column "${headings[index]}": it must be ${requirement}.`,
      )
    if (!isId(entry.id)) throw createCellError(columns.indexOf('id'), idRequirement)
    if (entry.managerId !== null && !isId(entry.managerId)) throw createCellError(managerIndex, idRequirement)
    for (const column of ['archivedOn', 'startedOn'] as const) {
      if (entry[column] !== null && !isDay(entry[column])) {
        throw createCellError(columns.indexOf(column), 'empty or a day such as 2026-11-30')
      }
    }
    if (!isParticipation(entry.participation)) {
      throw createCellError(columns.indexOf('participation'), `empty, ${participationRequirement}`)
    }
    if (parseAttributes(entry.attributes) === null) {
      throw createDirectoryError(
        `The CSV file of the directory is not valid in line ${line}: the columns "attribute: …" must be ${attributesRequirement}.`,
      )
    }
    return entry
  })
  const findIdByEmail = createEmailLookup(entries)
  if (managerIndex < 0) {
    const idRows = rows.map(({ cells }, index) => ({ cells, id: entries[index]?.id ?? '' }))
    const [likely] = findLikelyManagerColumns(headings, idRows, findIdByEmail)
    if (likely !== undefined) {
      throw createDirectoryError(
        `The CSV file of the directory has the column "${likely}" with addresses of other employees, but no heading ` +
          'says which column names the managers, so nobody would have a manager. Rename it to "managerId" if it names them, or remove it.',
      )
    }
  }
  return {
    entries: resolveManagers(entries, headings[managerIndex] ?? '', findIdByEmail),
    unusedHeadings: headings.filter(
      (heading, index) =>
        columns[index] === undefined && attributeNames[index] === undefined && index !== managerIndex && heading,
    ),
    hasManagers: managerIndex >= 0,
  }
}

const requiredColumns: readonly Column[] = ['id', 'name', 'emails']

const refuseDuplicate = (column: string, indexes: readonly number[]): void => {
  if (indexes.length < 2) return
  const positions = indexes.map((index) => index + 1).join(' and ')
  throw createDirectoryError(`The CSV file of the directory has two columns "${column}": number ${positions}.`)
}

/**
 * Refuses a column that seems to hold the participation under an unknown heading. Ignoring it would show the figures of
 * people who must not be shown.
 */
const refuseLikelyParticipation = (headings: readonly string[], rows: readonly CsvRow[]): void => {
  const likely = headings.find((_, index) => {
    const words = new Set(rows.flatMap(({ cells }) => cells[index]?.toLowerCase() || []))
    return [...words].every(isParticipation) && (words.has('totals') || words.has('excluded'))
  })
  if (likely === undefined) return
  throw createDirectoryError(
    `The CSV file of the directory has the column "${likely}" with the words of a participation, but none with that heading, so ` +
      'everyone would be included. Rename it to "participation" if it holds the participation, or remove it.',
  )
}

/** Creates a function that returns the id of the employee with an address. Null if nobody or several people have it. */
const createEmailLookup = (entries: readonly DirectoryEntry[]): ((text: string) => string | null) => {
  const idsByEmail = new Map<string, string | null>()
  for (const { id, emails } of entries) {
    for (const address of new Set(emails.map(normalizeEmail))) {
      if (address !== null) idsByEmail.set(address, idsByEmail.has(address) ? null : id)
    }
  }
  return (text) => {
    const address = normalizeEmail(text)
    return address === null ? null : (idsByEmail.get(address) ?? null)
  }
}

/**
 * Replaces the e-mail address of a manager by their id. A text that is neither an id nor the address of exactly one
 * employee stays as it is, and is later reported as an unknown manager.
 */
const resolveManagers = (
  entries: readonly DirectoryEntry[],
  heading: string,
  findIdByEmail: (text: string) => string | null,
): DirectoryEntry[] => {
  const ids = new Set(entries.map(({ id }) => id))
  const findId = (manager: string): string | null => (ids.has(manager) ? manager : findIdByEmail(manager))
  const managers = entries.flatMap(({ managerId }) => managerId ?? [])
  if (
    managers.length > 0 &&
    managers.every((manager) => findId(manager) === null) &&
    foldHeading(heading) !== 'managerid'
  ) {
    throw createDirectoryError(
      `The CSV file of the directory has the column "${heading}", but not one of its cells is the id or the e-mail address ` +
        'of an employee in the file, so nobody would have a manager. Names are not used, since two people can have the same one. ' +
        'Put ids or addresses into the column.',
    )
  }
  return entries.map((entry) => ({
    ...entry,
    managerId: entry.managerId == null ? null : (findId(entry.managerId) ?? entry.managerId),
  }))
}
