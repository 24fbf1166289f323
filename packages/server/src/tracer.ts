import { ignoreFailure } from './host/ignore-failure.ts'
import { findErrorCode } from './logger.ts'

/** Attributes of a span, by name. The documentation of `Tracer` lists the names. */
export type SpanAttributes = Readonly<Record<string, string | number>>

/** The part of OpenTelemetry's `Span` that the integration uses. */
export interface Span {
  setAttribute(key: string, value: string | number): unknown
  /** Marks the span as failed. Code 2 means error. */
  setStatus(status: { readonly code: 2 }): unknown
  end(): void
}

/**
 * Receives the integration's spans. An OpenTelemetry `Tracer` fits. A span has the account's id as `claude.account_id`
 * unless nobody is signed in, and the stable error code as `error.type` after an error. There are four kinds of span:
 *
 * - `claude.sync`: one run of an account. `claude.outcome` is `done`, or `interrupted` when Claude's API is down or its
 *   rate limit is used up. A run that was stopped has neither an outcome nor an error.
 * - `claude.sync.day`: the reading of one day. `claude.day` is the day, and `claude.reason` is why it was read.
 * - `claude.api.request`: one request to Claude's API, from sending it to the end of its response. Each retry has its
 *   own span. Has `http.request.method`, `http.response.status_code` if an answer came, and `claude.endpoint` (`users`,
 *   `skills` or `connectors`). The refusal that reveals the latest day does not fail the span.
 * - Method and route pattern, such as `GET /api/claude/employees/:id/stats`: one request to the handler. Has
 *   `http.request.method`, `http.response.status_code`, and the route's pattern as `http.route`. A refused
 *   request has an `error.type`, but only a server error fails the span.
 *
 * No span has a key, an e-mail address, a person's name, a usage count, or the id of an employee or a Claude user.
 */
export interface Tracer {
  /** Starts a span, makes it the parent of spans started inside `run`, and returns the result of `run`. */
  startActiveSpan<Result>(
    name: string,
    options: { readonly attributes: SpanAttributes },
    run: (span: Span) => Result,
  ): Result
}

interface SpanOptions {
  /** Undefined if nothing is traced. */
  readonly tracer: Tracer | undefined
  readonly name: string
  readonly attributes: SpanAttributes
  /**
   * Whether an error marks the span as failed.
   * @default () => true
   */
  readonly isFailure?: (error: unknown) => boolean
}

/**
 * Runs a function once, inside a new active span. A tracer that throws, hangs or returns something else changes
 * nothing: the function then runs without a span. Without a tracer it only runs the function.
 */
export const runInSpan = async <Result>(
  { tracer, name, attributes, isFailure }: SpanOptions,
  run: (span: Span | undefined) => Promise<Result>,
): Promise<Result> => {
  if (!tracer) return await run(undefined)
  let result: Promise<Result> | undefined
  const runOnce = (given?: Span): Promise<Result> => {
    result ??= runWithSpan(given && guardSpan(given))
    return result
  }
  const runWithSpan = async (span: Span | undefined): Promise<Result> => {
    try {
      return await run(span)
    } catch (error) {
      if (isFailure?.(error) ?? true) markSpanFailed(span, readErrorCode(error))
      throw error
    } finally {
      span?.end()
    }
  }
  // The tracer's own answer is not used, because it may be anything.
  ignoreFailure(() => tracer.startActiveSpan(name, { attributes }, runOnce))
  return await runOnce()
}

/** Returns a span that never throws. */
const guardSpan = (span: Span): Span => ({
  setAttribute: (key, value) => ignoreFailure(() => span.setAttribute(key, value)),
  setStatus: (status) => ignoreFailure(() => span.setStatus(status)),
  end: () => ignoreFailure(() => span.end()),
})

/** Marks a span as failed and adds the error code, but not the message, which may quote Claude or a database. */
export const markSpanFailed = (span: Span | undefined, code: string): void => {
  span?.setAttribute('error.type', code)
  span?.setStatus({ code: 2 })
}

/** Returns the error's `code` if it is a string that looks like an error code. Otherwise returns `internal_error`. */
export const readErrorCode = (error: unknown): string => {
  const code = findErrorCode(error)
  return typeof code === 'string' ? code : 'internal_error'
}
