/** What is told of a span: ids of accounts, days, endpoints, routes, statuses and codes. */
export type SpanAttributes = Readonly<Record<string, string | number>>

export interface Span {
  setAttribute(key: string, value: string | number): unknown
  /** 2 stands for an error. */
  setStatus(status: { readonly code: 2 }): unknown
  end(): void
}

/**
 * Where the integration says what takes how long: OpenTelemetry's `Tracer` fits. Four kinds of spans, with the account's id
 * as `claude.account_id`, and the stable code of what went wrong as `error.type`:
 *
 * - `claude.sync`: an account's run, with its outcome as `claude.outcome`: `done`, or `interrupted` where Claude's API is
 *   down or its limit spent. A run that was ended on purpose has none, and no error.
 * - `claude.sync.day`: the reading of a day, with `claude.day` and why it was read as `claude.reason`.
 * - `claude.api.request`: each request to Claude's API, repeated ones included, from sending it to the end of its answer.
 *   With `http.request.method`, `http.response.status_code`, and `users`, `skills` or `connectors` as `claude.endpoint`.
 *   The refusal from which the latest day is learned is no error.
 * - `GET /api/claude/employees/:id/stats` and the like: a request that was served, with `http.request.method`, the route's
 *   pattern as `http.route`, and `http.response.status_code`. An error of the server alone, not of its caller, is one of the span.
 *
 * Never a key, an e-mail, a name, a count, or the id of an employee or a claude user.
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
  /** Which errors are failures; all by default. */
  readonly isFailure?: (error: unknown) => boolean
}

/** Runs something in a span, which what it does belongs to; without a tracer, just so. */
export const inSpan = async <Result>(
  { tracer, name, attributes, isFailure }: SpanOptions,
  run: (span: Span | undefined) => Promise<Result>,
): Promise<Result> => {
  if (!tracer) return await run(undefined)
  return await tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await run(span)
    } catch (error) {
      if (isFailure?.(error) ?? true) failSpan(span, codeOf(error))
      throw error
    } finally {
      span.end()
    }
  })
}

/** Marks a span as failed, with nothing but a code: messages may hold what Claude or a database said. */
export const failSpan = (span: Span | undefined, code: string): void => {
  span?.setAttribute('error.type', code)
  span?.setStatus({ code: 2 })
}

export const codeOf = (error: unknown): string => {
  const code = (error as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'internal_error'
}
