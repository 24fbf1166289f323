import type { LedgerEntry } from './adapter.ts'

/** The facts about a reading of a day that affect the day's figures besides its rows. */
export type DayQuality = Pick<NonNullable<LedgerEntry['read']>, 'skills' | 'connectors' | 'unattributedRows'>

/** Whether two readings of a day give the same figures from the same rows. Null stands for a day that was not read. */
export const isSameQuality = (a: DayQuality | null, b: DayQuality | null): boolean =>
  a === null || b === null
    ? a === b
    : a.skills === b.skills && a.connectors === b.connectors && a.unattributedRows > 0 === b.unattributedRows > 0
