import type { AdminDatabase } from './admin-database.ts'

/** Returns the name of the file of the write-ahead log (WAL) that the server writes now. */
export const getWalFile = async (admin: AdminDatabase['admin']): Promise<string> => {
  const { rows } = await admin.query<{ name: string }>('select pg_walfile_name(pg_current_wal_lsn()) as name')
  return rows[0]?.name ?? ''
}

/**
 * Writes all changes of a database to its files, and reads them. Also reads the files of the server's write-ahead log
 * from `sinceWalFile` on. Each byte is one character of the text.
 */
export async function* readDatabaseFiles(
  admin: AdminDatabase['admin'],
  sinceWalFile: string,
): AsyncGenerator<{ readonly path: string; readonly text: string }> {
  await admin.query('checkpoint')
  const lastWalFile = await getWalFile(admin)
  const { rows: paths } = await admin.query<{ path: string }>(
    `select folder || '/' || name as path
     from (select 'base/' || oid as folder from pg_database where datname = current_database()) as database,
       pg_ls_dir(folder) as name
     union all
     select 'pg_wal/' || name from pg_ls_waldir() where name between $1 and $2`,
    [sinceWalFile, lastWalFile],
  )
  for (const { path } of paths) {
    // Files come and go. Because of the last argument, the result for a missing file is null.
    const { rows } = await admin.query<{ bytes: Buffer | null }>(
      'select pg_read_binary_file($1, 0, 1000000000, true) as bytes',
      [path],
    )
    yield { path, text: rows[0]?.bytes?.toString('latin1') ?? '' }
  }
}
