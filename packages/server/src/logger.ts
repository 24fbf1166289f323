import { AnalyticsError } from '@windmill/claude-core/api'
import { ConfigurationError } from './configuration-error.ts'
import { ProblemError } from './problem-error.ts'
import { redactSecrets } from './redact-secrets.ts'
import { LeaseLostError } from './storage/adapter.ts'
import { StorageError } from './storage/errors.ts'
import { VaultError } from './vault/keyring.ts'

/** Receives the integration's log messages. `console` fits. No key, e-mail address or usage count is ever logged. */
export interface Logger {
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void
}

type ErrorDetails = {
  /** The error's code, if it has one. Each code of the integration's own errors has a documentation page. */
  readonly code: string | number | undefined
  readonly error: string
  /** Left out for the integration's own errors. */
  readonly stack?: string
  /** Left out for the integration's own errors. */
  readonly cause?: ErrorDetails
}

/** The integration's own errors. Their messages are complete without stack and cause. */
const ownErrorClasses = [AnalyticsError, ConfigurationError, LeaseLostError, ProblemError, StorageError, VaultError]

/** Maximum number of causes to describe. A chain of causes may be circular. */
const maxCauses = 5

/**
 * Returns the `code` of an error if it looks like an error code, since the host's code can set it to anything.
 * Undefined otherwise.
 */
export const findErrorCode = (error: unknown): string | number | undefined => {
  const code = readCode(error)
  if (typeof code === 'number') return code
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) && redactSecrets(code) === code ? code : undefined
}

const readCode = (error: unknown): unknown => {
  try {
    return (error as { readonly code?: unknown } | null | undefined)?.code
  } catch {
    return undefined
  }
}

/**
 * Returns what to log about an error, without secrets: its message and code. An error that is not the integration's own
 * also has its stack and its causes. Never throws, although the host's code may throw anything, such as an object
 * without a prototype or an error with a `message` that is not a string.
 */
export const describeError = (error: unknown, remainingCauses: number = maxCauses): ErrorDetails => {
  const code = findErrorCode(error)
  try {
    return describeReadableError(error, code, remainingCauses)
  } catch {
    return { code, error: 'Something was thrown that cannot be shown as text' }
  }
}

const describeReadableError = (error: unknown, code: ErrorDetails['code'], remainingCauses: number): ErrorDetails => {
  if (!(error instanceof Error)) return { code, error: redactSecrets(String(error)) }
  const details = { code, error: redactSecrets(String(error.message)) }
  if (ownErrorClasses.some((type) => error instanceof type)) return details
  // A host name with several IP addresses fails once per address. The first error is enough.
  const cause: unknown = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined)
  return {
    ...details,
    ...(error.stack !== undefined && { stack: redactSecrets(String(error.stack)) }),
    ...(cause !== undefined &&
      cause !== null &&
      remainingCauses > 0 && { cause: describeError(cause, remainingCauses - 1) }),
  }
}

/** A logger that discards everything. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
