import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { counterIds } from '@windmill/claude-core'
import { sql } from 'kysely'
import { StorageError } from '../errors.ts'
import { migrations as allMigrations, type Migration } from './migrations.ts'
import type { Db } from './schema.ts'
import { toTextArray } from './values.ts'

/** Options of `migrateToLatest`, for tests. */
export interface MigrateOptions {
  /** By default, the migrations of this version. */
  readonly migrations?: readonly Migration[]
  /** @default 40, which take about a minute */
  readonly maxAttempts?: number
}

/**
 * Brings the tables up to date. Does nothing if the tables already have every migration, even if a newer version has
 * added more to them: migrations only add.
 *
 * A change locks its tables, and reads queue behind a change that waits for its lock. So each change waits only
 * briefly, and is tried again after a pause. Servers that start at once change the tables one after another.
 * @throws `StorageError` (`schema_differs`) if another version of a migration made the tables. Nothing was changed.
 * @throws `StorageError` (`schema_locked`) if the locks cannot be acquired within about a minute. Nothing was changed.
 */
export const migrateToLatest = async (
  db: Db,
  schema: string,
  { migrations = allMigrations, maxAttempts = 40 }: MigrateOptions = {},
): Promise<void> => {
  if (isUpToDate(await db.transaction().execute((trx) => findMissing(trx, schema, migrations)))) return
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.transaction().execute(async (trx) => {
        await setLockTimeout(trx, attempt)
        // Released with the transaction, so it also works behind a connection pooler in transaction mode.
        await sql`select pg_advisory_xact_lock(${sql.raw(migrationLockKey)})::text`.execute(trx)
        await addMissing(trx, schema, await findMissing(trx, schema, migrations))
      })
      return
    } catch (error) {
      if (!lockErrorCodes.has((error as { readonly code?: unknown }).code)) throw error
      if (attempt >= maxAttempts) throw createLockedError()
    }
    await setTimeout(minPauseMs * (1 + Math.random()))
  }
}

/** The key of the advisory lock that serializes migrations. The number is arbitrary, but must be unique. */
const migrationLockKey = '7305012264838195201'

/** The codes of PostgreSQL's `lock_not_available` and `deadlock_detected`. */
const lockErrorCodes: ReadonlySet<unknown> = new Set(['55P03', '40P01'])

const minPauseMs = 800
const lockTimeoutMs = 250
/** Every tenth wait is longer than PostgreSQL's `deadlock_timeout`, because an autovacuum gives way only after it. */
const longLockTimeoutMs = 1_500

const setLockTimeout = async (trx: Db, attempt: number): Promise<void> => {
  const timeoutMs = attempt % 10 === 0 ? longLockTimeoutMs : lockTimeoutMs
  await sql`select set_config('lock_timeout', ${String(timeoutMs)}, true)`.execute(trx)
}

/** What a database lacks. */
interface Missing {
  /** Whether the database is empty. */
  readonly isEmpty: boolean
  readonly migrations: readonly Migration[]
  /** The counters without a column. A new counter needs no migration. */
  readonly counters: readonly string[]
}

const isUpToDate = ({ migrations, counters }: Missing): boolean => migrations.length === 0 && counters.length === 0

/** @throws `StorageError` (`schema_differs`) if another version of a migration or something else made the tables. */
const findMissing = async (trx: Db, schema: string, migrations: readonly Migration[]): Promise<Missing> => {
  const { rows: relations } = await sql<{ readonly name: string }>`
    select relname::text as name from pg_class
    where relnamespace = to_regnamespace(${`"${schema}"`})
      and relname = any(${toTextArray(['migrations', ...listRelations(migrations)])})`.execute(trx)
  if (!relations.some(({ name }) => name === 'migrations')) {
    const [foreign] = relations
    if (foreign) throw createForeignError(schema, foreign.name)
    return { isEmpty: true, migrations, counters: counterIds }
  }
  // Read as JSON, since a table `migrations` of another version or of the host may lack these columns.
  const { rows } = await sql<{ readonly name: string | null; readonly fingerprint: string | null }>`
    select to_jsonb(stored) ->> 'name' as name, to_jsonb(stored) ->> 'fingerprint' as fingerprint
    from migrations as stored`.execute(trx)
  if (rows.every(({ name }) => name === null)) throw createForeignError(schema, 'migrations')
  const fingerprints = new Map(rows.map(({ name, fingerprint }) => [name, fingerprint]))
  const applied = migrations.filter(({ name }) => fingerprints.has(name))
  const hasOtherStatements = applied.some(
    (migration) => fingerprints.get(migration.name) !== computeFingerprint(migration),
  )
  if (hasOtherStatements || applied[0] !== migrations[0]) throw createDiffersError(schema)
  return {
    isEmpty: false,
    migrations: migrations.filter((migration) => !applied.includes(migration)),
    counters: await findMissingCounters(trx),
  }
}

