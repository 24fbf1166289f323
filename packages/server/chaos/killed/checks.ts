import {
  type AccountId,
  type Counters,
  counterIds,
  createMatcher,
  type Day,
  dayAt,
  daysOf,
  firstDay,
  isProvisional,
  reconcileLinks,
} from '@windmill/claude-core'
import type { ClaudeApi } from '@windmill/example-claude-api'
import type { StorageAdapter } from '../../src/storage/adapter.ts'
import type { DayNote, Note } from './observer.ts'

/** What is not as it would be had nothing ever gone wrong: every day, every counter, and whose they are. */
export const wrongInStore = async (storage: StorageAdapter, account: AccountId, api: ClaudeApi): Promise<string[]> => {
  const wrong: string[] = []
  const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
  for (const day of daysOf({ from: firstDay, to: api.truth.latestDay() })) {
    const entry = ledger.get(day)
    if (!entry?.read || entry.failure || entry.gone) wrong.push(`${day} is not read: ${JSON.stringify(entry ?? null)}`)
    const truth = api.truth.day(day)
    const stored = new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))
    for (const id of new Set([...stored.keys(), ...truth.keys()])) {
      wrong.push(...wrongCounters(stored.get(id), truth.get(id)).map((what) => `${day} ${id} ${what}`))
    }
    const { skills, connectors } = api.truth.sources(day)
    if (entry?.read && (entry.read.skills !== skills || entry.read.connectors !== connectors)) {
      wrong.push(`${day} has its skills from ${entry.read.skills}, its connectors from ${entry.read.connectors}`)
    }
    ledger.delete(day)
  }
  for (const day of ledger.keys()) wrong.push(`${day} is in the ledger, and Claude does not serve it`)

  const [connection, users, employees, links] = await Promise.all([
    storage.getConnection(account),
    storage.listClaudeUsers(account),
    storage.listEmployees(account),
    storage.listLinks(account),
  ])
  if (connection?.status !== 'connected') wrong.push(`the connection is ${connection?.status}`)
  const linked = new Map(links.map((link) => [link.claudeUserId, link.employeeId]))
  const matcher = createMatcher({ employees, on: api.truth.latestDay() })
  const wanted = reconcileLinks({ users, existing: new Map(), matcher })
  if (wanted.length !== linked.size) wrong.push(`${linked.size} people are linked, and should be ${wanted.length}`)
  for (const { claudeUserId, employeeId } of wanted) {
    if (linked.get(claudeUserId) !== employeeId) wrong.push(`${claudeUserId} is not linked to ${employeeId}`)
  }
  return wrong
}

const wrongCounters = (stored: Counters | undefined, truth: Counters | undefined): readonly string[] =>
  counterIds
    .filter((id) => stored?.[id] !== truth?.[id])
    .map((id) => `${id}: stored ${stored?.[id]}, the truth is ${truth?.[id]}`)

/** How long a lease lasts, in milliseconds. */
export const leaseTime = 30_000

/**
 * What was written that should not have been: a lease while another's had not run out, another's lease, a day by someone
 * whose lease had passed to another, over what another wrote, or again though it could not have changed.
 */
export const wrongWrites = (notes: readonly Note[]): string[] => {
  const wrong: string[] = []
  const read = new Map<Day, NonNullable<DayNote['read']>>()
  let lease: { readonly token: number; readonly expiresAt: number | null; readonly owner: string } | undefined
  for (const note of notes) {
    const { day, writer } = note
    if (day === null) {
      if (note.token === null) lease = undefined
      else if (note.token === lease?.token) {
        if (writer !== lease.owner) wrong.push(`${writer} changed the lease of ${lease.owner}`)
        lease = { ...lease, expiresAt: note.expiresAt }
      } else {
        const early = lease?.expiresAt && (note.expiresAt ?? 0) - leaseTime < lease.expiresAt
        if (early) wrong.push(`${writer} took the lease while ${lease?.owner} had it`)
        lease = { token: note.token, expiresAt: note.expiresAt, owner: writer }
      }
      continue
    }
    if (writer !== lease?.owner) wrong.push(`${writer} wrote ${day} while ${lease?.owner ?? 'nobody'} had the lease`)
    const before = read.get(day)
    if (!note.read || note.read.at === before?.at) continue
    read.set(day, note.read)
    const { at, times } = note.read
    if (times !== (before?.times ?? 0) + 1) wrong.push(`${day} is said to be read ${times} times`)
    const maybeRevised = before && isProvisional({ day, latestDay: before.latestDay }) && dayAt(at) > dayAt(before.at)
    if (before && !maybeRevised) wrong.push(`${day} was read again without need, by ${writer}`)
  }
  return wrong
}
