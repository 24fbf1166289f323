import { AnalyticsError } from '@windmill/claude-core/api'
import { ConfigurationError } from './configuration-error.ts'
import { hideSecrets } from './hide-secrets.ts'
import { ProblemError } from './problem-error.ts'
import { LeaseLostError } from './storage/adapter.ts'
import { StorageError } from './storage/errors.ts'
import { VaultError } from './vault/keyring.ts'

/** Where the integration says what it does. Keys, e-mails and counts are never logged. `console` fits. */
export interface Logger {
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void
}

type ErrorDetails = {
  /** By which its page is found, where it is one of the product's. */
  readonly code: unknown
  readonly error: string
  /** Where it came from, for an error that the product does not know. */
  readonly stack?: string
  readonly cause?: ErrorDetails
}

/** What the product's own code throws, with a message that says all there is to say. */
const known = [AnalyticsError, ConfigurationError, LeaseLostError, ProblemError, StorageError, VaultError]

/** An error may have a cause that has one; in a circle, too. */
const mostCauses = 5

/** What is logged of an error: what it says and its code; of one that is not the product's also its stack and its cause. */
export const errorDetails = (error: unknown, causes: number = mostCauses): ErrorDetails => {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code
  if (!(error instanceof Error)) return { code, error: hideSecrets(String(error)) }
  const details = { code, error: hideSecrets(error.message) }
  if (known.some((type) => error instanceof type)) return details
  // A host with several addresses fails once for each: the first says enough.
  const cause: unknown = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined)
  return {
    ...details,
    ...(error.stack !== undefined && { stack: hideSecrets(error.stack) }),
    ...(cause !== undefined && cause !== null && causes > 0 && { cause: errorDetails(cause, causes - 1) }),
  }
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
