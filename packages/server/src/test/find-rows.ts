import type { AdminDatabase } from './admin-database.ts'

/** Returns the rows of all tables of a database that contain one of the texts, as `table: row`. */
export const findRows = async (admin: AdminDatabase['admin'], texts: readonly string[]): Promise<string[]> => {
  const { rows: tables } = await admin.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} as t`)
    found.push(
      ...rows.filter(({ row }) => texts.some((text) => row.includes(text))).map(({ row }) => `${name}: ${row}`),
    )
  }
  return found
}
