import type { ProblemCode } from '@windmill/claude-core'

/** English title and advice of the problems that arise in the browser. Core has the texts of the server's problems. */
export const clientProblems: {
  readonly [Code in ClientProblemCode]: { readonly title: string; readonly advice: string }
} = {
  server_unreachable: {
    title: 'The server could not be reached.',
    advice: 'Check your network connection, then try again. Nothing was lost.',
  },
  answer_unreadable: {
    title: 'The server gave an answer that could not be read.',
    advice: 'Reload the page. If it lasts, tell an admin.',
  },
  part_not_loaded: {
    title: 'This part could not be loaded.',
    advice: 'Check your network connection, then try again. If it lasts, reload the page.',
  },
  not_signed_in: {
    title: 'You are not signed in.',
    advice: 'Sign in again.',
  },
  date_invalid: {
    title: 'This page asks for dates that do not exist.',
    advice: 'No figure is shown, because it would be for other days.',
  },
}

/**
 * Code of a problem that arises in the browser:
 *
 * - `server_unreachable`: the request got no response.
 * - `answer_unreadable`: the response is not JSON, is not the expected answer, or is an error without a problem
 *   document.
 * - `part_not_loaded`: the code of a widget could not be loaded.
 * - `not_signed_in`: `viewerId` is null. No request is sent. A server answers with the same code.
 * - `date_invalid`: the host passed a date that does not exist, or a period that ends before it begins. No request is
 *   sent.
 */
export type ClientProblemCode =
  | 'server_unreachable'
  | 'answer_unreadable'
  | 'part_not_loaded'
  | 'not_signed_in'
  | 'date_invalid'

/**
 * Code of a `ClaudeProblem`: one of the server's codes, one of the browser's, or `provider_missing` for a widget or
 * hook outside a `ClaudeProvider`. A newer server can send codes that are not listed here.
 */
export type ClaudeProblemCode = ProblemCode | ClientProblemCode | 'provider_missing'

/** The fields of a new `ClaudeProblem`. They have the same meaning as in the class. */
export interface ClaudeProblemOptions {
  readonly code: ClaudeProblemCode
  readonly title: string
  readonly detail: string
  readonly status: number
  readonly field?: string | undefined
  readonly requestId?: string | undefined
  /** The error that led to the problem. */
  readonly cause?: unknown
}

/**
 * Thrown when a request fails, unless it was aborted, and by a widget or hook outside a `ClaudeProvider`.
 *
 * Codes common to all requests: `not_signed_in`, `cross_site`, `invalid_request`, `internal_error`,
 * `server_unreachable` and `answer_unreadable`. Each fetch function names its other codes.
 */
export class ClaudeProblem extends Error {
  override readonly name = 'ClaudeProblem'
  /** Stable identifier of the problem. */
  declare readonly code: ClaudeProblemCode
  /** What happened, in English. */
  declare readonly title: string
  /** What it means and what to do, in English. */
  declare readonly detail: string
  /** The HTTP status of the response. 0 if there was no response. */
  declare readonly status: number
  /** The invalid field of the request. Undefined if no single field is invalid. */
  declare readonly field: string | undefined
  /** The id of the failed request, for support. Undefined if the server gave none. */
  declare readonly requestId: string | undefined

  constructor({ cause, ...fields }: ClaudeProblemOptions) {
    super(`${fields.title} ${fields.detail}`, { cause })
    Object.assign(this, fields)
  }
}

/**
 * Returns whether an error is a `ClaudeProblem`. A second copy of the package on the page has a class of its own, but
 * can share the query client.
 */
export const isClaudeProblem = (error: unknown): error is ClaudeProblem =>
  (error as Partial<ClaudeProblem> | null | undefined)?.name === 'ClaudeProblem'

/** Creates a problem that arises in the browser. `status` is 0 if there was no response. */
export const createClientProblem = (code: ClientProblemCode, status: number, cause?: unknown): ClaudeProblem => {
  const { title, advice } = clientProblems[code]
  return new ClaudeProblem({ code, title, detail: advice, status, cause })
}

/** Returns a `ClaudeProblem` unchanged, and converts any other error to `answer_unreadable`. */
export const toClaudeProblem = (error: unknown): ClaudeProblem =>
  isClaudeProblem(error) ? error : createClientProblem('answer_unreadable', 0)
