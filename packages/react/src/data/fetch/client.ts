/** How to reach the Claude integration on the host's server. */
export interface ClaudeClient {
  /** Path or URL at which the handler is mounted, without a trailing slash, such as `/api/claude`. */
  readonly baseUrl: string
  /**
   * Id of the signed-in viewer. It is part of every query key, so that the next viewer in the same browser gets no
   * cached data of the previous one. Null if nobody is signed in: requests then fail with `not_signed_in` and are not
   * sent.
   */
  readonly viewerId: string | null
  /**
   * Replaces the global `fetch`, for example to add headers or to answer without a network.
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch
}

/** Options of a single request. */
export interface RequestOptions {
  /** Aborts the request. The promise then rejects with the abort reason, not with a `ClaudeProblem`. */
  readonly signal?: AbortSignal
}
