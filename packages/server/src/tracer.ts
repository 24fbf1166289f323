/** Attributes of a span: account ids, days, endpoints, routes, HTTP statuses and error codes. */
export type SpanAttributes = Readonly<Record<string, string | number>>

/** The part of OpenTelemetry's `Span` that the integration uses. */
export interface Span {
  setAttribute(key: string, value: string | number): unknown
  /** Code 2 means error. */
  setStatus(status: { readonly code: 2 }): unknown
  end(): void
}

/**
 * Receives the integration's spans. OpenTelemetry's `Tracer` fits. There are four kinds of span. Each has the account's id as
 * `claude.account_id`, and after a failure the stable error code as `error.type`:
 *
 * - `claude.sync`: one run of an account. `claude.outcome` is `done`, or `interrupted` when Claude's API is down or its rate
 *   limit is spent. A run that was stopped on purpose has neither an outcome nor an error.
 * - `claude.sync.day`: the reading of one day, with `claude.day`, and the reason it was read as `claude.reason`.
 * - `claude.api.request`: one request to Claude's API, retries included, from sending it to the end of its response. Has
 *   `http.request.method`, `http.response.status_code`, and `claude.endpoint` (`users`, `skills` or `connectors`). The refusal
 *   that reveals the latest day is not an error.
 * - `GET /api/claude/employees/:id/stats` and the like: one served request, with `http.request.method`,
 *   `http.response.status_code`, and the route's pattern as `http.route`. Only server errors fail the span, not client errors.
 *
 * No span holds a key, an e-mail, a name, a count, or the id of an employee or a Claude user.
 */
export interface Tracer {
  startActiveSpan<Result>(
    name: string,
    options: { readonly attributes: SpanAttributes },
    run: (span: Span) => Result,
  ): Result
}

interface SpanOptions {
  readonly tracer: Tracer | undefined
  readonly name: string
  readonly attributes: SpanAttributes
  /**
   * Whether an error marks the span as failed.
   * @default () => true
   */
  readonly isFailure?: (error: unknown) => boolean
}

/** Runs a function inside a new active span. Without a tracer it only runs the function. */
export const runInSpan = async <Result>(
  { tracer, name, attributes, isFailure }: SpanOptions,
  run: (span: Span | undefined) => Promise<Result>,
): Promise<Result> => {
  if (!tracer) return await run(undefined)
  return await tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await run(span)
    } catch (error) {
      if (isFailure?.(error) ?? true) markSpanFailed(span, readErrorCode(error))
      throw error
    } finally {
      span.end()
    }
  })
}

/** Marks a span as failed and records only the error code. Messages may quote Claude or a database, so they are left out. */
export const markSpanFailed = (span: Span | undefined, code: string): void => {
  span?.setAttribute('error.type', code)
  span?.setStatus({ code: 2 })
}

/** The error's `code` when it is a string, otherwise `internal_error`. */
export const readErrorCode = (error: unknown): string => {
  const code = (error as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'internal_error'
}
