import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createNoticeStore, type NoticeStore } from './create-notice-store.ts'
import { createStatsTable, type StatsTable } from './create-stats-table.ts'

/** Windmill's own database. It has nothing to do with the storage of the Claude integration. */
export interface HostDatabase {
  /** Returns the notes of these people, by employee id. Leaves out people without a note. */
  readonly findNotes: (ids: readonly string[]) => ReadonlyMap<string, string>
  /** Replaces a person's note. An empty note removes it. */
  readonly saveNote: (id: string, note: string) => void
  readonly notices: NoticeStore
  readonly stats: StatsTable
  readonly close: () => void
}

/** Opens the database in a folder, which is created if needed. Without a folder, the database is in memory. */
export const openHostDatabase = (dataFolder: string | null): HostDatabase => {
  if (dataFolder !== null) mkdirSync(dataFolder, { recursive: true })
  const database = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(
    dataFolder === null ? ':memory:' : join(dataFolder, 'windmill.sqlite'),
  )
  database.exec('create table if not exists notes (person_id text primary key, note text not null) strict')
  const selectNotes = database.prepare(
    'select person_id, note from notes where person_id in (select value from json_each(?))',
  )
  const upsertNote = database.prepare(
    'insert into notes (person_id, note) values (?, ?) on conflict (person_id) do update set note = excluded.note',
  )
  const deleteNote = database.prepare('delete from notes where person_id = ?')
  return {
    findNotes: (ids) =>
      new Map(selectNotes.all(JSON.stringify(ids)).map((row) => [String(row.person_id), String(row.note)])),
    saveNote(id, note) {
      if (note === '') deleteNote.run(id)
      else upsertNote.run(id, note)
    },
    notices: createNoticeStore(database),
    stats: createStatsTable(database),
    close: () => database.close(),
  }
}
