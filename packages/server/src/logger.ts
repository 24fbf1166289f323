import { AnalyticsError } from '@windmill/claude-core/api'
import { ConfigurationError } from './configuration-error.ts'
import { ProblemError } from './problem-error.ts'
import { redactSecrets } from './redact-secrets.ts'
import { LeaseLostError } from './storage/adapter.ts'
import { StorageError } from './storage/errors.ts'
import { VaultError } from './vault/keyring.ts'

/** Receives the integration's log messages; `console` fits. Keys, e-mails and counts are never logged. */
export interface Logger {
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void
}

type ErrorDetails = {
  /** The error's code. For the product's own errors it leads to the error's documentation page. */
  readonly code: unknown
  readonly error: string
  /** Only for errors that are not the product's own. */
  readonly stack?: string
  readonly cause?: ErrorDetails
}

/** Errors of the product's own code. Their message is complete without stack and cause. */
const productErrors = [AnalyticsError, ConfigurationError, LeaseLostError, ProblemError, StorageError, VaultError]

/** Maximum length of a chain of causes, which may be circular. */
const maxCauses = 5

/** Returns what to log about an error: message and code, and for errors that are not the product's own also stack and cause. */
export const describeError = (error: unknown, remainingCauses: number = maxCauses): ErrorDetails => {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code
  if (!(error instanceof Error)) return { code, error: redactSecrets(String(error)) }
  const details = { code, error: redactSecrets(error.message) }
  if (productErrors.some((type) => error instanceof type)) return details
  // A host name with several IP addresses fails once per address. The first error is enough.
  const cause: unknown = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined)
  return {
    ...details,
    ...(error.stack !== undefined && { stack: redactSecrets(error.stack) }),
    ...(cause !== undefined &&
      cause !== null &&
      remainingCauses > 0 && { cause: describeError(cause, remainingCauses - 1) }),
  }
}

/** A logger that discards everything. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
