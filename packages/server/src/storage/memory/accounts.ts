import type { AccountId, ClaudeUserId, Counters, Day, Employee, EmployeeId, Link, Period } from '@windmill/claude-core'
import type {
  Access,
  AccessEntry,
  ConnectionRecord,
  DirectoryRecord,
  EpochMilliseconds,
  LedgerEntry,
  LinkChangeRecord,
} from '../adapter.ts'

interface Lease {
  readonly token: number
  /** Null after a release. */
  readonly expiresAt: EpochMilliseconds | null
}

/** Everything stored for one account. */
export interface Account {
  connection: ConnectionRecord | null
  lease: Lease | null
  readonly ledger: Map<Day, LedgerEntry>
  readonly usage: Map<Day, Map<ClaudeUserId, Counters>>
  readonly emails: Map<ClaudeUserId, string | null>
  /** The day of the reading that each stored e-mail came from. */
  readonly emailDays: Map<ClaudeUserId, Day>
  employees: ReadonlyMap<EmployeeId, Employee>
  /** The turn of the stored directory. 0 before the first one. */
  turn: number
  /** The turn in which `upsertEmployees` last stored each employee. */
  readonly putTurns: Map<EmployeeId, number>
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
  putTurns: new Map(),
  directory: null,
  links: new Map(),
  linkChanges: [],
  access: [],
})

/** All accounts of one memory adapter. */
export interface Accounts {
  /** Returns the account for reading. An unknown account reads as empty. */
  readonly read: (accountId: AccountId) => Account
  /** Returns the account for writing, and creates it if it is unknown. */
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

/** Returns the ledger entries, oldest day first, limited to the days of `span` if given. */
export const listEntries = ({ ledger }: Account, span?: Period): LedgerEntry[] =>
  [...ledger.values()]
    .filter(({ day }) => !span || (day >= span.from && day <= span.to))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
