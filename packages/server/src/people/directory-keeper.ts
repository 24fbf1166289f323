import { type AccountId, type DirectoryProblem, type DirectoryStatus, dayAt } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import { describeError, type Logger } from '../logger.ts'
import type { DirectoryRecord } from '../storage/adapter.ts'
import { type Directory, type ParsedDirectory, parseEntries, readDirectory } from './directory.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { createRepeatedIdProblem, findDirectoryProblems } from './directory-problems.ts'
import { type LinkingContext, linkClaudeUsers } from './link-claude-users.ts'

export interface DirectoryKeeperOptions extends LinkingContext {
  readonly directory: Directory
  readonly logger: Logger
}

/** Keeps each account's stored directory in step with the host's, and updates the links after each change. */
export interface DirectoryKeeper {
  /**
   * Reads the host's directory and stores it. A directory that is unreadable, invalid or has lost more than half of the
   * stored people is held back: the stored one stays in use, and the status says why.
   * @param options.acceptShrunk - Accepts a directory however many people it has lost. `@default false`
   */
  readonly pull: (accountId: AccountId, options?: { readonly acceptShrunk?: boolean }) => Promise<DirectoryStatus>
  /**
   * Adds employees, or replaces those with the same id.
   * @throws `ConfigurationError` `directory_invalid` if any entry is invalid; nothing is stored then.
   */
  readonly upsert: (accountId: AccountId, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /**
   * Resolves once the account has a directory. The first call in this process pulls it; later calls share that result.
   * @throws `ConfigurationError` `directory_invalid` or `directory_unreadable` if the pull was held back and nothing is
   * stored.
   */
  readonly ensure: (accountId: AccountId) => Promise<void>
  /** Makes the next `ensure` pull again. Called after an account was erased. */
  readonly forget: (accountId: AccountId) => void
  readonly status: (accountId: AccountId) => Promise<DirectoryStatus>
}

/** Maximum number of stored problems: more than anyone corrects before looking again. */
const maxProblems = 100

export const createDirectoryKeeper = (options: DirectoryKeeperOptions): DirectoryKeeper => {
  const { directory, storage, clock, logger } = options
  const firstPulls = new Map<AccountId, Promise<void>>()

  const readRecord = async (accountId: AccountId): Promise<DirectoryRecord> =>
    (await storage.getDirectoryStatus(accountId)) ?? { employees: 0, readAt: null, heldBack: null, problems: [] }

  /** Stores a fresh status of the stored directory, and updates the links. */
  const updateStatus = async (
    accountId: AccountId,
    repeats: readonly DirectoryProblem[],
    changes: Partial<DirectoryRecord>,
  ): Promise<DirectoryStatus> => {
    const employees = await storage.listEmployees(accountId)
    const problems = [...repeats, ...findDirectoryProblems(employees, dayAt(clock.now()))].slice(0, maxProblems)
    const record = { ...(await readRecord(accountId)), employees: employees.length, problems, ...changes }
    await storage.saveDirectoryStatus(accountId, record)
    await linkClaudeUsers(options, accountId)
    return toStatus(record)
  }

  const holdBack = async (
    accountId: AccountId,
    reason: NonNullable<DirectoryRecord['heldBack']>['reason'],
    message: string,
    error?: unknown,
  ): Promise<DirectoryStatus> => {
    logger.warn('The directory is not taken; the last one stays in use', {
      accountId,
      reason,
      ...describeError(error ?? message),
    })
    const record = { ...(await readRecord(accountId)), heldBack: { reason, at: clock.now(), message } }
    await storage.saveDirectoryStatus(accountId, record)
    await linkClaudeUsers(options, accountId)
    return toStatus(record)
  }

  /** Reads the host's directory, or returns the error that prevented it. */
  const tryReadDirectory = async (accountId: AccountId): Promise<ParsedDirectory | { readonly error: unknown }> => {
    try {
      return await readDirectory(directory, accountId)
    } catch (error) {
      return { error }
    }
  }

  const pull: DirectoryKeeper['pull'] = async (accountId, { acceptShrunk = false } = {}) => {
    const turn = await storage.nextDirectoryVersion(accountId)
    const read = await tryReadDirectory(accountId)
    if ('error' in read) {
      const { error } = read
      return error instanceof ConfigurationError
        ? await holdBack(accountId, 'invalid', error.message, error)
        : await holdBack(accountId, 'failed', unreadableMessage, error)
    }
    const pulledIds = new Set(read.employees.map(({ id }) => id))
    const before = await storage.listEmployees(accountId)
    const remaining = before.filter(({ id }) => pulledIds.has(id)).length
    if (remaining * 2 < before.length && !acceptShrunk) {
      return await holdBack(accountId, 'shrank', buildShrunkMessage(remaining, before.length))
    }
    const isReplaced = await storage.replaceDirectory(accountId, read.employees, turn)
    if (!isReplaced) return toStatus(await readRecord(accountId))
    return await updateStatus(accountId, read.repeatedIds.map(createRepeatedIdProblem), {
      readAt: clock.now(),
      heldBack: null,
    })
  }

  return {
    pull,
    async upsert(accountId, entries) {
      const { employees, repeatedIds } = parseEntries(entries)
      await storage.upsertEmployees(accountId, employees)
      const pushedIds = new Set(employees.map(({ id }) => id))
      const { problems } = await readRecord(accountId)
      const otherRepeats = problems.filter(
        ({ code, employeeId }) => code === 'id_repeated' && !pushedIds.has(employeeId),
      )
      return await updateStatus(accountId, [...repeatedIds.map(createRepeatedIdProblem), ...otherRepeats], {})
    },
    ensure(accountId) {
      const firstPull = firstPulls.get(accountId) ?? assertDirectoryExists(pull(accountId))
      firstPulls.set(accountId, firstPull)
      // The next request retries a failed pull.
      firstPull.catch(() => firstPulls.delete(accountId))
      return firstPull
    },
    forget(accountId) {
      firstPulls.delete(accountId)
    },
    status: async (accountId) => toStatus(await readRecord(accountId)),
  }
}

const assertDirectoryExists = async (pulling: Promise<DirectoryStatus>): Promise<void> => {
  const { employees, heldBack } = await pulling
  if (employees > 0 || !heldBack) return
  throw heldBack.reason === 'invalid'
    ? new ConfigurationError('directory_invalid', heldBack.message)
    : new ConfigurationError('directory_unreadable', heldBack.message)
}

const unreadableMessage =
  'The directory could not be read, so who comes, moves or leaves is not known: the last one that was read stays in use. ' +
  'Those who run this app find the reason in its log.'

const buildShrunkMessage = (remaining: number, before: number): string =>
  `Of the ${before} people in the directory, only ${remaining} are in the one that was read last. That is more likely a fault ` +
  'than the truth, so the one from before stays in use. If it is right, those who run this app can accept it.'

const toStatus = ({ employees, readAt, heldBack, problems }: DirectoryRecord): DirectoryStatus => ({
  employees,
  readAt: readAt === null ? null : toIsoTime(readAt),
  heldBack: heldBack && { ...heldBack, at: toIsoTime(heldBack.at) },
  problems,
})

const toIsoTime = (milliseconds: number): string => new Date(milliseconds).toISOString()
