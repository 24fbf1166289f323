import { type AccountId, type DirectoryProblem, type DirectoryStatus, dayAt } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import { errorDetails, type Logger } from '../logger.ts'
import type { DirectoryRecord } from '../storage/adapter.ts'
import { type Directory, parseEntries, type ReadDirectory, readDirectory } from './directory.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { findDirectoryProblems, idRepeated } from './directory-problems.ts'
import { type Linking, linkEveryone } from './link-everyone.ts'

export interface DirectoryKeeperOptions extends Linking {
  readonly directory: Directory
  readonly logger: Logger
}

/** Keeps the stored directory of accounts like the host's, and their links up to date with it. */
export interface DirectoryKeeper {
  /**
   * Reads the host's directory and stores it. One that cannot be read, or that lost more than half of its people, is held
   * back: the one from before stays in use, and the status says so.
   * @param options.acceptShrunk - Takes one that lost its people.
   */
  readonly pull: (accountId: AccountId, options?: { readonly acceptShrunk?: boolean }) => Promise<DirectoryStatus>
  /** Adds employees, or changes those with the same id. Throws a `ConfigurationError` when one of them is none. */
  readonly upsert: (accountId: AccountId, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /** Resolves when the account has a directory, pulled once by this process. Throws where there never was one. */
  readonly ensure: (accountId: AccountId) => Promise<void>
  /** What was stored is gone: it is pulled again when it is needed. */
  readonly forget: (accountId: AccountId) => void
  readonly status: (accountId: AccountId) => Promise<DirectoryStatus>
}

/** How many problems are kept: more than anyone corrects before looking again. */
const mostProblems = 100

export const createDirectoryKeeper = (options: DirectoryKeeperOptions): DirectoryKeeper => {
  const { directory, storage, clock, logger } = options
  const pulled = new Map<AccountId, Promise<void>>()

  const recordOf = async (accountId: AccountId): Promise<DirectoryRecord> =>
    (await storage.getDirectoryStatus(accountId)) ?? { employees: 0, readAt: null, heldBack: null, problems: [] }

  /** Describes the directory as it is stored now, and brings the links up to date with it. */
  const settle = async (
    accountId: AccountId,
    repeats: readonly DirectoryProblem[],
    changes: Partial<DirectoryRecord>,
  ): Promise<DirectoryStatus> => {
    const employees = await storage.listEmployees(accountId)
    const problems = [...repeats, ...findDirectoryProblems(employees, dayAt(clock.now()))].slice(0, mostProblems)
    const record = { ...(await recordOf(accountId)), employees: employees.length, problems, ...changes }
    await storage.saveDirectoryStatus(accountId, record)
    await linkEveryone(options, accountId)
    return toStatus(record)
  }

  const holdBack = async (
    accountId: AccountId,
    reason: NonNullable<DirectoryRecord['heldBack']>['reason'],
    message: string,
    error?: unknown,
  ): Promise<DirectoryStatus> => {
    logger.warn('The directory is not taken; the last one stays in use', {
      ...{ accountId, reason },
      ...errorDetails(error ?? message),
    })
    const record = { ...(await recordOf(accountId)), heldBack: { reason, at: clock.now(), message } }
    await storage.saveDirectoryStatus(accountId, record)
    await linkEveryone(options, accountId)
    return toStatus(record)
  }

  /** The host's directory, or why it cannot be had. */
  const tryToRead = async (accountId: AccountId): Promise<ReadDirectory | { readonly error: unknown }> => {
    try {
      return await readDirectory(directory, accountId)
    } catch (error) {
      return { error }
    }
  }

  const pull: DirectoryKeeper['pull'] = async (accountId, { acceptShrunk = false } = {}) => {
    const turn = await storage.directoryTurn(accountId)
    const read = await tryToRead(accountId)
    if ('error' in read) {
      const { error } = read
      return error instanceof ConfigurationError
        ? await holdBack(accountId, 'invalid', error.message, error)
        : await holdBack(accountId, 'failed', unreadable, error)
    }
    const given = new Set(read.employees.map(({ id }) => id))
    const before = await storage.listEmployees(accountId)
    const left = before.filter(({ id }) => given.has(id)).length
    if (left * 2 < before.length && !acceptShrunk) {
      return await holdBack(accountId, 'shrank', shrunk(left, before.length))
    }
    const isNewest = await storage.replaceDirectory(accountId, read.employees, turn)
    if (!isNewest) return toStatus(await recordOf(accountId))
    return await settle(accountId, read.repeated.map(idRepeated), { readAt: clock.now(), heldBack: null })
  }

  return {
    pull,
    async upsert(accountId, entries) {
      const { employees, repeated } = parseEntries(entries)
      await storage.putEmployees(accountId, employees)
      const corrected = new Set(employees.map(({ id }) => id))
      const { problems } = await recordOf(accountId)
      const others = problems.filter(({ code, employeeId }) => code === 'id_repeated' && !corrected.has(employeeId))
      return await settle(accountId, [...repeated.map(idRepeated), ...others], {})
    },
    ensure(accountId) {
      const first = pulled.get(accountId) ?? requireDirectory(pull(accountId))
      pulled.set(accountId, first)
      // A pull that failed is tried again with the next request.
      first.catch(() => pulled.delete(accountId))
      return first
    },
    forget(accountId) {
      pulled.delete(accountId)
    },
    status: async (accountId) => toStatus(await recordOf(accountId)),
  }
}

const requireDirectory = async (pulling: Promise<DirectoryStatus>): Promise<void> => {
  const { employees, heldBack } = await pulling
  if (employees > 0 || !heldBack) return
  throw heldBack.reason === 'invalid'
    ? new ConfigurationError('directory_invalid', heldBack.message)
    : new ConfigurationError('directory_unreadable', heldBack.message)
}

const unreadable =
  'The directory could not be read, so who comes, moves or leaves is not known: the last one that was read stays in use. ' +
  'Those who run this app find the reason in its log.'

const shrunk = (left: number, before: number): string =>
  `Of the ${before} people in the directory, only ${left} are in the one that was read last. That is more likely a fault ` +
  'than the truth, so the one from before stays in use. If it is right, those who run this app can accept it.'

const toStatus = ({ employees, readAt, heldBack, problems }: DirectoryRecord): DirectoryStatus => ({
  employees,
  readAt: readAt === null ? null : instant(readAt),
  heldBack: heldBack && { ...heldBack, at: instant(heldBack.at) },
  problems,
})

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()
