import type { DatabaseSync } from 'node:sqlite'
import type { ClaudeEvent } from '@windmill/claude-server'
import type { Notice, NoticeKind } from '../host-api.ts'

/** The notices that Windmill makes from the integration's events. There is at most one of each kind: the newest. */
export interface NoticeStore {
  /**
   * Stores the notice of an event. An event that is delivered again changes nothing, even after its notice was
   * dismissed.
   */
  readonly addEvent: (event: Pick<ClaudeEvent, 'id' | 'at' | 'event'>) => void
  /** Returns the notices that nobody has dismissed, newest first. */
  readonly list: () => readonly Notice[]
  readonly dismiss: (kind: string) => void
}

/** The events that Windmill tells people about. It ignores all others. */
const noticeKinds: ReadonlySet<string> = new Set<NoticeKind>(['first_data', 'more_unmatched'])

/** Creates the store and its table. */
export const createNoticeStore = (database: DatabaseSync): NoticeStore => {
  database.exec(`create table if not exists notices (
    kind text primary key, event_id text not null, at text not null, dismissed integer not null
  ) strict`)
  const upsertNotice = database.prepare(
    `insert into notices (kind, event_id, at, dismissed) values (?, ?, ?, 0)
    on conflict (kind) do update set event_id = excluded.event_id, at = excluded.at, dismissed = 0
    where event_id <> excluded.event_id`,
  )
  const selectShownNotices = database.prepare('select kind, at from notices where dismissed = 0 order by at desc, kind')
  const markDismissed = database.prepare('update notices set dismissed = 1 where kind = ?')
  return {
    addEvent({ id, at, event }) {
      if (noticeKinds.has(event.kind)) upsertNotice.run(event.kind, id, at)
    },
    list: () => selectShownNotices.all().map(({ kind, at }) => ({ kind: kind as NoticeKind, at: String(at) })),
    dismiss: (kind) => void markDismissed.run(kind),
  }
}
