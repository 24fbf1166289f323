import {
  type AccountId,
  bucketsOf,
  type ClaudeUserId,
  type Counters,
  type Day,
  daysOf,
  type Employee,
  type EmployeeId,
  type Link,
  mayView,
  type Period,
  previousPeriod,
  type ReadDay,
  sumCounters,
} from '@windmill/claude-core'
import type { ConnectionRecord, LedgerEntry, Milliseconds, StorageAdapter } from './adapter.ts'
import { leaseLost } from './errors.ts'
import { connectionInput, directoryInput, entryInput, linksInput, readingInput } from './input.ts'

interface Lease {
  readonly token: number
  /** Null once it was given back. */
  readonly expiresAt: Milliseconds | null
}

interface Account {
  connection: ConnectionRecord | null
  lease: Lease | null
  readonly ledger: Map<Day, LedgerEntry>
  readonly usage: Map<Day, Map<ClaudeUserId, Counters>>
  readonly emails: Map<ClaudeUserId, string | null>
  employees: ReadonlyMap<EmployeeId, Employee>
  readonly links: Map<ClaudeUserId, Link>
}

const emptyAccount = (): Account => ({
  connection: null,
  lease: null,
  ledger: new Map(),
  usage: new Map(),
  emails: new Map(),
  employees: new Map(),
  links: new Map(),
})

const entriesOf = ({ ledger }: Account, span?: Period): LedgerEntry[] =>
  [...ledger.values()]
    .filter(({ day }) => !span || (day >= span.from && day <= span.to))
    .sort((a, b) => (a.day < b.day ? -1 : 1))

/**
 * Keeps everything in this process and loses it when the process ends: for tests and for trying things out. It is the
 * reference that the other adapters are compared with, in the plainest form that is right.
 */
export const memoryStorage = (): StorageAdapter => {
  const accounts = new Map<AccountId, Account>()
  // Grows over all accounts, and an erased account does not set it back: a runner from before cannot write after it.
  let lastToken = 0

  const read = (accountId: AccountId): Account => accounts.get(accountId) ?? emptyAccount()

  const write = (accountId: AccountId): Account => {
    const account = read(accountId)
    accounts.set(accountId, account)
    return account
  }

  const fenced = (accountId: AccountId, token: number): Account => {
    const account = read(accountId)
    if (account.lease?.token !== token) throw leaseLost()
    return account
  }

  return {
    async migrate() {},
    async close() {},

    async listConnections() {
      return [...accounts.values()].flatMap(({ connection }) => (connection ? [structuredClone(connection)] : []))
    },
    async getConnection(accountId) {
      return structuredClone(read(accountId).connection)
    },
    async saveConnection(record) {
      write(record.accountId).connection = connectionInput(structuredClone(record))
    },
    async updateConnection(accountId, changes) {
      const account = read(accountId)
      if (account.connection)
        account.connection = { ...account.connection, ...connectionInput(structuredClone(changes)) }
    },
    async eraseAccount(accountId) {
      accounts.delete(accountId)
    },

    async acquireLease(accountId, now, ttl) {
      const account = write(accountId)
      if (account.lease && account.lease.expiresAt !== null && account.lease.expiresAt > now) return null
      lastToken += 1
      account.lease = { token: lastToken, expiresAt: now + ttl }
      return lastToken
    },
    async renewLease(accountId, token, now, ttl) {
      const account = read(accountId)
      if (account.lease?.token !== token || account.lease.expiresAt === null) return false
      account.lease = { token, expiresAt: now + ttl }
      return true
    },
    async releaseLease(accountId, token) {
      const account = read(accountId)
      if (account.lease?.token === token) account.lease = { token, expiresAt: null }
    },
    async revokeLease(accountId) {
      read(accountId).lease = null
    },
    async isLeased(accountId, now) {
      const expiresAt = read(accountId).lease?.expiresAt ?? null
      return expiresAt !== null && expiresAt > now
    },

    async readLedger(accountId, span) {
      return structuredClone(entriesOf(read(accountId), span))
    },
    async writeDay(accountId, token, reading) {
      const { entry, claudeUsers, usage } = readingInput(reading)
      const account = fenced(accountId, token)
      for (const { id, email } of claudeUsers) account.emails.set(id, email ?? account.emails.get(id) ?? null)
      const rows = account.usage.get(entry.day) ?? new Map<ClaudeUserId, Counters>()
      for (const { claudeUserId, counters } of usage) rows.set(claudeUserId, { ...counters })
      account.usage.set(entry.day, rows)
      account.ledger.set(entry.day, entry)
    },
    async writeLedgerEntry(accountId, token, entry) {
      fenced(accountId, token).ledger.set(entry.day, entryInput(entry))
    },

    async replaceDirectory(accountId, employees) {
      write(accountId).employees = new Map(directoryInput(employees).map((employee) => [employee.id, employee]))
    },
    async getEmployee(accountId, employeeId) {
      return structuredClone(read(accountId).employees.get(employeeId) ?? null)
    },
    async listEmployees(accountId) {
      return structuredClone([...read(accountId).employees.values()])
    },
    async listClaudeUsers(accountId) {
      return [...read(accountId).emails].map(([id, email]) => ({ id, email }))
    },
    async listLinks(accountId) {
      return structuredClone([...read(accountId).links.values()])
    },
    async changeLinks(accountId, changes) {
      const { set, remove } = linksInput(changes)
      const { links } = write(accountId)
      for (const id of remove) links.delete(id)
      for (const link of set) links.set(link.claudeUserId, link)
    },
    async countPeople(accountId) {
      const { emails, employees, links } = read(accountId)
      const matched = [...emails.keys()].filter((id) => {
        const link = links.get(id)
        return link !== undefined && employees.has(link.employeeId)
      })
      return { claudeUsers: emails.size, matched: matched.length }
    },

    async visibleEmployees(viewer, among, on) {
      const { employees } = read(viewer.accountId)
      return among.filter((id) => mayView(viewer, id, employees, on))
    },

    async sumEmployeeUsage(accountId, employeeId, period, bucket) {
      const account = read(accountId)
      const { employees, links, usage } = account
      const claudeUsers = [...links.values()].filter((link) => link.employeeId === employeeId)
      const archivedOn = employees.get(employeeId)?.archivedOn ?? null
      const rowsOf = (span: Period): Counters[] =>
        daysOf(span)
          .filter((day) => archivedOn === null || day <= archivedOn)
          .flatMap((day) => claudeUsers.flatMap((link) => usage.get(day)?.get(link.claudeUserId) ?? []))
      const previous = previousPeriod(period)
      const buckets = bucketsOf(period, bucket)
        .map((part) => ({ start: part.from, rows: rowsOf(part) }))
        .filter(({ rows }) => rows.length > 0)
      return {
        sums: {
          previous: sumCounters(rowsOf(previous)),
          buckets: new Map(buckets.map(({ start, rows }) => [start, sumCounters(rows)])),
        },
        claudeUsers: claudeUsers.length,
        archivedOn,
        days: entriesOf(account, { from: previous.from, to: period.to }).flatMap(({ day, read }): ReadDay[] =>
          read ? [{ day, latestDay: read.latestDay, skills: read.skills, connectors: read.connectors }] : [],
        ),
      }
    },
    async readUsage(accountId, day) {
      const rows = read(accountId).usage.get(day) ?? []
      return [...rows].map(([claudeUserId, counters]) => ({ claudeUserId, counters: { ...counters } }))
    },
  }
}
