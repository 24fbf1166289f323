/**
 * Reasons why a day could not be read, or why a sync ended early, by code. `title` says what happened. `advice` says
 * why it matters and what to do. The day is retried automatically, for as long as it takes. The codes are stable and
 * recorded in the ledger. A refused request to this library's own routes is answered with a `Problem` instead.
 */
export const dayFailures = {
  api_unreachable: {
    title: 'Claude’s API could not be reached.',
    advice:
      'This usually passes by itself. If it lasts, check that this server may connect to api.anthropic.com, or to the address that is configured instead.',
  },
  api_blocked: {
    title: 'Something else answered in the place of Claude’s API.',
    advice:
      'A firewall, a proxy or a sign-in page is on the way. Let this server connect to api.anthropic.com, or to the address that is configured instead.',
  },
  api_unavailable: {
    title: 'Claude’s API did not answer properly.',
    advice: 'This usually passes by itself; status.claude.com lists known problems.',
  },
  rate_limited: {
    title: 'Claude’s API allowed no more requests.',
    advice: 'The limit is shared by all tools of your organization. If it lasts, let the other tools ask less often.',
  },
  unexpected_answer: {
    title: 'Claude’s answer could not be understood.',
    advice: 'Nothing of it was stored, so no figure is wrong. If it lasts, an update of this integration is needed.',
  },
  request_rejected: {
    title: 'Claude does not provide this day.',
    advice: 'Claude may no longer keep it. It is requested again at least once a day.',
  },
  day_too_recent: {
    title: 'Claude does not have this day at the moment.',
    advice: 'The day, or one of its reports, is late. This usually passes by itself within a day.',
  },
  day_shrank: {
    title: 'More than half of the people were missing from this day’s new figures.',
    advice: 'This is usually an error, so the earlier figures stay until Claude gives the new ones a second time.',
  },
  cursor_expired: {
    title: 'Claude withdrew the day’s pages while they were being read.',
    advice: 'Part of a day is never stored, so the day is read again from its first page.',
  },
  cursor_repeated: {
    title: 'Claude’s list for this day did not end.',
    advice: 'Part of a day is never stored, so the day is read again later. If it lasts, tell Claude’s support.',
  },
} as const

/** The code of a day failure. */
export type DayFailureCode = keyof typeof dayFailures

/**
 * Whether a value is a known code of a day failure. The ledger may hold codes of a newer version, which are unknown.
 */
export const isDayFailureCode = (code: unknown): code is DayFailureCode =>
  typeof code === 'string' && Object.hasOwn(dayFailures, code)

/**
 * Maximum number of failed days in `ConnectionResponse.failures`. More would not help an admin to see what is wrong.
 */
export const maxListedFailures = 20
