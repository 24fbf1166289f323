import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ProblemError } from '../problem-error.ts'
import { redactSecrets } from '../redact-secrets.ts'
import type { HandlerEnv } from './add-routes.ts'
import { readInvitation } from './read-invitation.ts'

/**
 * The statuses of a request that its sender may not make: not signed in, not permitted, hidden or unknown, too large,
 * too many.
 */
const refusalStatuses: readonly number[] = [401, 403, 404, 413, 429]

/**
 * Whether a problem says that the viewer may not do something. Other problems are faults of the request or the server.
 */
export const isRefusal = ({ problem }: ProblemError): boolean => refusalStatuses.includes(problem.status)

/** Maximum length of a logged string that the sender of a request chose. */
const maxTextLength = 200

/** Maximum length of a string before its secrets are masked, so that masking takes a bounded time. */
const maxMaskedLength = 2000

/** Returns what to log about a request: its route, and the path without its query and without secrets. */
export const describeRequest = (context: Context<HandlerEnv>): Readonly<Record<string, unknown>> => {
  const { method, path } = context.req
  return { method, route: findRoute(context), path: toLoggedText(path) }
}

/** Returns what to log about a refused request: who asked for what, and why it was refused. */
export const describeRefusal = (
  { code }: ProblemError,
  context: Context<HandlerEnv>,
): Readonly<Record<string, unknown>> => {
  const { viewer, crossOrigin } = context.var
  return {
    code,
    accountId: viewer?.accountId ?? null,
    employeeId: viewer?.employeeId ?? null,
    ...(readInvitation(context.req.raw) !== null && { actor: 'invitation' }),
    ...describeRequest(context),
    ...(crossOrigin && {
      fetchSite: crossOrigin.fetchSite && toLoggedText(crossOrigin.fetchSite),
      origin: crossOrigin.origin && toLoggedText(crossOrigin.origin),
      acceptedOrigins: crossOrigin.acceptedOrigins.map(toLoggedText),
    }),
  }
}

/** Finds the pattern of the route of a request. `*` if there is none. */
export const findRoute = (context: Context<HandlerEnv>): string => matchedRoutes(context).at(-1)?.path ?? '*'

/** Decodes a string first, since an encoded secret does not look like a secret. */
const toLoggedText = (text: string): string => redactSecrets(cut(decode(text))).slice(0, maxTextLength)

/** Cuts a string after a slash, since a part of a secret does not look like a secret. */
const cut = (text: string): string =>
  text.length <= maxMaskedLength ? text : `${text.slice(0, text.lastIndexOf('/', maxMaskedLength) + 1)}…`

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
