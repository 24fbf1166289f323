import type { Problem, ProblemCode } from '@windmill/claude-core'

/** What can go wrong between the browser and the host's server, beside the problems that the server itself names. */
export const clientProblems: {
  readonly [Code in ClientProblemCode]: { readonly title: string; readonly advice: string }
} = {
  server_unreachable: {
    title: 'The server could not be reached.',
    advice: 'Check your network connection, then try again. Nothing was lost.',
  },
  answer_unreadable: {
    title: 'The server gave an answer that could not be read.',
    advice: 'Try again. If it lasts, an admin should check where the Claude integration is mounted.',
  },
  part_not_loaded: {
    title: 'This part could not be loaded.',
    advice: 'Check your network connection, then try again. If it lasts, load the page anew.',
  },
  date_invalid: {
    title: 'This page asks for dates that do not exist.',
    advice:
      'No figure is shown, because it would be one of other days. Developers: a date has the form YYYY-MM-DD, and a period does not end before it begins.',
  },
}

export type ClientProblemCode = 'server_unreachable' | 'answer_unreadable' | 'part_not_loaded' | 'date_invalid'

/** `provider_missing` is for the host's developer: nobody else meets it. */
export type ClaudeProblemCode = ProblemCode | ClientProblemCode | 'provider_missing'

interface ClaudeProblemOptions {
  readonly code: ClaudeProblemCode
  readonly title: string
  readonly detail: string
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly field?: string | undefined
  readonly requestId?: string | undefined
  readonly cause?: unknown
}

/** Every failure of a fetch function, and a widget without a provider. `title` says what happened, `detail` what to do; `code` is stable. */
export class ClaudeProblem extends Error {
  override readonly name = 'ClaudeProblem'
  declare readonly code: ClaudeProblemCode
  declare readonly title: string
  declare readonly detail: string
  declare readonly status: number
  declare readonly field: string | undefined
  declare readonly requestId: string | undefined

  constructor({ cause, ...what }: ClaudeProblemOptions) {
    super(`${what.title} ${what.detail}`, { cause })
    Object.assign(this, what)
  }
}

export const isClaudeProblem = (error: unknown): error is ClaudeProblem => error instanceof ClaudeProblem

export const clientProblem = (code: ClientProblemCode, status: number, cause?: unknown): ClaudeProblem => {
  const { title, advice } = clientProblems[code]
  return new ClaudeProblem({ code, title, detail: advice, status, cause })
}

/** Whether a body is one of the server's problem documents; a newer server may know codes that are not listed here. */
export const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  (['code', 'title', 'detail'] as const).every((field) => typeof (body as Partial<Problem>)[field] === 'string')

/** A failure of any kind, as a problem: what is not known could not be read. */
export const asProblem = (error: unknown): ClaudeProblem =>
  isClaudeProblem(error) ? error : clientProblem('answer_unreadable', 0)
