import type { AccountId, ClaudeUserId, Counters, Day, Employee, EmployeeId, Link, Period } from '@windmill/claude-core'
import type {
  Access,
  AccessEntry,
  ConnectionRecord,
  DirectoryRecord,
  LedgerEntry,
  LinkChangeRecord,
  Milliseconds,
} from '../adapter.ts'

interface Lease {
  readonly token: number
  /** Null once it was given back. */
  readonly expiresAt: Milliseconds | null
}

/** Everything that is kept of one account. */
export interface Account {
  connection: ConnectionRecord | null
  lease: Lease | null
  readonly ledger: Map<Day, LedgerEntry>
  readonly usage: Map<Day, Map<ClaudeUserId, Counters>>
  readonly emails: Map<ClaudeUserId, string | null>
  /** The day with which each e-mail was stored. */
  readonly emailDays: Map<ClaudeUserId, Day>
  employees: ReadonlyMap<EmployeeId, Employee>
  /** The turn of the directory that was stored last, and of those who were put. */
  turn: number
  readonly puts: Map<EmployeeId, number>
  directory: DirectoryRecord | null
  readonly links: Map<ClaudeUserId, Link>
  /** Oldest first. */
  readonly linkChanges: LinkChangeRecord[]
  /** Oldest first. */
  access: (AccessEntry & Pick<Access, 'subjects'>)[]
}

const emptyAccount = (): Account => ({
  connection: null,
  lease: null,
  ledger: new Map(),
  usage: new Map(),
  emails: new Map(),
  emailDays: new Map(),
  employees: new Map(),
  turn: 0,
  puts: new Map(),
  directory: null,
  links: new Map(),
  linkChanges: [],
  access: [],
})

/** The accounts of one memory store. */
export interface Accounts {
  /** The account to read from; an empty one where there is none. */
  readonly read: (accountId: AccountId) => Account
  /** The account to write to, made where there is none. */
  readonly write: (accountId: AccountId) => Account
  readonly all: () => Iterable<Account>
  readonly erase: (accountId: AccountId) => void
}

export const createAccounts = (): Accounts => {
  const accounts = new Map<AccountId, Account>()
  const read = (accountId: AccountId): Account => accounts.get(accountId) ?? emptyAccount()
  return {
    read,
    write(accountId) {
      const account = read(accountId)
      accounts.set(accountId, account)
      return account
    },
    all: () => accounts.values(),
    erase: (accountId) => void accounts.delete(accountId),
  }
}

/** The ledger in order; only the days of `span` when given. */
export const entriesOf = ({ ledger }: Account, span?: Period): LedgerEntry[] =>
  [...ledger.values()]
    .filter(({ day }) => !span || (day >= span.from && day <= span.to))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
