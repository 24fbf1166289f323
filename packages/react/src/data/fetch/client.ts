/** Where the Claude integration answers, and how it is asked. */
export interface ClaudeClient {
  /** The handler's base path or URL, without a slash at the end: `/api/claude`. */
  readonly baseUrl: string
  /** Stands in for the global `fetch`: to add headers, or to answer without a network. */
  readonly fetch?: typeof globalThis.fetch
}

export interface RequestOptions {
  readonly signal?: AbortSignal
}
