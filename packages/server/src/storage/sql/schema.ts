import type { CounterId, LinkMethod, ProblemCode, UsageSource } from '@windmill/claude-core'
import type { Kysely } from 'kysely'
import type { ConnectionRecord } from '../adapter.ts'

/** A `date`: written as `YYYY-MM-DD`, and read only through `dayText`. */
type DateColumn = string
/** A `timestamptz`: written with `timestamp`, and read only through `milliseconds`. */
type TimeColumn = string

export interface ConnectionTable {
  account_id: string
  status: ConnectionRecord['status']
  reason_code: ProblemCode | null
  reason_message: string | null
  sealed_key: string | null
  last_four: string | null
  saved_at: TimeColumn | null
  latest_day: DateColumn | null
  last_sync_at: TimeColumn | null
}

export interface LeaseTable {
  account_id: string
  token: number
  /** Null once it was given back. */
  expires_at: TimeColumn | null
}

export interface LedgerTable {
  account_id: string
  day: DateColumn
  /** Null while the day was never read completely, and with it the columns up to `times_read`. */
  read_at: TimeColumn | null
  latest_day: DateColumn | null
  skills: UsageSource | null
  connectors: UsageSource | null
  claude_users: number | null
  requests: number | null
  times_read: number | null
  /** Null after a success, and with it the columns up to `due_at`. */
  failed_at: TimeColumn | null
  failure_code: string | null
  failures: number | null
  due_at: TimeColumn | null
  gone: boolean
}

export interface ClaudeUserTable {
  account_id: string
  claude_user_id: string
  email: string | null
}

export interface EmployeeTable {
  account_id: string
  employee_id: string
  name: string
  emails: string[]
  manager_id: string | null
  archived_on: DateColumn | null
}

export interface LinkTable {
  account_id: string
  claude_user_id: string
  employee_id: string
  method: LinkMethod
}

export type UsageTable = { account_id: string; claude_user_id: string; day: DateColumn } & Record<
  CounterId,
  number | null
>

export interface Database {
  'claude.connections': ConnectionTable
  'claude.leases': LeaseTable
  'claude.ledger': LedgerTable
  'claude.claude_users': ClaudeUserTable
  'claude.employees': EmployeeTable
  'claude.links': LinkTable
  'claude.usage_days': UsageTable
}

/** A connection to the database, or a transaction on it. */
export type Db = Kysely<Database>
