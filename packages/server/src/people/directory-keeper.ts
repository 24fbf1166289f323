import {
  type AccountId,
  type ConnectionResponse,
  type DirectoryProblem,
  type DirectoryStatus,
  dayAt,
  type Employee,
  type Instant,
} from '@windmill/claude-core'
import { createEmailKeyParser, isLimited, type Matcher } from '@windmill/claude-core/internal'
import { ConfigurationError } from '../configuration-error.ts'
import { hostLimits } from '../host/host-limits.ts'
import { describeError, type Logger } from '../logger.ts'
import { defaultPolicy } from '../policy/account-policy.ts'
import type { GetPolicy } from '../policy/get-policy.ts'
import type { DirectoryOptions, DirectoryReading, DirectoryRecord } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'
import { classifyDirectoryAge, type DirectoryAge, hourMs } from './classify-directory-age.ts'
import { type Directory, type ParsedDirectory, parseEntries, readDirectory } from './directory.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { createRepeatedIdProblem, findDirectoryProblems } from './find-directory-problems.ts'
import { formatIds } from './format-ids.ts'
import { linkClaudeUsers } from './link-claude-users.ts'
import type { LinkingContext } from './linking-context.ts'
import { listEmailKeys } from './list-email-keys.ts'
import { createRenameError, type EmployeeIdChange, parseRenames } from './parse-renames.ts'
import { createRequestPulls } from './request-pulls.ts'

/** Dependencies of a directory keeper. */
export interface DirectoryKeeperOptions extends LinkingContext {
  /** The host's directory. */
  readonly directory: Directory
  readonly logger: Logger
  readonly getPolicy: GetPolicy
  /** Ends all pulls when it aborts. */
  readonly signal?: AbortSignal
}

