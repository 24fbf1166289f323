import type { AccountId, ClaudeUserId, Day } from '@windmill/claude-core'
import { hashSubject, neverKept } from '@windmill/claude-server/storage'
import type { Database } from './database.ts'

/** Which days of an account are kept. */
export interface KeptDays {
  /** The account's first kept day. Null if everything is kept. */
  readonly accountFrom: Day | null
  /** Returns a Claude user's own first kept day. Null if there is none. */
  readonly getUserFrom: (id: ClaudeUserId) => Day | null
  /** Whether a day of the account, or of one of its Claude users, is kept. */
  readonly isKept: (day: Day, id?: ClaudeUserId) => boolean
  /** Whether nothing of a Claude user is kept, or they are linked to an excluded employee. */
  readonly isExcluded: (id: ClaudeUserId) => boolean
}

/** Reads which days are kept. The only place that knows it. */
export const readKeptDays = (db: Database, accountId: AccountId): KeptDays => {
  const marks = db.all<{ subject: string; day: Day }>`
    select subject, max(day) as day from kept_from where account_id = ${accountId} group by subject`
  const firstDays = new Map(marks.map(({ subject, day }) => [subject, day]))
  const getFirstDay = (id: ClaudeUserId | null): Day | null => firstDays.get(hashSubject(accountId, id)) ?? null
  const userFirstDays = new Map<ClaudeUserId, Day | null>()
  const getUserFrom = (id: ClaudeUserId): Day | null => {
    if (firstDays.size === 0) return null
    const day = userFirstDays.get(id) ?? getFirstDay(id)
    userFirstDays.set(id, day)
    return day
  }
  const linkedToExcluded = new Set(
    db.all<{ user_id: ClaudeUserId }>`select user_id from links join employees using (account_id, employee_id)
      where account_id = ${accountId} and participation = 'excluded'`.map(({ user_id }) => user_id),
  )
  const accountFrom = getFirstDay(null)
  return {
    accountFrom,
    getUserFrom,
    isKept: (day, id) => day >= (accountFrom ?? '') && (id === undefined || day >= (getUserFrom(id) ?? '')),
    isExcluded: (id) => getUserFrom(id) === neverKept || linkedToExcluded.has(id),
  }
}
