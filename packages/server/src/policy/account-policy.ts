import { type AccountId, isDay, type PolicyChange } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import { describeValue } from '../describe-value.ts'
import { refuseUnknownOptions } from '../refuse-unknown-options.ts'
import type { AccountPolicy } from '../storage/adapter.ts'

/** What an account keeps, and for how long. Every field is optional. */
export interface PolicyOptions {
  /**
   * The first day that is read and kept, as `YYYY-MM-DD`. Null for everything that Claude still has.
   * @default null
   */
  readonly historyFrom?: string | null | undefined
  /**
   * How long usage is kept, in days: a whole number from 1 to 36,500. Earlier days are no longer shown or read. Null
   * keeps usage forever.
   * @default null
   */
  readonly usageRetentionDays?: number | null | undefined
  /**
   * How long entries of the log are kept, in days: a whole number from 1 to 36,500. The log says who read and who
   * changed what.
   * @default 365
   */
  readonly accessRetentionDays?: number | undefined
  /**
   * Maximum age of the directory, in hours: a whole number from 1 to 8,760. While the directory cannot be read for
   * longer, managers see only themselves.
   * @default 96
   */
  readonly directoryMaxAgeHours?: number | undefined
}

/** The host's policy: one policy for all accounts, or a function that returns the policy of an account. */
export type HostPolicy =
  | PolicyOptions
  | ((accountId: AccountId, options: { readonly signal: AbortSignal }) => PolicyOptions | Promise<PolicyOptions>)

/** Values of the fields that the host leaves out. */
export const defaultPolicy: AccountPolicy = {
  historyFrom: null,
  usageRetentionDays: null,
  accessRetentionDays: 365,
  directoryMaxAgeHours: 96,
}

/** About a hundred years. A much larger value would give a cutoff that no database can store. */
const maxRetentionDays = 36_500
/** A year. */
const maxDirectoryAgeHours = 8_760

const isCount = (given: unknown, max: number): boolean =>
  Number.isInteger(given) && Number(given) >= 1 && Number(given) <= max
const isRetention = (given: unknown): boolean => isCount(given, maxRetentionDays)

interface PolicyRule {
  readonly field: keyof AccountPolicy
  /** What the field must be, worded for an error message. */
  readonly expected: string
  readonly isValid: (given: unknown) => boolean
}

/** One rule per field of a policy. */
export const policyRules: readonly PolicyRule[] = [
  {
    field: 'historyFrom',
    expected: 'a day as YYYY-MM-DD, or null',
    isValid: (given) => given === null || isDay(given),
  },
  {
    field: 'usageRetentionDays',
    expected: `a whole number from 1 to ${maxRetentionDays}, or null`,
    isValid: (given) => given === null || isRetention(given),
  },
  { field: 'accessRetentionDays', expected: `a whole number from 1 to ${maxRetentionDays}`, isValid: isRetention },
  {
    field: 'directoryMaxAgeHours',
    expected: `a whole number from 1 to ${maxDirectoryAgeHours}`,
    isValid: (given) => isCount(given, maxDirectoryAgeHours),
  },
]

/**
 * Validates the policy that the host gives for an account, and completes it. The host's code may be untyped.
 * @throws `ConfigurationError` `option_invalid`, with a message that names the field.
 */
export const parsePolicy = (given: unknown): AccountPolicy => {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || 'then' in given) {
    throw createPolicyError('policy(accountId)', describeValue(given), 'an object')
  }
  refuseUnknownOptions(
    given,
    'policy(accountId)',
    policyRules.map(({ field }) => field),
  )
  const fields = policyRules.map(({ field, expected, isValid }) => {
    const value: unknown = (given as Readonly<Record<string, unknown>>)[field]
    if (value === undefined) return [field, defaultPolicy[field]] as const
    if (!isValid(value)) throw createPolicyError(`${field} of policy(accountId)`, describeValue(value), expected)
    return [field, value] as const
  })
  return Object.fromEntries(fields) as unknown as AccountPolicy
}

const createPolicyError = (what: string, actual: string, expected: string): ConfigurationError =>
  new ConfigurationError(
    'option_invalid',
    `${what} is ${actual}: it must be ${expected}. The policy that was applied before stays in force. Correct it.`,
  )

/** Lists the fields in which two policies differ. */
export const listPolicyChanges = (from: AccountPolicy, to: AccountPolicy): PolicyChange[] =>
  policyRules.flatMap(({ field }) => (from[field] === to[field] ? [] : [{ field, from: from[field], to: to[field] }]))
