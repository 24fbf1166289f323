import { type Day, isDay } from '@windmill/claude-core'

/** The endpoints that are served: the last parts of their paths. */
export const endpoints = ['users', 'skills', 'connectors', 'summaries'] as const
export type Endpoint = (typeof endpoints)[number]

/** Settings that can be changed while the API runs. `defaultSettings` has their defaults. */
export interface Settings {
  /** Maximum requests per minute for each organization, above 0. `@default` 60 */
  readonly rpm: number
  /**
   * How requests are counted: per minute of the clock, in the 60 seconds before each request, or by a token bucket of
   * `rpm` tokens that refills evenly. `@default` 'clock_minute'
   */
  readonly rateLimit: 'clock_minute' | 'sliding_minute' | 'token_bucket'
  /** Whether answers have the three headers `anthropic-ratelimit-requests-*`. `@default` true */
  readonly rateLimitHeaders: boolean
  /**
   * Requests per minute that another tool of each organization sends, evenly spaced, on the same rate limit.
   * `@default` 0
   */
  readonly foreignRpm: number
  /**
   * Whether API access is on, or how requests with a valid key are rejected: `forbidden` (403), `not_found` (404),
   * `unauthorized` (401) or `not_enterprise` (400). `@default` 'on'
   */
  readonly access: 'on' | 'forbidden' | 'not_found' | 'unauthorized' | 'not_enterprise'
  /** Keys that are rejected as if deleted. `@default` [] */
  readonly revokedKeys: readonly string[]
  /**
   * Header `anthropic-organization-id` by key, instead of the id of the key's organization. Null leaves it out.
   * `@default` {}
   */
  readonly organizationIds: Readonly<Record<string, string | null>>
  /** How many minutes after 13:30 UTC a day is published. `@default` 0 */
  readonly delayMinutes: number
  /** Latest day by endpoint. The other endpoints serve all published days. `@default` {} */
  readonly latestDays: Readonly<Partial<Record<Endpoint, Day>>>
  /**
   * Whether the error for a too recent date names the requested and the latest day, only the latest day, or no day.
   * `@default` 'both_days'
   */
  readonly tooRecent: 'both_days' | 'latest_day' | 'no_day'
  /** Number of revisions of a day: one at each of the next publications. `@default` 3 */
  readonly revisionDays: number
  /** Numbers of later revisions by day, at least 1. Each number gives the day different counts. `@default` {} */
  readonly lateRevisions: Readonly<Partial<Record<Day, number>>>
  /** Whether ranges are served. Otherwise they get a 400, except in `/summaries`. `@default` true */
  readonly ranges: boolean
  /**
   * Whether a range has estimates or null for the distinct counts in which days may overlap. `@default` 'estimated'
   */
  readonly rangeDistinctCounts: 'estimated' | 'unknown'
  /** Ids of users who are missing in every range, except in `/summaries`. `@default` [] */
  readonly rangesWithoutUsers: readonly string[]
  /** The counts of a range are rounded to multiples of this number, except in `/summaries`. `@default` 1 */
  readonly rangeRounding: number
  /** Number of days served, at least 1, including the latest day. Null serves all since 2026-01-01. `@default` null */
  readonly retentionDays: number | null
  /**
   * First day that is served. If null, only `retentionDays` and the start of the history, 2026-01-01, limit the days.
   * `@default` null
   */
  readonly earliestDay: Day | null
  /** How many minutes after the first page all cursors of a request expire, above 0. `@default` 1440 */
  readonly cursorMinutes: number
  /** Status of a request with an expired or stale cursor: 410 or 400. `@default` 410 */
  readonly staleCursorStatus: 400 | 410
  /** Maximum `limit` that is accepted, from 1 to 1000. A larger one gets a 400. `@default` 1000 */
  readonly maxLimit: number
  /**
   * Whether the last row of a page is repeated as the first row of the next page: with `equal` counts, or with
   * `changed` counts, where one count of the first of the two rows is too high by 1. `@default` 'none'
   */
  readonly pageOverlap: 'none' | 'equal' | 'changed'
  /** What `data` is for a page without rows: an empty array, or null. `@default` 'list' */
  readonly emptyData: 'list' | 'null'
  /** Maximum rows per page, at least 1, even for a higher `limit`. Null for no extra maximum. `@default` null */
  readonly pageRows: number | null
  /** Blocks in rows: all, only the required blocks, or only the blocks of an older deployment. `@default` 'all' */
  readonly blocks: 'all' | 'required' | 'older'
  /**
   * Whether the organization offers the unified chat and Cowork experience. If so, some members have it, each from
   * a different day on. Has no effect unless `blocks` is `all`. `@default` true
   */
  readonly unified: boolean
  /** Whether `/users` lists members without activity on a day, with zeros. `@default` false */
  readonly zeroRows: boolean
  /** Whether `/skills` has invocation counts, or the first day with them. Otherwise, they are null. `@default` true */
  readonly skillReport: boolean | Day
  /** Whether `/connectors` has call counts, or the first day with them. Otherwise, they are null. `@default` true */
  readonly connectorReport: boolean | Day
  /** Ids of deleted users. Their rows disappear from every day. `@default` [] */
  readonly deletedUsers: readonly string[]
  /** Changed email addresses by user id. Past days show the new address too. `@default` {} */
  readonly emails: Readonly<Record<string, string>>
}

