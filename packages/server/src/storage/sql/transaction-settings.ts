/**
 * Maximum time of a statement. The database cancels a longer statement, so that no statement holds a lock or a
 * connection for hours.
 */
export const statementTimeoutMs = 30_000

/** Maximum time of a statement that reads the usage of a group of people, such as the whole company. */
export const groupStatementTimeoutMs = 60_000

/**
 * Maximum pause between two statements of a transaction. The database then ends the connection of a process that stalls
 * or has lost its network. Half of `statementTimeoutMs`, so that a statement that waits for the locks of that process
 * still succeeds.
 */
const idleInTransactionTimeoutMs = 15_000

/**
 * The settings that can change a result, end a transaction early or let it wait forever. A server, a database, a role
 * and a pool can each have different defaults, and PgBouncer passes on no startup options.
 */
const createSettings = (schema: string, timeoutMs: number): Readonly<Record<string, string>> => ({
  // Names resolve to PostgreSQL's own functions and operators and then to the schema, and to nothing else. With
  // `pg_temp`, tables would become temporary where the role may not use the schema.
  search_path: `"${schema}"`,
  statement_timeout: `${timeoutMs}`,
  // A wait for a lock is part of its statement.
  lock_timeout: '0',
  idle_in_transaction_session_timeout: `${idleInTransactionTimeoutMs}`,
  // For every statement here, compiling takes longer than it saves.
  jit: 'off',
  // Otherwise, a null in an array parameter would become the text "NULL".
  array_nulls: 'on',
  // Fewer digits would round times, which are selected as `double precision`.
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  // If a policy would hide rows from a statement, the statement fails instead of summing only the visible rows.
  row_security: 'off',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
})

/** Unlike `set local`, this does nothing on a server without the setting, which is new in PostgreSQL 17. */
const transactionTimeoutSql =
  "select set_config('transaction_timeout', '0', true) where current_setting('transaction_timeout', true) <> '0'"

/**
 * Builds the statements that set the settings of the transaction. Several short statements take half the time of one
 * statement with `set_config`, which PostgreSQL has to plan.
 */
export const buildSettingsSql = (schema: string, timeoutMs: number): string =>
  Object.entries(createSettings(schema, timeoutMs))
    .map(([name, value]) => `set local ${name} = ${name === 'search_path' ? value : `'${value}'`}`)
    .join('; ')

/** Builds the statements that begin a transaction with the settings, for one round trip. */
export const buildBeginSql = (schema: string, timeoutMs: number): string =>
  `begin isolation level read committed; ${buildSettingsSql(schema, timeoutMs)}; ${transactionTimeoutSql}`
