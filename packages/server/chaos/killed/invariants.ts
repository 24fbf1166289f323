import {
  type AccountId,
  type Counters,
  counterIds,
  type Day,
  dayAt,
  firstServedDay,
  listDays,
} from '@windmill/claude-core'
import { createMatcher, isProvisional, reconcileLinks } from '@windmill/claude-core/internal'
import type { ClaudeApi } from '@windmill/example-claude-api'
import type { StorageAdapter } from '../../src/storage/adapter.ts'
import { countMalformedRows } from './count-malformed-rows.ts'
import type { DayWrite, LoggedWrite } from './database-observer.ts'

/**
 * Lists the days, counters, sources and links that an undisturbed sync would have stored differently. Also checks that
 * the status of the connection is `connected`.
 */
export const findStoreFailures = async (
  storage: StorageAdapter,
  account: AccountId,
  api: ClaudeApi,
): Promise<string[]> => {
  const failures: string[] = []
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  const malformedRows = countMalformedRows(api.requests.list())
  for (const day of listDays({ from: firstServedDay, to: api.truth.latestDay() })) {
    const entry = ledger.get(day)
    if (!entry?.read || entry.failure) {
      failures.push(`${day} is not read: ${JSON.stringify(entry ?? null)}`)
    }
    const truth = api.truth.day(day)
    const stored = new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))
    const wrongUsers = [...new Set([...stored.keys(), ...truth.keys()])].flatMap((id) => {
      const differences = compareCounters(stored.get(id), truth.get(id))
      return differences.length > 0 ? [differences.map((difference) => `${day} ${id} ${difference}`)] : []
    })
    // A malformed row leaves the stored counts of one Claude user as they are, and the API may have revised them since.
    if (wrongUsers.length > (malformedRows.get(day) ?? 0)) failures.push(...wrongUsers.flat())
    const { skills, connectors } = api.truth.sources(day)
    if (entry?.read && (entry.read.skills !== skills || entry.read.connectors !== connectors)) {
      failures.push(`${day} has its skills from ${entry.read.skills}, its connectors from ${entry.read.connectors}`)
    }
    ledger.delete(day)
  }
  for (const day of ledger.keys()) failures.push(`${day} is in the ledger, but the API does not serve it`)

  const [connection, users, employees, links] = await Promise.all([
    storage.getConnection(account),
    storage.listClaudeUsers(account),
    storage.listEmployees(account),
    storage.listLinks(account),
  ])
  if (connection?.status !== 'connected') failures.push(`the connection is ${connection?.status}`)
  const linkedEmployees = new Map(links.map((link) => [link.claudeUserId, link.employeeId]))
  const matcher = createMatcher({ employees, on: api.truth.latestDay() })
  const expectedLinks = reconcileLinks({ users, existing: new Map(), matcher })
  if (expectedLinks.length !== linkedEmployees.size) {
    failures.push(`${linkedEmployees.size} Claude users are linked instead of ${expectedLinks.length}`)
  }
  for (const { claudeUserId, employeeId } of expectedLinks) {
    if (linkedEmployees.get(claudeUserId) !== employeeId)
      failures.push(`${claudeUserId} is not linked to ${employeeId}`)
  }
  return failures
}

const compareCounters = (actual: Counters | undefined, expected: Counters | undefined): readonly string[] =>
  counterIds
    .filter((id) => actual?.[id] !== expected?.[id])
    .map((id) => `${id} is ${actual?.[id]}, not ${expected?.[id]}`)

/** Duration of a lease without renewal, in simulated time. Equals the duration in `runner.ts`. */
export const leaseDurationMs = 30_000

/**
 * Lists the writes that break a rule:
 *
 * - A lease is acquired only after the previous one has expired or was released.
 * - Only the owner of a lease renews or releases it.
 * - Only the owner of the lease writes a day.
 * - A day is read again only if it may have been revised since, and not twice on the same UTC date.
 * - The read count of a day increases by one with each read.
 */
export const findWriteFailures = (writes: readonly LoggedWrite[]): string[] => {
  const failures: string[] = []
  const reads = new Map<Day, NonNullable<DayWrite['read']>>()
  let lease: { readonly token: number; readonly expiresAt: number | null; readonly owner: string } | undefined
  for (const write of writes) {
    const { day, writer } = write
    if (day === null) {
      if (write.token === null) lease = undefined
      else if (write.token === lease?.token) {
        if (writer !== lease.owner) failures.push(`${writer} changed the lease of ${lease.owner}`)
        lease = { ...lease, expiresAt: write.expiresAt }
      } else {
        const isTooEarly = lease?.expiresAt && (write.expiresAt ?? 0) - leaseDurationMs < lease.expiresAt
        if (isTooEarly) failures.push(`${writer} took the lease while ${lease?.owner} had it`)
        lease = { token: write.token, expiresAt: write.expiresAt, owner: writer }
      }
      continue
    }
    if (writer !== lease?.owner)
      failures.push(`${writer} wrote ${day} while ${lease?.owner ?? 'no process'} had the lease`)
    const readBefore = reads.get(day)
    if (!write.read || write.read.at === readBefore?.at) continue
    reads.set(day, write.read)
    const { at, readCount } = write.read
    if (readCount !== (readBefore?.readCount ?? 0) + 1) failures.push(`${day} is recorded as read ${readCount} times`)
    const mayBeRevised =
      readBefore && isProvisional({ day, latestDay: readBefore.latestDay }) && dayAt(at) > dayAt(readBefore.at)
    if (readBefore && !mayBeRevised) failures.push(`${day} was read again without need, by ${writer}`)
  }
  return failures
}
