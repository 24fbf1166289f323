/** Where the integration says what it does. Keys, e-mails and counts are never logged. `console` fits. */
export interface Logger {
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void
}

/** What is logged of an error: its code, by which its page is found, and what it says. */
export const errorDetails = (error: unknown): { readonly code: unknown; readonly error: string } => ({
  code: (error as { readonly code?: unknown } | null)?.code,
  error: error instanceof Error ? error.message : String(error),
})

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