/** Options of a pull. */
interface PullOptions {
  /**
   * Whether to accept a directory that lacks more than half of the stored employees, all managers, or every
   * participation other than `included`. `@default false`
   */
  readonly acceptShrunk?: boolean
  /** Ends the pull when it aborts. The pull then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** Keeps the stored directory of each account up to date with the host's directory, and updates the links. */
export interface DirectoryKeeper {
  /**
   * Reads the host's directory and stores it. A directory is held back if it cannot be read, is invalid, or lacks more
   * than half of the stored employees, all managers, or every participation other than `included`. The stored directory
   * then stays in use, and the status says why. Does nothing for an erased account.
   */
  readonly pull: (accountId: AccountId, options?: PullOptions) => Promise<DirectoryStatus>
  /**
   * Pulls the directory for a request. Resolves when the pull ends, or after `directoryPatienceMs` if the host is slow.
   * A slow pull goes on in the background.
   */
  readonly pullBriefly: (accountId: AccountId) => Promise<void>
  /**
   * Adds employees, or replaces those with the same id.
   * @throws `ConfigurationError` `directory_invalid` if any entry is invalid. Nothing is stored then.
   */
  readonly upsert: (accountId: AccountId, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /**
   * Changes employee ids everywhere, and updates the status and the links.
   * @throws `ConfigurationError` `rename_invalid`. Nothing was changed then.
   */
  readonly renameEmployees: (
    accountId: AccountId,
    pairs: readonly EmployeeIdChange[],
    options: RenameOptions,
  ) => Promise<RenameResult>
  /**
   * Resolves when there is a usable directory. Pulls the directory first if this process has not pulled it yet, or if
   * the stored directory is not current. The stored directory is used if the pulled one is held back, or if the pull
   * takes longer than `directoryPatienceMs`. Concurrent calls share a pull. A pull is not repeated for
   * `directoryPauseMs`.
   * @param reading - As `getDirectoryReading` of the storage returns it.
   * @throws `ConfigurationError` `directory_invalid` or `directory_unreadable` if the directory was held back and no
   * employee is stored.
   */
  readonly ensure: (accountId: AccountId, reading: DirectoryReading | null) => Promise<EnsuredDirectory>
  /** Returns the warning about an old directory, for those who manage the connection. Null for a current directory. */
  readonly findWarning: (accountId: AccountId) => Promise<DirectoryWarning | null>
  /** Makes the next `ensure` pull again. Call it after erasing an account. */
  readonly forget: (accountId: AccountId) => void
  /** Returns the status of the stored directory. */
  readonly getStatus: (accountId: AccountId) => Promise<DirectoryStatus>
}

/** The directory as `ensure` found it. */
export interface EnsuredDirectory {
  readonly age: DirectoryAge
  /**
   * False if the directory was certainly not pulled during the call. If true, employees that were read before the call
   * can be outdated.
   */
  readonly isPulled: boolean
}

/** The warning about a directory that was not read for more than a day. */
export type DirectoryWarning = NonNullable<ConnectionResponse['directoryWarning']>

/** Options of `renameEmployees`. */
export interface RenameOptions {
  /** Id of the employee who decided, for the log. */
  readonly by: string
}

/** The result of `renameEmployees`. */
export interface RenameResult {
  /** Number of employees who have a new id now. */
  readonly renamed: number
  /**
   * Whether the same pairs were applied before and not undone since. If so, this call changed nothing, because a swap
   * that is applied twice would give two people each other's figures.
   */
  readonly wasAppliedBefore: boolean
  /** Ids in `from` that nothing is stored about. The other pairs were applied. */
  readonly unknownIds: readonly string[]
  /** The status of the directory after the change. */
  readonly status: DirectoryStatus
}

interface DirectoryAgeFacts {
  readonly reading: DirectoryReading | null
  /** Age from which the directory is stale, in hours. */
  readonly maxAgeHours: number
  readonly age: DirectoryAge
}

/** Maximum number of stored problems. After an admin has fixed some, the next pull lists more. */
const maxProblems = 100

/** Creates the directory keeper of an integration, for all of its accounts. */
export const createDirectoryKeeper = (options: DirectoryKeeperOptions): DirectoryKeeper => {
  const { directory, storage, clock, logger, emailRules } = options

  const parseEmailKey = createEmailKeyParser(emailRules ?? {})
  const getEmailKey: Matcher['getEmailKey'] = ({ email }) => (email === null ? null : parseEmailKey(email))
  const getWriteOptions = (): DirectoryOptions => ({
    at: clock.now(),
    listEmailKeys: (email) => listEmailKeys({ getEmailKey }, email),
  })

  const readRecord = async (accountId: AccountId): Promise<DirectoryRecord> =>
    (await storage.getDirectoryStatus(accountId)) ?? { employees: 0, heldBack: null, problems: [] }

  const readStatus = async (accountId: AccountId, known?: DirectoryRecord): Promise<DirectoryStatus> => {
    const reading = await storage.getDirectoryReading(accountId)
    return toStatus(known ?? (await readRecord(accountId)), reading)
  }

  const getMaxAgeHours = async (accountId: AccountId): Promise<number> => {
    // This fails only before any policy was applied to the account. The policy keeper has logged the error.
    const { directoryMaxAgeHours } = await options.getPolicy(accountId).catch(() => defaultPolicy)
    return directoryMaxAgeHours
  }

  /** Reads the time of the last reading of the directory, and classifies its age by the account's policy. */
  const readDirectoryAge = async (accountId: AccountId): Promise<DirectoryAgeFacts> => {
    const [reading, maxAgeHours] = await Promise.all([
      storage.getDirectoryReading(accountId),
      getMaxAgeHours(accountId),
    ])
    return { reading, maxAgeHours, age: classifyDirectoryAge(reading, maxAgeHours) }
  }

  /** Computes and saves the status of the stored directory, and updates the links. */
  const updateStatusAndLinks = async (
    accountId: AccountId,
    repeatedIdProblems: readonly DirectoryProblem[],
    changes: Partial<DirectoryRecord>,
  ): Promise<DirectoryStatus> => {
    const employees = await storage.listEmployees(accountId)
    const ids = new Set(employees.map(({ id }) => id))
    const problems = [
      // Erased employees are not stored.
      ...repeatedIdProblems.filter(({ employeeId }) => ids.has(employeeId)),
      ...findDirectoryProblems(employees, dayAt(clock.now())),
    ].slice(0, maxProblems)
    const record = { ...(await readRecord(accountId)), employees: employees.length, problems, ...changes }
    await storage.saveDirectoryStatus(accountId, record)
    await linkClaudeUsers(options, accountId)
    return await readStatus(accountId, record)
  }

  const holdBack = async (
    accountId: AccountId,
    reason: NonNullable<DirectoryRecord['heldBack']>['reason'],
    message: string,
    error?: unknown,
  ): Promise<DirectoryStatus> => {
    const { reading, age } = await readDirectoryAge(accountId)
    logger.warn(heldBackMessages[age], {
      accountId,
      readAt: toReadAt(reading),
      reason,
      ...describeError(error ?? message),
    })
    const record = { ...(await readRecord(accountId)), heldBack: { reason, at: clock.now(), message } }
    await storage.saveDirectoryStatus(accountId, record)
    await linkClaudeUsers(options, accountId)
    return toStatus(record, reading)
  }

  /** Reads the host's directory, or returns the error that prevented it. */
  const tryReadDirectory = async (
    accountId: AccountId,
    signal: AbortSignal | undefined,
  ): Promise<ParsedDirectory | { readonly error: unknown }> => {
    try {
      return await readDirectory(directory, accountId, { clock, signal, logger })
    } catch (error) {
      signal?.throwIfAborted()
      return { error }
    }
  }

  /**
   * Pulls the directory.
   * @param onSlow - Called if the host has not answered after `directoryPatienceMs`.
   */
  const pullAndReportSlowness = async (
    accountId: AccountId,
    { acceptShrunk = false, signal: pullSignal }: PullOptions,
    onSlow: () => void,
  ): Promise<DirectoryStatus> => {
    const signal = joinSignals(options.signal, pullSignal)
    const version = await storage.nextDirectoryVersion(accountId)
    if (await storage.isAccountErased(accountId)) return await readStatus(accountId)
    const patience = new AbortController()
    const pendingResult = tryReadDirectory(accountId, signal).finally(() => patience.abort())
    clock.sleep(hostLimits.directoryPatienceMs, patience.signal).then(onSlow, () => {})
    const result = await pendingResult
    if ('error' in result) {
      const { error } = result
      if (!(error instanceof ConfigurationError)) return await holdBack(accountId, 'failed', unreadableMessage, error)
      return error.code === 'host_timeout'
        ? await holdBack(accountId, 'failed', timeoutMessage, error)
        : await holdBack(accountId, 'invalid', error.message, error)
    }
    const pulledIds = new Set(result.employees.map(({ id }) => id))
    const storedEmployees = await storage.listEmployees(accountId)
    const remainingCount = storedEmployees.filter(({ id }) => pulledIds.has(id)).length
    if (remainingCount * 2 < storedEmployees.length && !acceptShrunk) {
      return await holdBack(accountId, 'shrank', buildShrunkMessage(remainingCount, storedEmployees.length))
    }
    const managedCount = countManaged(storedEmployees)
    if (managedCount >= minManagedCount && countManaged(result.employees) === 0 && !acceptShrunk) {
      return await holdBack(accountId, 'shrank', buildUnmanagedMessage(managedCount))
    }
    const limitedCount = countLimited(storedEmployees)
    if (limitedCount >= minLimitedCount && countLimited(result.employees) === 0 && !acceptShrunk) {
      return await holdBack(accountId, 'shrank', buildUnlimitedMessage(limitedCount))
    }
    const isReplaced = await storage.replaceDirectory(accountId, result.employees, { version, ...getWriteOptions() })
    // A pull that began later has already stored its directory.
    if (!isReplaced) return await readStatus(accountId)
    return await updateStatusAndLinks(accountId, result.repeatedIds.map(createRepeatedIdProblem), { heldBack: null })
  }

  const pull: DirectoryKeeper['pull'] = (accountId, pullOptions = {}) =>
    pullAndReportSlowness(accountId, pullOptions, () => {})

  const requestPulls = createRequestPulls({
    clock,
    pull: (accountId, onSlow) => pullAndReportSlowness(accountId, {}, onSlow),
  })

  return {
    pull,
    async pullBriefly(accountId) {
      const slow = Promise.withResolvers<void>()
      const pulling = pullAndReportSlowness(accountId, {}, slow.resolve)
      await Promise.race([pulling, slow.promise])
    },
    async upsert(accountId, entries) {
      const { employees, repeatedIds } = parseEntries(entries)
      await storage.upsertEmployees(accountId, employees, getWriteOptions())
      const pushedIds = new Set(employees.map(({ id }) => id))
      const { problems } = await readRecord(accountId)
      const otherRepeatedIdProblems = problems.filter(
        ({ code, employeeId }) => code === 'id_repeated' && !pushedIds.has(employeeId),
      )
      return await updateStatusAndLinks(
        accountId,
        [...repeatedIds.map(createRepeatedIdProblem), ...otherRepeatedIdProblems],
        {},
      )
    },
    async renameEmployees(accountId, given, renameOptions) {
      const { pairs, by } = parseRenames(given, renameOptions)
      const at = clock.now()
      const { renamed, unknownIds, takenIds } = await storage.renameEmployees(accountId, pairs, { at, by })
      if (takenIds.length > 0) {
        throw createRenameError(
          `${formatIds(takenIds)} already belong to someone else, and two people would become one.`,
        )
      }
      // Pairs with a known id are applied, unless they were applied before.
      const wasAppliedBefore = renamed === 0 && unknownIds.length === 0 && pairs.some(({ from, to }) => from !== to)
      if (wasAppliedBefore) {
        logger.warn('No employee id was changed: the same pairs were applied before', { accountId, by })
      } else logger.info('Employee ids changed', { accountId, by, renamed, unknown: unknownIds.length })
      if (renamed === 0) {
        return { renamed, wasAppliedBefore, unknownIds, status: await readStatus(accountId) }
      }
      const newIds = new Map(pairs.map(({ from, to }) => [from, to]))
      const repeatedIdProblems = (await readRecord(accountId)).problems
        .filter(({ code }) => code === 'id_repeated')
        .map(({ employeeId }) => createRepeatedIdProblem(newIds.get(employeeId) ?? employeeId))
      const status = await updateStatusAndLinks(accountId, repeatedIdProblems, {})
      return { renamed, wasAppliedBefore, unknownIds, status }
    },
    async ensure(accountId, reading) {
      const ageBefore = classifyDirectoryAge(reading, await getMaxAgeHours(accountId))
      if (reading === null && (await storage.isAccountErased(accountId))) return { age: ageBefore, isPulled: false }
      const pulled = await requestPulls.pullIfNeeded(accountId, ageBefore !== 'current')
      if (ageBefore === 'current' && pulled === 'none') return { age: ageBefore, isPulled: false }
      const { age } = await readDirectoryAge(accountId)
      if (age !== 'current') assertDirectoryExists(await readRecord(accountId), pulled === 'slow')
      return { age, isPulled: true }
    },
    async findWarning(accountId) {
      const { reading, maxAgeHours, age } = await readDirectoryAge(accountId)
      if (age === 'current') return null
      const staleAt = reading && toInstant(reading.at + maxAgeHours * hourMs)
      return { readAt: toReadAt(reading), staleAt, isStale: age === 'stale' }
    },
    forget: requestPulls.forget,
    getStatus: (accountId) => readStatus(accountId),
  }
}

/** Counts the employees with a manager in the same directory. */
const countManaged = (employees: readonly Employee[]): number => {
  const ids = new Set(employees.map(({ id }) => id))
  return employees.filter(({ managerId }) => managerId !== null && ids.has(managerId)).length
}

/** The loss of all managers counts as a fault if at least this many employees had a manager. */
const minManagedCount = 2

/** Counts the employees with a participation other than `included`. */
const countLimited = (employees: readonly Employee[]): number => employees.filter(isLimited).length

/** The loss of all limited participations counts as a fault if at least this many employees had one. */
const minLimitedCount = 2

const joinSignals = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined => {
  const givenSignals = signals.filter((signal) => signal !== undefined)
  return givenSignals.length > 0 ? AbortSignal.any(givenSignals) : undefined
}

/** Throws if no employee is stored because the directory was held back or the host is slow to answer. */
const assertDirectoryExists = ({ employees, heldBack }: DirectoryRecord, isSlow: boolean): void => {
  if (employees > 0 || !(heldBack || isSlow)) return
  throw heldBack?.reason === 'invalid'
    ? new ConfigurationError('directory_invalid', heldBack.message)
    : new ConfigurationError('directory_unreadable', heldBack?.message ?? timeoutMessage)
}

const heldBackMessages: Readonly<Record<DirectoryAge, string>> = {
  current: 'The directory is held back; the stored one, if any, stays in use',
  old: 'The directory is held back, and was not read for more than a day; if this lasts, managers will see nobody',
  stale: 'The directory is held back, and was not read for too long or never; managers see nobody until it is read',
}

const unreadableMessage =
  'The directory could not be read, so people who join, move or leave are not known. If one was read before, it stays in use. ' +
  'Those who run this app find the reason in its log.'

const timeoutMessage =
  'The directory did not answer in time, so people who join, move or leave are not known. If one was read before, it stays in ' +
  'use. Those who run this app find the reason in its log.'

const buildShrunkMessage = (remainingCount: number, storedCount: number): string =>
  `Of the ${storedCount} people in the stored directory, only ${remainingCount} are in the new one. This is probably an ` +
  'error, so the stored one stays in use. If the new one is right, those who run this app can accept it.'

const buildUnmanagedMessage = (managedCount: number): string =>
  `In the stored directory, ${managedCount} people have a manager, and in the new one nobody has. This is probably an error, ` +
  'such as a renamed column, so the stored one stays in use. If the new one is right, those who run this app ' +
  'can accept it.'

const buildUnlimitedMessage = (limitedCount: number): string =>
  `In the stored directory, ${limitedCount} people have a participation other than included, and in the new one nobody has. This ` +
  'is probably an error, such as a renamed column, so the stored one stays in use. If the new one is right, ' +
  'those who run this app can accept it.'

const toReadAt = (reading: DirectoryReading | null): Instant | null => reading && toInstant(reading.at)

const toStatus = (
  { employees, heldBack, problems }: DirectoryRecord,
  reading: DirectoryReading | null,
): DirectoryStatus => ({
  employees,
  readAt: toReadAt(reading),
  heldBack: heldBack && { ...heldBack, at: toInstant(heldBack.at) },
  problems,
})
