import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import { distributeTables } from '../test/distribute-tables.ts'
import { findTableAccesses } from '../test/find-table-accesses.ts'
import { limitCases } from '../test/limit-cases.ts'
import { buildSetTimeSql } from '../test/storage-time.ts'
import { acquireLongLease, createAccountId, createDayReading, createUsageDay } from '../testing/fixtures.ts'
import { storageSuite } from '../testing/index.ts'
import type { StorageAdapter } from './adapter.ts'
import { postgresStorage } from './postgres.ts'

/** Operations that may use a table for several accounts at once. No other operation may. */
const exceptions: readonly (readonly [operation: string, table: string, reason: string])[] = [
  ['updateBudget', 'budgets', 'Accounts of one organization share its request budget.'],
  ['listConnections', 'connections', 'Lists the accounts that are due, once an hour.'],
  ['listSyncRequests', 'connections', 'Lists the accounts with a sync request.'],
  ['listLoggedAccounts', 'log', 'Lists the accounts with a log that is due for pruning, once an hour.'],
  ['listLoggedAccounts', 'reporting_lines', 'Lists the accounts with a log that is due for pruning, once an hour.'],
  ['listAccountsWithUnsentEntries', 'log', 'Polls for entries that are not sent.'],
]

/**
 * Tables that `analyze` reads after an account's first large write. It takes samples of whole tables, and so of all
 * accounts.
 */
const analyzedTables = [
  'usage_days',
  'claude_users',
  'ledger',
  'employees',
  'reporting_lines',
  'links',
  'log',
  'mappings',
]

/** A statement, and the operation of the adapter that sent it. */
interface SentStatement {
  readonly client: pg.Client
  readonly operation: string | undefined
  /** The account id that the operation was called with. Another value if the operation covers several accounts. */
  readonly account: unknown
  readonly text: string
  readonly values: readonly unknown[]
}

const sentStatements: SentStatement[] = []
const currentOperation = new AsyncLocalStorage<Pick<SentStatement, 'operation' | 'account'>>()

class RecordingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: The method has many signatures.
  override query(...args: any[]): any {
    const [text, values = []] = args
    sentStatements.push({
      client: this,
      operation: undefined,
      account: undefined,
      ...currentOperation.getStore(),
      text,
      values,
    })
    return super.query(...(args as Parameters<pg.Client['query']>))
  }
}

const findAccount = ([first]: readonly unknown[]): unknown =>
  typeof first === 'object' && first !== null && 'accountId' in first ? first.accountId : first

type Operation = (...args: readonly unknown[]) => unknown

/** Wraps an adapter, so that each statement is recorded with its operation. */
const recordOperations = (storage: StorageAdapter): StorageAdapter =>
  Object.fromEntries(
    Object.entries(storage).map(([operation, method]) => [
      operation,
      typeof method !== 'function'
        ? method
        : (...args: readonly unknown[]) => {
            const context = { operation, account: findAccount(args) }
            const result = currentOperation.run(context, () => (method as Operation)(...args))
            return isIterable(result) ? recordPages(result, context) : result
          },
    ]),
  ) as unknown as StorageAdapter

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

async function* recordPages(pages: AsyncIterable<unknown>, context: Pick<SentStatement, 'operation' | 'account'>) {
  const iterator = pages[Symbol.asyncIterator]()
  for (;;) {
    const page = await currentOperation.run(context, () => iterator.next())
    if (page.done) return
    yield page.value
  }
}

let database: AdminDatabase
let pool: pg.Pool
let storage: StorageAdapter
beforeAll(async () => {
  database = await createAdminDatabase('accounts')
  pool = new pg.Pool({ connectionString: database.url, Client: RecordingClient })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const listTables = async (): Promise<string[]> => {
  const { rows } = await database.admin.query(`
    select relname::text as name from pg_class
    where relnamespace = 'claude'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not in ('migrations', 'budgets')
    order by 1`)
  return rows.map(({ name }) => name)
}

/** Lists the columns of the unique keys of each table, in the order of the key. */
const listKeys = async () => {
  const { rows } = await database.admin.query<{ name: string; isPrimary: boolean; columns: string[] }>(`
    select relname::text as name, indisprimary as "isPrimary", (
      select array_agg(attname::text order by position) from unnest(indkey) with ordinality as key (number, position)
      join pg_attribute on attrelid = indrelid and attnum = number
    ) as columns
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = 'claude'::regnamespace and indisunique and not relispartition`)
  return rows
}

describe('with tables that are distributed by account', () => {
  storageSuite(
    {
      describe,
      test,
      beforeAll,
      afterAll,
      expect,
      // More random cases would send the same statements.
      fc: limitCases(5),
    },
    {
      name: 'postgresStorage',
      create: async () => {
        storage = recordOperations(postgresStorage({ pool }))
        await storage.migrate()
        await distributeTables(database.admin, await listTables())
        return storage
      },
      setTime: async (now) => void (await database.admin.query(buildSetTimeSql(now))),
    },
  )

  test('every operation sends a statement', async () => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    await database.admin.query('update claude.ledger set indexed_read = null where account_id = $1', [account])
    await storage.completeActivityIndex(account, token)
    const called = new Set(sentStatements.map(({ operation }) => operation))
    const operations = Object.entries(storage).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
    expect(operations.filter((operation) => !called.has(operation))).toEqual(['close'])
  })

  test('every statement names the account of its operation for each table, apart from the exceptions', async () => {
    const accesses = new Map<string, Awaited<ReturnType<typeof findTableAccesses>>>()
    for (const { text } of sentStatements) if (!accesses.has(text)) accesses.set(text, await findTableAccesses(text))
    const usedExceptions = new Set<string>()
    const mistakes = new Set<string>()
    for (const { operation, account, text, values } of sentStatements) {
      if (operation === 'migrate') continue
      for (const { table, parameters } of accesses.get(text) ?? []) {
        if (parameters.length > 0 && parameters.every((number) => values[number - 1] === account)) continue
        const isAnalysis = text.startsWith('analyze') && analyzedTables.includes(table)
        if (exceptions.some(([name, exempt]) => name === operation && exempt === table))
          usedExceptions.add(`${operation} ${table}`)
        else if (!isAnalysis) mistakes.add(`${operation}: ${table} in ${text}`)
      }
    }
    expect([...mistakes]).toEqual([])
    expect([...usedExceptions].sort()).toEqual(exceptions.map(([operation, table]) => `${operation} ${table}`).sort())
  })

  test('every statement runs in a transaction with a timeout and without JIT', () => {
    const beginStatements = new Map<pg.Client, string>()
    const mistakes = new Set<string>()
    for (const { client, operation, text } of sentStatements) {
      if (text.startsWith('begin')) beginStatements.set(client, text)
      const settings = beginStatements.get(client) ?? ''
      const isBounded =
        /set local statement_timeout = '[1-9]\d*'/.test(settings) && settings.includes("set local jit = 'off'")
      if (!isBounded) mistakes.add(`${operation}: ${text}`)
      if (/^(commit|rollback)/.test(text)) beginStatements.delete(client)
    }
    expect([...mistakes]).toEqual([])
  })

  test('every primary key of a table with rows of people starts with the account, and every other key contains it', async () => {
    const keys = await listKeys()
    for (const table of await listTables()) {
      const tableKeys = keys.filter(({ name }) => name === table)
      expect([table, tableKeys.find(({ isPrimary }) => isPrimary)?.columns[0]]).toEqual([table, 'account_id'])
      expect(tableKeys.filter(({ columns }) => !columns.includes('account_id'))).toEqual([])
    }
  })
})