export const defaultSettings: Settings = {
  rpm: 60,
  rateLimit: 'clock_minute',
  rateLimitHeaders: true,
  foreignRpm: 0,
  access: 'on',
  revokedKeys: [],
  organizationIds: {},
  delayMinutes: 0,
  latestDays: {},
  tooRecent: 'both_days',
  revisionDays: 3,
  lateRevisions: {},
  ranges: true,
  rangeDistinctCounts: 'estimated',
  rangesWithoutUsers: [],
  rangeRounding: 1,
  retentionDays: null,
  earliestDay: null,
  cursorMinutes: 24 * 60,
  staleCursorStatus: 410,
  maxLimit: 1000,
  pageOverlap: 'none',
  emptyData: 'list',
  pageRows: null,
  blocks: 'all',
  unified: true,
  zeroRows: false,
  skillReport: true,
  connectorReport: true,
  deletedUsers: [],
  emails: {},
}

/** Validation of one setting. */
interface Rule {
  readonly isValid: (value: unknown) => boolean
  /** Description of valid values, for the error message. */
  readonly expected: string
}

const createChoiceRule = (...values: readonly string[]): Rule => ({
  isValid: (value) => values.some((known) => known === value),
  expected: `one of ${values.join(', ')}`,
})
const booleanOrDayRule: Rule = {
  isValid: (value) => typeof value === 'boolean' || isDay(value),
  expected: 'true, false, or the first date (YYYY-MM-DD) on which it is true',
}
const booleanRule: Rule = { isValid: (value) => typeof value === 'boolean', expected: 'true or false' }
const positiveNumberRule: Rule = {
  isValid: (value) => typeof value === 'number' && value > 0,
  expected: 'a number above 0',
}
const nonNegativeIntegerRule: Rule = {
  isValid: (value) => isNonNegativeInteger(value),
  expected: 'a whole number, not below 0',
}
const positiveIntegerOrNullRule: Rule = {
  isValid: (value) => value === null || (isNonNegativeInteger(value) && value !== 0),
  expected: 'a whole number above 0, or null',
}
const positiveIntegerRule: Rule = {
  isValid: (value) => isNonNegativeInteger(value) && value !== 0,
  expected: 'a whole number above 0',
}
const stringListRule: Rule = {
  isValid: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  expected: 'an array of strings',
}

const isNonNegativeInteger = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rules: Readonly<Record<keyof Settings, Rule>> = {
  rpm: positiveNumberRule,
  rateLimit: createChoiceRule('clock_minute', 'sliding_minute', 'token_bucket'),
  rateLimitHeaders: booleanRule,
  foreignRpm: {
    isValid: (value) => typeof value === 'number' && value >= 0,
    expected: 'a number, not below 0',
  },
  access: createChoiceRule('on', 'forbidden', 'not_found', 'unauthorized', 'not_enterprise'),
  revokedKeys: stringListRule,
  organizationIds: {
    isValid: (value) => isRecord(value) && Object.values(value).every((id) => id === null || typeof id === 'string'),
    expected: 'organization ids, or null, by key',
  },
  delayMinutes: nonNegativeIntegerRule,
  latestDays: {
    isValid: (value) =>
      isRecord(value) &&
      Object.entries(value).every(([endpoint, day]) => endpoints.some((known) => known === endpoint) && isDay(day)),
    expected: `dates (YYYY-MM-DD) by endpoint (${endpoints.join(', ')})`,
  },
  tooRecent: createChoiceRule('both_days', 'latest_day', 'no_day'),
  revisionDays: nonNegativeIntegerRule,
  lateRevisions: {
    isValid: (value) =>
      isRecord(value) &&
      Object.entries(value).every(([day, number]) => isDay(day) && positiveIntegerRule.isValid(number)),
    expected: 'whole numbers above 0 by date (YYYY-MM-DD)',
  },
  ranges: booleanRule,
  rangeDistinctCounts: createChoiceRule('estimated', 'unknown'),
  rangesWithoutUsers: stringListRule,
  rangeRounding: positiveIntegerRule,
  retentionDays: positiveIntegerOrNullRule,
  earliestDay: {
    isValid: (value) => value === null || isDay(value),
    expected: 'a date (YYYY-MM-DD), or null',
  },
  cursorMinutes: positiveNumberRule,
  staleCursorStatus: { isValid: (value) => value === 400 || value === 410, expected: '400 or 410' },
  maxLimit: {
    isValid: (value) => isNonNegativeInteger(value) && Number(value) >= 1 && Number(value) <= 1000,
    expected: 'a whole number from 1 to 1000',
  },
  pageOverlap: createChoiceRule('none', 'equal', 'changed'),
  emptyData: createChoiceRule('list', 'null'),
  pageRows: positiveIntegerOrNullRule,
  blocks: createChoiceRule('all', 'required', 'older'),
  unified: booleanRule,
  zeroRows: booleanRule,
  skillReport: booleanOrDayRule,
  connectorReport: booleanOrDayRule,
  deletedUsers: stringListRule,
  emails: {
    isValid: (value) => isRecord(value) && Object.values(value).every((email) => typeof email === 'string'),
    expected: 'addresses by user id',
  },
}

/** Returns whether a report is enabled on a day. The setting is a boolean, or the first day on which it is enabled. */
export const isEnabledOn = (setting: boolean | Day, day: Day): boolean =>
  typeof setting === 'boolean' ? setting : day >= setting

/**
 * Returns the settings with a change applied. Settings that the change does not name keep their values.
 *
 * @throws TypeError naming the unknown or invalid setting.
 */
export const changeSettings = (settings: Settings, change: object): Settings => {
  for (const [name, value] of Object.entries(change)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof Settings] : null
    if (!rule) throw new TypeError(`There is no setting "${name}". There are: ${Object.keys(rules).join(', ')}.`)
    if (!rule.isValid(value)) {
      throw new TypeError(`The setting "${name}" must be ${rule.expected}, not ${JSON.stringify(value)}.`)
    }
  }
  return { ...settings, ...change }
}
