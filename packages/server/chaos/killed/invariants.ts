import {
  type AccountId,
  type Counters,
  counterIds,
  type Day,
  dayAt,
  firstServedDay,
  isProvisional,
  listDays,
} from '@windmill/claude-core'
import { createMatcher, reconcileLinks } from '@windmill/claude-core/internal'
import type { ClaudeApi } from '@windmill/example-claude-api'
import type { StorageAdapter } from '../../src/storage/adapter.ts'
import type { DayWrite, LoggedWrite } from './database-observer.ts'

/** Lists every day, counter and link that differs from a store in which nothing ever failed. */
export const findStoreFailures = async (
  storage: StorageAdapter,
  account: AccountId,
  api: ClaudeApi,
): Promise<string[]> => {
  const failures: string[] = []
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  for (const day of listDays({ from: firstServedDay, to: api.truth.latestDay() })) {
    const entry = ledger.get(day)
    if (!entry?.read || entry.failure || entry.isGone) {
      failures.push(`${day} is not read: ${JSON.stringify(entry ?? null)}`)
    }
    const truth = api.truth.day(day)
    const stored = new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))
    for (const id of new Set([...stored.keys(), ...truth.keys()])) {
      failures.push(...compareCounters(stored.get(id), truth.get(id)).map((difference) => `${day} ${id} ${difference}`))
    }
    const { skills, connectors } = api.truth.sources(day)
    if (entry?.read && (entry.read.skills !== skills || entry.read.connectors !== connectors)) {
      failures.push(`${day} has its skills from ${entry.read.skills}, its connectors from ${entry.read.connectors}`)
    }
    ledger.delete(day)
  }
  for (const day of ledger.keys()) failures.push(`${day} is in the ledger, and Claude does not serve it`)

  const [connection, users, employees, links] = await Promise.all([
    storage.getConnection(account),
    storage.listClaudeUsers(account),
    storage.listEmployees(account),
    storage.listLinks(account),
  ])
  if (connection?.status !== 'connected') failures.push(`the connection is ${connection?.status}`)
  const linked = new Map(links.map((link) => [link.claudeUserId, link.employeeId]))
  const matcher = createMatcher({ employees, on: api.truth.latestDay() })
  const expected = reconcileLinks({ users, existing: new Map(), matcher })
  if (expected.length !== linked.size) {
    failures.push(`${linked.size} Claude users are linked, and should be ${expected.length}`)
  }
  for (const { claudeUserId, employeeId } of expected) {
    if (linked.get(claudeUserId) !== employeeId) failures.push(`${claudeUserId} is not linked to ${employeeId}`)
  }
  return failures
}

const compareCounters = (actual: Counters | undefined, expected: Counters | undefined): readonly string[] =>
  counterIds
    .filter((id) => actual?.[id] !== expected?.[id])
    .map((id) => `${id} is ${actual?.[id]}, not ${expected?.[id]}`)

/** How long a lease lasts without renewal. */
export const leaseDurationMs = 30_000

/**
 * Lists the writes that break a rule:
 *
 * - A lease is taken only when the one before has expired or was released, and changed only by its owner.
 * - Only the owner of the lease writes a day.
 * - A day is read again only when it may have been revised since, and counts its reads without a gap.
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
    const before = reads.get(day)
    if (!write.read || write.read.at === before?.at) continue
    reads.set(day, write.read)
    const { at, times } = write.read
    if (times !== (before?.times ?? 0) + 1) failures.push(`${day} is recorded as read ${times} times`)
    const maybeRevised = before && isProvisional({ day, latestDay: before.latestDay }) && dayAt(at) > dayAt(before.at)
    if (before && !maybeRevised) failures.push(`${day} was read again without need, by ${writer}`)
  }
  return failures
}
