import { setImmediate } from 'node:timers/promises'
import type { AccountId, Employee, EmployeeId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { describeValue } from '../describe-value.ts'
import { callHost } from '../host/call-host.ts'
import { hostLimits } from '../host/host-limits.ts'
import { ignoreFailure } from '../host/ignore-failure.ts'
import type { Logger } from '../logger.ts'
import { createDirectoryError, type DirectoryEntry, parseEntry } from './directory-entry.ts'
import { maxAttributes } from './parse-attributes.ts'

/** The host's employee directory. Each sync reads all of it. */
export interface Directory {
  /**
   * Returns all employees of an account: an array, a promise of an array, or an async iterable of pages for a large
   * directory. At most 1,000,000 entries. An answer or a page must arrive within 60 seconds, and the whole directory
   * within 10 minutes. Otherwise the stored directory stays in use.
   * @param options.signal - Aborts when the answer is no longer awaited. Pass it to `fetch` or to your database.
   * @param options.logger - The integration's logger.
   */
  readonly listEmployees: (
    accountId: AccountId,
    options: { readonly signal: AbortSignal; readonly logger?: Logger },
  ) => Promise<readonly DirectoryEntry[]> | AsyncIterable<readonly DirectoryEntry[]> | readonly DirectoryEntry[]
}

/** Validated employees, one per id. */
export interface ParsedDirectory {
  readonly employees: readonly Employee[]
  /** Ids that occurred more than once. The last entry wins. */
  readonly repeatedIds: readonly EmployeeId[]
}

interface ReadOptions {
  readonly clock: Clock
  readonly logger: Logger
  /** Ends the reading when it aborts. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads and validates the host's directory.
 * @throws `ConfigurationError` `directory_invalid`, with a message that names the invalid value, or `host_timeout`. The
 * reason of `signal` and errors of the host's code are passed on.
 */
export const readDirectory = async (
  directory: Directory,
  accountId: AccountId,
  { clock, logger, signal: outerSignal }: ReadOptions,
): Promise<ParsedDirectory> =>
  await callHost(
    { name: 'directory.listEmployees', timeoutMs: hostLimits.directoryTimeoutMs, clock, signal: outerSignal },
    async (signal) => {
      const waitForPage = <Answer>(name: string, call: () => Answer | PromiseLike<Answer>): Promise<Answer> =>
        callHost({ name, timeoutMs: hostLimits.directoryPageTimeoutMs, clock, signal }, call)
      // The host's code may be untyped.
      const listed: unknown = await waitForPage('directory.listEmployees', () =>
        directory.listEmployees(accountId, { signal, logger }),
      )
      return parseEntries(isAsyncIterable(listed) ? await collectPages(listed, waitForPage) : listed)
    },
  )

/** Number of pages after which the event loop gets a turn. Otherwise, pages that are always ready would block it. */
const pagesPerTurn = 100

const collectPages = async (
  pages: AsyncIterable<unknown>,
  waitForPage: <Answer>(name: string, call: () => Answer | PromiseLike<Answer>) => Promise<Answer>,
): Promise<readonly unknown[]> => {
  const entries: unknown[] = []
  const iterator = pages[Symbol.asyncIterator]()
  try {
    for (let pageCount = 1; ; pageCount += 1) {
      const { done, value } = await waitForPage('A page of directory.listEmployees', () => iterator.next())
      if (done) return entries
      for (const entry of requireIterable(value, 'A page of the directory')) {
        entries.push(entry)
        requireEntryCount(entries.length + pageCount)
      }
      requireEntryCount(entries.length + pageCount)
      if (pageCount % pagesPerTurn === 0) await setImmediate()
    }
  } catch (error) {
    // Not awaited, since a generator that hangs in a page never ends either.
    ignoreFailure(() => iterator.return?.())
    throw error
  }
}

const requireEntryCount = (count: number): void => {
  const { maxDirectoryEntries } = hostLimits
  if (count <= maxDirectoryEntries) return
  throw createDirectoryError(
    `The directory has more than ${maxDirectoryEntries.toLocaleString('en')} entries or pages, so it probably never ends.`,
  )
}

/**
 * Validates employees from the host.
 * @param given - Should be an array of entries. The host's code may be untyped.
 * @throws `ConfigurationError` `directory_invalid`, with a message that names the invalid value.
 */
export const parseEntries = (given: unknown): ParsedDirectory => {
  const employees = new Map<EmployeeId, Employee>()
  const repeatedIds = new Set<EmployeeId>()
  const attributeNames = new Set<string>()
  let index = 0
  for (const entry of requireIterable(given, 'The directory')) {
    const employee = parseEntry(entry, index++)
    requireEntryCount(index)
    if (employees.has(employee.id)) repeatedIds.add(employee.id)
    employees.set(employee.id, employee)
    for (const name of Object.keys(employee.attributes)) attributeNames.add(name)
    requireAttributeCount(attributeNames)
  }
  return { employees: [...employees.values()], repeatedIds: [...repeatedIds] }
}

/** Limits the attribute names of a directory: everyone should have the same, so that people can be grouped by them. */
const requireAttributeCount = (names: ReadonlySet<string>): void => {
  if (names.size <= maxAttributes) return
  const quotedNames = [...names].map((name) => `"${name}"`).join(', ')
  throw createDirectoryError(
    `The employees of the directory have more than ${maxAttributes} different attributes: ${quotedNames}. Give everyone the same names.`,
  )
}

const isAsyncIterable = (given: unknown): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given

const requireIterable = (given: unknown, label: string): Iterable<unknown> => {
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) return given as Iterable<unknown>
  throw createDirectoryError(
    `${label} is ${describeValue(given)}, where an array of employees is expected: listEmployees gives an array, a promise of one, or ` +
      'an async iterable of pages, each of them an array.',
  )
}
