import type { Day } from '../time/day.ts'

/**
 * The seats of a Claude organization on one day, as Claude reports them. A seat belongs to a Claude account and not to
 * an employee, so it is in no count of people.
 */
export interface Seats {
  /** The day for which Claude reports the seats. */
  readonly day: Day
  /** Number of seats that are assigned to members. */
  readonly assigned: number
  /** Number of invitations that nobody has accepted yet. Null if Claude does not report this number. */
  readonly pendingInvites: number | null
}
