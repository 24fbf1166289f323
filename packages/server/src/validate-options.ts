import { ConfigurationError } from './configuration-error.ts'
import { describeValue } from './describe-value.ts'
import { isBaseUrl } from './http/parse-base-url.ts'
import type { ClaudeIntegrationOptions } from './integration-options.ts'
import { policyRules } from './policy/account-policy.ts'
import { refuseUnknownOptions } from './refuse-unknown-options.ts'
import { memoryStorage } from './storage/memory.ts'

/**
 * Rejects options that would fail later or behave differently than intended. The host's code may be untyped.
 * @throws `ConfigurationError` `option_invalid`, with a message that names the option.
 */
export const validateOptions = (options: ClaudeIntegrationOptions): void => {
  refuseUnknownOptions(options, 'createClaudeIntegration', listNames(''))
  for (const { name, expected, isValid = () => true, methods = [], isOptional, describe } of optionRules) {
    const given = name.split('.').reduce<unknown>((parent, field) => readField(parent, field), options)
    if (given === undefined && isOptional) continue
    const missingMethod = methods.find((method) => typeof readField(given, method) !== 'function')
    if (missingMethod === undefined && isValid(given)) {
      const fieldNames = listNames(`${name}.`)
      if (fieldNames.length > 0)
        refuseUnknownOptions(given, `The option ${name} of createClaudeIntegration`, fieldNames)
      continue
    }
    const actual = describe?.(given) ?? describeValue(given)
    const withoutMethod = actual === 'an object' && missingMethod ? ` without ${missingMethod}` : ''
    throw new ConfigurationError(
      'option_invalid',
      `The option ${name} of createClaudeIntegration is ${actual}${withoutMethod}: ` +
        `it must be ${expected}. Nothing was started. Correct it where the integration is made.`,
    )
  }
}

interface Rule {
  /** The option's name. A nested field has the names of its parents before it, as in `claudeApi.fetch`. */
  readonly name: string
  /** What the option must be, worded for the error message. */
  readonly expected: string
  /** Whether a value with all `methods` is valid. `@default () => true` */
  readonly isValid?: (given: unknown) => boolean
  /** Describes an invalid value without quoting it. If the result is undefined, `describeValue` describes the value. */
  readonly describe?: (given: unknown) => string | undefined
  /** Methods that the option must have. `@default []` */
  readonly methods?: readonly string[]
  /** Whether the option may be undefined. `@default false` */
  readonly isOptional?: true
}

const readField = (parent: unknown, name: string): unknown =>
  parent === undefined || parent === null ? undefined : (parent as Readonly<Record<string, unknown>>)[name]

const isObject = (given: unknown): boolean => typeof given === 'object' && given !== null
const isFunction = (given: unknown): boolean => typeof given === 'function'
const isString = (given: unknown): boolean => typeof given === 'string'

/** Says what is wrong with an address without quoting it, since it may hold a password. */
const describeAddress = (given: unknown): string | undefined => {
  if (typeof given !== 'string' || given.trim() === '') return undefined
  if (!/^https?:/i.test(given)) return 'a string without https://'
  return /^http:/i.test(given) ? 'an address with http://' : undefined
}

/**
 * Whether a value is an address to which the API key may be sent: the key must not cross a network unencrypted. `fetch`
 * takes no address with a password.
 */
const isApiUrl = (given: unknown): boolean => {
  if (typeof given !== 'string' || !URL.canParse(given)) return false
  const { protocol, hostname, username, password } = new URL(given)
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && isLoopback)) && username === '' && password === ''
}
const isArrayOf = (given: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(given) && given.every(isItem)

const isRequestRate = (given: unknown): boolean => Number.isFinite(given) && Number(given) >= 1

/** Lists the names of the options below a prefix such as `claudeApi.`. Below `''` are the options without a parent. */
const listNames = (prefix: string): string[] =>
  optionRules.flatMap(({ name }) => {
    const ownName = name.slice(prefix.length)
    return name.startsWith(prefix) && !ownName.includes('.') ? [ownName] : []
  })

/** One rule per option, in the order in which they are checked: an object before its fields. */
const optionRules: readonly Rule[] = [
  { name: 'storage', expected: 'a StorageAdapter', methods: Object.keys(memoryStorage()) },
  { name: 'vault', expected: 'a Vault, such as keyring({ current, keys })', methods: ['seal', 'open'] },
  { name: 'directory', expected: 'a Directory: { listEmployees }', methods: ['listEmployees'] },
  { name: 'getViewer', expected: 'a function from a request to its viewer', isValid: isFunction },
  { name: 'claudeApi', expected: 'an object', isValid: isObject, isOptional: true },
  {
    name: 'claudeApi.baseUrl',
    expected:
      'an address with https:// before the host, such as https://api.anthropic.com, and without a password; ' +
      'http:// is only for this machine, as in http://localhost:8080',
    isValid: isApiUrl,
    describe: describeAddress,
    isOptional: true,
  },
  { name: 'claudeApi.fetch', expected: 'a function like fetch', isValid: isFunction, isOptional: true },
  {
    name: 'claudeApi.requestsPerMinute',
    expected: 'a number from 1 upwards',
    isValid: isRequestRate,
    isOptional: true,
  },
  { name: 'emailRules', expected: 'an object', isValid: isObject, isOptional: true },
  {
    name: 'emailRules.aliasDomains',
    expected: 'an array of arrays of domains',
    isOptional: true,
    isValid: (given) => isArrayOf(given, (group) => isArrayOf(group, isString)),
  },
  {
    name: 'emailRules.plusTags',
    expected: 'true or false',
    isOptional: true,
    isValid: (given) => typeof given === 'boolean',
  },
  {
    name: 'policy',
    expected: 'an object, or a function from an account to an object',
    isValid: (given) => isObject(given) || isFunction(given),
    isOptional: true,
  },
  ...policyRules.map(({ field, ...rule }): Rule => ({ name: `policy.${field}`, isOptional: true, ...rule })),
  {
    name: 'scheduler',
    expected: 'a Scheduler',
    isOptional: true,
    methods: ['start', 'request', 'getNextRunAt', 'stop'],
  },
  {
    name: 'worker',
    expected: 'true or false',
    isOptional: true,
    isValid: (given) => typeof given === 'boolean',
  },
  {
    name: 'onEvent',
    expected: 'a function that takes an event',
    isValid: isFunction,
    isOptional: true,
  },
  {
    name: 'logger',
    expected: 'a Logger, such as console',
    isOptional: true,
    methods: ['info', 'warn', 'error'],
  },
  { name: 'tracer', expected: 'a Tracer', methods: ['startActiveSpan'], isOptional: true },
  { name: 'clock', expected: 'a Clock', methods: ['now', 'sleep'], isOptional: true },
  {
    name: 'baseUrl',
    expected: 'a path such as /api/claude, or such a path with the public origin of the app before it',
    isValid: (given) => typeof given === 'string' && isBaseUrl(given),
    isOptional: true,
  },
]
