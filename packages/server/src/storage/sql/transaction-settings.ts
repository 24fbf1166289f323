/**
 * Maximum time of one statement. The database cancels a longer one, so that none of them can hold a lock or a
 * connection for hours. The slowest statements are the reads of a whole company.
 */
export const statementTimeoutMs = 60_000

/**
 * Equals the duration of a lease. A process that stalls in a transaction, or loses its network, would lock rows for
 * hours. So the database ends the connection.
 */
const idleInTransactionTimeoutMs = 30_000

/**
 * Every setting of a server, a database, a role or a connection that could change a result, end a transaction early or
 * let it wait forever. Each transaction sets its own values, because pools and PgBouncer pass on no startup options.
 *
 * The time zone and the formats cannot change a result: values are read and written as described in `values.ts`.
 */
const settings: Readonly<Record<string, string>> = {
  statement_timeout: `${statementTimeoutMs}`,
  // A wait for a lock is part of its statement, so `statement_timeout` ends it.
  lock_timeout: '0',
  idle_in_transaction_session_timeout: `${idleInTransactionTimeoutMs}`,
  // Compiling takes longer than running for every statement here.
  jit: 'off',
  // Without this, a `NULL` in an array parameter would become the text "NULL".
  array_nulls: 'on',
  // Fewer digits would round the times that are selected as `double precision`.
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  // A row that a policy hides would be missing from a sum. With `off`, the statement fails.
  row_security: 'off',
}

/**
 * Builds the statement that sets the settings until the end of the transaction. Names without a schema resolve to
 * `schema` and PostgreSQL's own functions and operators, and to nothing else.
 */
export const buildSettingsSql = (schema: string): string => {
  const values = Object.entries({ search_path: `"${schema}", pg_temp`, ...settings })
  return `select ${values.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`
}

/** Builds the statements that begin a transaction with these settings, for one round trip to a server. */
export const buildBeginSql = (schema: string): string =>
  `begin isolation level read committed; ${buildSettingsSql(schema)}`
