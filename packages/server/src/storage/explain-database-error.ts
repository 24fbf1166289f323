import { StorageError } from './errors.ts'

/** Runs a statement in a transaction of its own. */
type RunQuery = (text: string, values: readonly unknown[]) => Promise<{ readonly rows: readonly unknown[] }>

interface Identity {
  readonly role: string
  readonly hasSchema: boolean
  /** Whether the role may use the schema. Otherwise PostgreSQL finds nothing in it, as if it were empty. */
  readonly isUsable: boolean
}

/**
 * Returns the `StorageError` for an error that only the operator of the database can act on, and other errors as they
 * are.
 * @param schema - The schema that the statement used.
 */
export const explainDatabaseError = async (error: unknown, schema: string, runQuery: RunQuery): Promise<unknown> => {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: string }
  if (code === insufficientPrivilege || missingObjectCodes.has(code)) {
    const identity = await readIdentity(schema, runQuery)
    if (code !== insufficientPrivilege && identity?.isUsable !== false) return error
    return new StorageError(
      'database_rights_missing',
      `The database refused a statement because its role lacks a right (${message}), so nothing was read or written. ` +
        'Tables that another role made can be changed only by that role, so run a new version as that role first, and ' +
        `repeat grants on tables after it. Let an administrator of the database run: ${buildGrants(schema, identity)}`,
    )
  }
  if (code === readOnlyTransaction) {
    return new StorageError(
      'database_read_only',
      `The database accepts only reads (${message}), so nothing was written. It is a standby, or its operator has set ` +
        'default_transaction_read_only, often because its disk is full. Connect to the primary server, or let an ' +
        'administrator make the database writable.',
    )
  }
  return error
}

/**
 * The codes of PostgreSQL's `undefined_table`, `undefined_column`, `undefined_function` and `invalid_schema_name`.
 */
export const missingObjectCodes: ReadonlySet<unknown> = new Set(['42P01', '42703', '42883', '3F000'])
/** PostgreSQL's `insufficient_privilege`. */
const insufficientPrivilege = '42501'
/** PostgreSQL's `read_only_sql_transaction`. */
const readOnlyTransaction = '25006'

const readIdentity = async (schema: string, runQuery: RunQuery): Promise<Identity | undefined> => {
  const { rows } = await runQuery(
    `select quote_ident(current_user) as role,
      to_regnamespace($1) is not null as "hasSchema",
      has_schema_privilege(to_regnamespace($1), 'usage') as "isUsable"`,
    [schema],
  )
  return rows[0] as Identity | undefined
}

/** Returns the end of the message: statements that can be pasted as they are. */
const buildGrants = (schema: string, { role, hasSchema }: Partial<Identity> = {}): string =>
  hasSchema
    ? `grant usage, create on schema "${schema}" to ${role}; ` +
      `grant select, insert, update, delete on all tables in schema "${schema}" to ${role}; ` +
      `grant usage, select, update on all sequences in schema "${schema}" to ${role}; ` +
      `grant execute on all functions in schema "${schema}" to ${role};`
    : `create schema "${schema}" authorization ${role};`
