import type { DatabaseSync } from 'node:sqlite'
import type { StatsChanges, StatsRow } from '@windmill/claude-server'
import type { MonthRow } from '../host-api.ts'

/** Windmill's own table of chat messages per person and day. It follows the integration's figures. */
export interface StatsTable {
  /** Returns the cursor of the last changes. Null if there were none. */
  readonly getCursor: () => string | null
  /** Replaces what changed and stores the cursor, in one transaction. */
  readonly replace: (changes: StatsChanges, rows: readonly StatsRow[]) => void
  /** Returns the sums of each month, newest first. */
  readonly sumMonths: () => readonly MonthRow[]
}

/** Creates the table. `messages` is null where the figure is unknown. `at_least` marks a lower bound. */
export const createStatsTable = (database: DatabaseSync): StatsTable => {
  database.exec(`
    create table if not exists claude_days (
      day text not null, person_id text not null, messages integer, at_least integer not null,
      primary key (day, person_id)
    ) strict;
    create table if not exists claude_cursor (id integer primary key check (id = 1), cursor text not null) strict`)
  const selectCursor = database.prepare('select cursor from claude_cursor')
  const saveCursor = database.prepare(
    'insert into claude_cursor (id, cursor) values (1, ?) on conflict (id) do update set cursor = excluded.cursor',
  )
  const deleteBefore = database.prepare('delete from claude_days where day < ?')
  const deleteAllBut = database.prepare(
    'delete from claude_days where person_id not in (select value from json_each(?))',
  )
  const deleteDays = database.prepare('delete from claude_days where day in (select value from json_each(?))')
  const deletePeople = database.prepare('delete from claude_days where person_id in (select value from json_each(?))')
  const insert = database.prepare('insert into claude_days (day, person_id, messages, at_least) values (?, ?, ?, ?)')
  const selectMonths = database.prepare(`
    select substr(day, 1, 7) as month, count(distinct day) as days, sum(messages) as messages,
      max(at_least or messages is null) as at_least,
      count(distinct case when messages > 0 then person_id end) as people
    from claude_days group by 1 order by 1 desc`)
  return {
    getCursor() {
      const row = selectCursor.get()
      return row ? String(row.cursor) : null
    },
    replace({ keptFrom, everyone, days, employees, cursor }, rows) {
      database.exec('begin immediate')
      try {
        if (keptFrom) deleteBefore.run(keptFrom)
        if (everyone) deleteAllBut.run(JSON.stringify(everyone))
        deleteDays.run(JSON.stringify(days))
        deletePeople.run(JSON.stringify(employees))
        for (const { day, employeeId, stats } of rows) {
          const { value, partial } = stats['chat.messages']
          insert.run(day, employeeId, value, Number(partial))
        }
        saveCursor.run(cursor)
        database.exec('commit')
      } catch (error) {
        database.exec('rollback')
        throw error
      }
    },
    sumMonths: () =>
      selectMonths.all().map(({ month, days, messages, at_least, people }) => ({
        month: String(month),
        days: Number(days),
        people: Number(people),
        messages: messages === null ? null : Number(messages),
        isAtLeast: at_least === 1,
      })),
  }
}
