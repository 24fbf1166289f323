import { ConfigurationError } from './configuration-error.ts'
import type { ClaudeIntegrationOptions } from './integration.ts'
import { kindOf } from './kind-of.ts'
import { memoryStorage } from './storage/memory.ts'

/**
 * Refuses options that would fail later, or work in another way than was meant. The host's own code gives them, and that
 * need not be typed. Throws a `ConfigurationError` that names the option.
 */
export const checkOptions = (options: ClaudeIntegrationOptions): void => {
  for (const { name, mustBe, isRight = () => true, operations = [], isOptional } of rules) {
    const given = name.split('.').reduce<unknown>((whole, part) => fieldOf(whole, part), options)
    if (given === undefined && isOptional) continue
    const lacking = operations.find((operation) => typeof fieldOf(given, operation) !== 'function')
    if (lacking === undefined && isRight(given)) continue
    const kind = kindOf(given)
    throw new ConfigurationError(
      'option_invalid',
      `The option ${name} of createClaudeIntegration is ${kind}${kind === 'an object' && lacking ? ` without ${lacking}` : ''}: ` +
        `it must be ${mustBe}. Nothing was started. Correct it where the integration is made.`,
    )
  }
}

interface Rule {
  readonly name: string
  readonly mustBe: string
  readonly isRight?: (given: unknown) => boolean
  /** What it must be able to do. */
  readonly operations?: readonly string[]
  readonly isOptional?: true
}

const fieldOf = (whole: unknown, name: string): unknown =>
  whole === undefined || whole === null ? undefined : (whole as Readonly<Record<string, unknown>>)[name]

const isObject = (given: unknown): boolean => typeof given === 'object' && given !== null
const isFunction = (given: unknown): boolean => typeof given === 'function'
const isText = (given: unknown): boolean => typeof given === 'string'
const isUrl = (given: unknown): boolean =>
  typeof given === 'string' && URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)
const isListOf = (given: unknown, isRight: (item: unknown) => boolean): boolean =>
  Array.isArray(given) && given.every(isRight)

/** A hundred years. Much longer ago there is no date that a database holds. */
const mostAccessDays = 36_500
const isDayCount = (given: unknown): boolean =>
  Number.isInteger(given) && Number(given) >= 1 && Number(given) <= mostAccessDays

const isPace = (given: unknown): boolean => Number.isFinite(given) && Number(given) >= 1

/** What is an option has its rule here. That of an object stands before those of its fields. */
const rules: readonly Rule[] = [
  { name: 'storage', mustBe: 'a StorageAdapter', operations: Object.keys(memoryStorage()) },
  { name: 'vault', mustBe: 'a Vault, such as keyring({ current, keys })', operations: ['seal', 'open'] },
  { name: 'directory', mustBe: 'a Directory: { listEmployees }', operations: ['listEmployees'] },
  { name: 'viewer', mustBe: 'a function from a request to its viewer', isRight: isFunction },
  { name: 'claudeApi', mustBe: 'an object', isRight: isObject, isOptional: true },
  { name: 'claudeApi.baseUrl', mustBe: 'an http or https address', isRight: isUrl, isOptional: true },
  { name: 'claudeApi.fetch', mustBe: 'a function like fetch', isRight: isFunction, isOptional: true },
  { name: 'claudeApi.requestsPerMinute', mustBe: 'a number from 1 upwards', isRight: isPace, isOptional: true },
  { name: 'emailRules', mustBe: 'an object', isRight: isObject, isOptional: true },
  {
    ...{ name: 'emailRules.aliasDomains', mustBe: 'a list of lists of domains', isOptional: true },
    isRight: (given) => isListOf(given, (group) => isListOf(group, isText)),
  },
  {
    ...{ name: 'emailRules.plusTags', mustBe: 'true or false', isOptional: true },
    isRight: (given) => typeof given === 'boolean',
  },
  {
    ...{ name: 'accessDays', mustBe: `a whole number from 1 to ${mostAccessDays}`, isOptional: true },
    isRight: isDayCount,
  },
  {
    ...{ name: 'scheduler', mustBe: 'a Scheduler', isOptional: true },
    operations: ['start', 'request', 'nextRunAt', 'stop'],
  },
  {
    ...{ name: 'logger', mustBe: 'a Logger, such as console', isOptional: true },
    operations: ['info', 'warn', 'error'],
  },
  { name: 'tracer', mustBe: 'a Tracer', operations: ['startActiveSpan'], isOptional: true },
  { name: 'clock', mustBe: 'a Clock', operations: ['now', 'sleep'], isOptional: true },
  { name: 'basePath', mustBe: 'a text such as /api/claude', isRight: isText, isOptional: true },
]
