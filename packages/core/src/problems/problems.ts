import { keyProblems } from './key-problems.ts'

const serverProblems = {
  // Answers of Claude's API.
  key_refused: {
    status: 422,
    title: 'Claude does not accept this key.',
    advice:
      'Nothing can be read with it. It may be mistyped, deleted, or API access may be switched off: check it on Claude’s key page, or create a new one.',
  },
  scope_missing: {
    status: 422,
    title: 'This key may not read analytics.',
    advice: 'Its scopes are fixed when it is made. Create a new key with the scope read:analytics.',
  },
  access_denied: {
    status: 422,
    title: 'Claude refuses access to the analytics of this organization.',
    advice:
      'Nothing can be read until that changes. Ask a Primary Owner to check three things in Claude’s organization settings: public API access is switched on, the plan is Enterprise, and the key has the scope read:analytics.',
  },
  plan_not_supported: {
    status: 422,
    title: 'This organization has no Analytics API.',
    advice:
      'It comes with Claude Enterprise, not with Free, Pro or Team: use a key from the Enterprise organization. If this is one, Anthropic may have put it on hold.',
  },
  organization_differs: {
    status: 409,
    title: 'This key belongs to another Claude organization.',
    advice:
      'The figures of two organizations are never mixed, so nothing was stored. Use a key of the organization that was connected before. If your company moved to this one, ask those who run this app to accept it.',
  },
  api_refused: {
    status: 422,
    title: 'Claude refuses to answer.',
    advice:
      'Nothing can be read until that changes. Ask a Primary Owner to check the organization’s settings and billing in Claude. If they are in order, give Claude’s support the request id.',
  },
  api_blocked: {
    status: 502,
    title: 'Something else answered in the place of Claude’s API.',
    advice:
      'Nothing is lost, and the key may be right. A firewall, a proxy or a sign-in page on the way gave the answer: let this server connect to api.anthropic.com, or to the address that is configured instead.',
  },
  api_unreachable: {
    status: 502,
    title: 'Claude’s API could not be reached.',
    advice:
      'Nothing is lost. Try again in a few minutes; if it lasts, check that this server may connect to api.anthropic.com, or to the address that is configured instead.',
  },
  api_unavailable: {
    status: 503,
    title: 'Claude’s API is not answering properly right now.',
    advice: 'Nothing is lost. Try again in a few minutes; status.claude.com lists known problems.',
  },
  rate_limited: {
    status: 503,
    title: 'Claude’s API allows no more requests this minute.',
    advice: 'Nothing is lost. The limit is shared by all tools of your organization: try again in a minute.',
  },
  unexpected_answer: {
    status: 502,
    title: 'Claude’s API gave an answer that could not be understood.',
    advice:
      'Nothing of it was stored, so no figure is wrong. Try again later; if it lasts, an update of this integration is needed.',
  },
  // The connection.
  not_connected: {
    status: 409,
    title: 'Claude is not connected.',
    advice: 'There is nothing to sync. An admin connects it once, for the whole organization.',
  },
  key_unreadable: {
    status: 409,
    title: 'The stored key can no longer be opened.',
    advice:
      'No new days are read, because the key ring of this server has changed. Paste the Analytics key again, or restore the former vault key.',
  },
  // Linking.
  link_own: {
    status: 403,
    title: 'You cannot change a link from or to yourself.',
    advice: 'Nothing was changed. Ask somebody else who matches people.',
  },
  link_address_taken: {
    status: 409,
    title: 'This address belongs to somebody else.',
    advice: 'Nothing was changed. Link this Claude user to somebody who has the address, or to nobody.',
  },
  link_protected: {
    status: 403,
    title: 'The figures behind this link are not shown to others.',
    advice: 'Nothing was changed, because another link would show them. Ask those who run this app.',
  },
  employee_unknown: {
    status: 422,
    title: 'This person is not in the directory.',
    advice:
      'Nothing was changed: a Claude user can only be linked to someone in the directory. Search for them again; if they are new, wait for the next sync.',
  },
  nothing_to_undo: {
    status: 409,
    title: 'There is no decision to take back.',
    advice:
      'Nothing was changed: the newest change to this Claude user’s link was not made by an admin. Load the list again to see how things stand.',
  },
  // The request.
  not_signed_in: {
    status: 401,
    title: 'You are not signed in.',
    advice: 'Sign in again.',
  },
  invitation_invalid: {
    status: 401,
    title: 'This link does not work any more.',
    advice:
      'It is incomplete, or it was used, withdrawn or replaced by a newer one. If you have saved a key with it, nothing is left to do. Otherwise, ask whoever sent you the link for a new one. For safety, this page names neither the company nor the person.',
  },
  invitation_expired: {
    status: 401,
    title: 'This link has expired.',
    advice:
      'It worked for 72 hours, and nobody used it. Ask whoever sent it to you for a new one. A key that you have created in Claude can be used with the new link.',
  },
  not_permitted: {
    status: 403,
    title: 'You do not have the permission for this.',
    advice: 'Nothing was changed. Ask somebody who has it, usually an admin.',
  },
  not_found: {
    status: 404,
    title: 'Not found or not shared with you.',
    advice: 'It does not exist, or you may not see it. Check the address.',
  },
  directory_stale: {
    status: 403,
    title: 'The employee directory is too old to tell who manages anyone.',
    advice:
      'So only your own figures are shown. Nothing is lost: the rest comes back once the directory is read. Try again in a few minutes; if it lasts, tell those who run this app.',
  },
  figures_not_shown: {
    status: 403,
    title: 'The figures of this person are not shown.',
    advice: 'Only they can see them.',
  },
  cross_site: {
    status: 403,
    title: 'This request came from another site.',
    advice: 'Nothing was read or changed: requests are accepted only from the pages of this app. Make it there.',
  },
  json_expected: {
    status: 415,
    title: 'A JSON body is expected.',
    advice: 'Nothing was changed. Send JSON, with content-type: application/json.',
  },
  body_too_large: {
    status: 413,
    title: 'The body of this request is too large.',
    advice: 'Nothing was changed. Send at most 16 kB.',
  },
  body_already_read: {
    status: 500,
    title: 'The body of this request was read before it came here.',
    advice:
      'Nothing was changed. Those who run this app have to mount the handler before their body parser, or pass it the raw request.',
  },
  invalid_request: {
    status: 400,
    title: 'The request is not valid.',
    advice: 'Nothing was done. Correct the field that is named.',
  },
  not_ready: {
    status: 503,
    title: 'Claude usage is not available right now.',
    advice:
      'The database of this app could not be reached. Nothing is lost. Try again in a minute; if it lasts, tell those who run this app.',
  },
  stopped: {
    status: 503,
    title: 'This server has stopped.',
    advice: 'Nothing was changed. Try again in a moment.',
  },
  too_many_checks: {
    status: 429,
    title: 'Too many keys were checked in the last hour.',
    advice: 'Your key was not checked: the request limit of Claude’s API is kept for reading. Try again in an hour.',
  },
  busy: {
    status: 503,
    title: 'The server has too much to do right now.',
    advice: 'Nothing is lost. Try again in a minute.',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong on our side.',
    advice: 'What was read before stays. Try again; if it lasts, tell those who run this app the request id.',
  },
} as const