/** Lists the tables, indexes and sequences that migrations create. */
const listRelations = (migrations: readonly Migration[]): string[] =>
  migrations.flatMap(({ statements }) =>
    statements.flatMap((statement) => /^\s*create (?:table|index|sequence) (\w+)/.exec(statement)?.[1] ?? []),
  )

const findMissingCounters = async (trx: Db): Promise<readonly string[]> => {
  const { rows } = await sql<{ readonly name: string }>`
    select attname::text as name from pg_attribute
    where attrelid = 'usage_days'::regclass and attnum > 0 and not attisdropped`.execute(trx)
  const columnNames = new Set(rows.map(({ name }) => name))
  return counterIds.filter((id) => !columnNames.has(id))
}

const addMissing = async (trx: Db, schema: string, { isEmpty, migrations, counters }: Missing): Promise<void> => {
  if (isEmpty) await createMigrationsTable(trx, schema)
  for (const migration of migrations) {
    for (const statement of migration.statements) await sql.raw(statement).execute(trx)
    await sql`
      insert into migrations (name, timestamp, fingerprint)
      values (${migration.name}, ${new Date().toISOString()}, ${computeFingerprint(migration)})`.execute(trx)
  }
  if (counters.length > 0) {
    const columns = sql.join(counters.map((id) => sql`add column ${sql.ref(id)} integer`))
    await sql`alter table usage_days ${columns}`.execute(trx)
  }
}

const createMigrationsTable = async (trx: Db, schema: string): Promise<void> => {
  const { rows } = await sql`select nspname::text from pg_namespace where nspname = ${schema}`.execute(trx)
  // Not `if not exists`: PostgreSQL then requires the right to create schemas even if the schema exists.
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(trx)
  await sql`
    create table migrations (name text not null primary key, timestamp text not null, fingerprint text)`.execute(trx)
}

/** Identifies the statements of a migration, whatever their line breaks and indentation. */
const computeFingerprint = ({ statements }: Migration): string =>
  createHash('sha256')
    .update(JSON.stringify(statements.map((statement) => statement.replace(/\s+/g, ' '))))
    .digest('hex')

const createForeignError = (schema: string, relation: string): StorageError =>
  new StorageError(
    'schema_differs',
    `The schema ${schema} already has a table ${relation} that this version of the library did not make, so nothing was ` +
      'read or written. It belongs to your app, or to a version from before 1.0.0-rc, from which there is no upgrade path. ' +
      'Give the library a schema, a database or a folder of its own: the history is then read from Claude’s API again.',
  )

const createDiffersError = (schema: string): StorageError =>
  new StorageError(
    'schema_differs',
    `The tables in the schema ${schema} were made by another version of this library, so nothing was read or written. ` +
      'Before version 1.0.0-rc there is no upgrade path. Use an empty database, an empty folder or another schema: ' +
      'the history is then read from Claude’s API again. Manual links and the log start anew. ' +
      'To keep these tables in use, return to the version that made them.',
  )

const createLockedError = (): StorageError =>
  new StorageError(
    'schema_locked',
    'The tables could not be brought up to date, because other transactions locked them for a minute. ' +
      'Nothing was changed, and no usage is lost. Start again; if it happens again, ' +
      'look in pg_stat_activity for a transaction that stays open, and end it.',
  )