/**
 * The problems of failed requests, by code. `status` is the HTTP status. `title` says what happened. `advice` says why
 * it matters and what to do. The codes are stable, because hosts and widgets rely on them.
 */
export const problems: typeof keyProblems & typeof serverProblems =
  // Marked as pure, so that bundlers can drop the call if `problems` is not used.
  /* @__PURE__ */ Object.assign({}, keyProblems, serverProblems)

/** The code of a problem. */
export type ProblemCode = keyof typeof problems

/** The answer of a failed request: a problem document (RFC 9457) with a stable code. */
export interface Problem {
  /** `urn:windmill-claude:<code>`. Each code has a page in `docs/errors` of this package. */
  readonly type: string
  /** What happened. */
  readonly title: string
  /** The HTTP status, 400 to 599. */
  readonly status: number
  /** Why it matters and what to do, or which field is invalid. */
  readonly detail: string
  readonly code: ProblemCode
  /** The invalid field of the request. Absent if the problem is not about one field. */
  readonly field?: string
  /** The id of the failed request at Claude's API or on this server, to quote to support. */
  readonly requestId?: string
}

/** Whether a value is a known problem code. */
export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problems, code)

/**
 * Creates the problem document of a code.
 * @param extra Optional fields. `detail` replaces the advice of the code.
 */
export const createProblem = (
  code: ProblemCode,
  extra: { readonly detail?: string; readonly field?: string; readonly requestId?: string } = {},
): Problem => {
  const { status, title, advice } = problems[code]
  return { type: `urn:windmill-claude:${code}`, title, status, detail: advice, code, ...extra }
}
