import { type Day, isDay } from '@windmill/claude-core'

export const endpoints = ['users', 'skills', 'connectors', 'summaries'] as const
export type Endpoint = (typeof endpoints)[number]

/** What can be changed while the API runs. */
export interface Settings {
  /** Requests a minute, for the whole organisation. */
  readonly rpm: number
  /** What becomes of requests with a good key. Other than `on`: how the refusal looks when access is switched off. */
  readonly access: 'on' | 'forbidden' | 'not_found' | 'unauthorized' | 'not_enterprise'
  /** Keys that work no more, as if they had been deleted. */
  readonly revokedKeys: readonly string[]
  /** How much later than 13:30 UTC a day is published. */
  readonly delayMinutes: number
  /** The latest day of single endpoints, where it is not the one that the clock gives. */
  readonly latestDays: Readonly<Partial<Record<Endpoint, Day>>>
  /** How a date that is too recent is refused: naming both days, the latest one alone, or none. */
  readonly tooRecent: 'both_days' | 'latest_day' | 'no_day'
  /** For how many days a published day is revised, once each. */
  readonly revisionDays: number
  /** How many days back are served, the latest one included; null for all since 2026-01-01. */
  readonly retentionDays: number | null
  /** After how many minutes the cursors of a walk expire. */
  readonly cursorMinutes: number
  /** How many rows a page has at most, whatever limit is asked for; null for as many as asked for. */
  readonly pageRows: number | null
  /** Which blocks rows have: all, none of the optional ones, or those of an older deployment. */
  readonly blocks: 'all' | 'required' | 'older'
  /** Whether chat and Cowork are one for those who were moved. Needs all blocks: it is never on without them. */
  readonly unified: boolean
  /** Whether members without activity have a row of zeros. */
  readonly zeroRows: boolean
  /** Whether invocations of skills are reported, or from which day on; null in every row otherwise. */
  readonly skillReport: boolean | Day
  /** Whether calls of connectors are split into reading and writing, or from which day on; null in every row otherwise. */
  readonly connectorReport: boolean | Day
  /** Ids of users who were deleted, together with all of their rows. */
  readonly deletedUsers: readonly string[]
  /** New addresses by user id. As in the real API, past days show the new one too. */
  readonly emails: Readonly<Record<string, string>>
}

export const defaultSettings: Settings = {
  rpm: 60,
  access: 'on',
  revokedKeys: [],
  delayMinutes: 0,
  latestDays: {},
  tooRecent: 'both_days',
  revisionDays: 3,
  retentionDays: null,
  cursorMinutes: 24 * 60,
  pageRows: null,
  blocks: 'all',
  unified: true,
  zeroRows: false,
  skillReport: true,
  connectorReport: true,
  deletedUsers: [],
  emails: {},
}

interface Rule {
  readonly holds: (value: unknown) => boolean
  readonly expected: string
}

const oneOf = (...values: readonly string[]): Rule => ({
  holds: (value) => values.some((known) => known === value),
  expected: `one of ${values.join(', ')}`,
})
const sometime: Rule = {
  holds: (value) => typeof value === 'boolean' || isDay(value),
  expected: 'true, false, or the date (YYYY-MM-DD) from which on it is true',
}
const boolean: Rule = { holds: (value) => typeof value === 'boolean', expected: 'true or false' }
const positive: Rule = { holds: (value) => typeof value === 'number' && value > 0, expected: 'a number above 0' }
const count: Rule = { holds: (value) => isCount(value), expected: 'a whole number, not below 0' }
const someOrAll: Rule = {
  holds: (value) => value === null || (isCount(value) && value !== 0),
  expected: 'a whole number above 0, or null',
}
const texts: Rule = {
  holds: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  expected: 'a list of texts',
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rules: Readonly<Record<keyof Settings, Rule>> = {
  rpm: positive,
  access: oneOf('on', 'forbidden', 'not_found', 'unauthorized', 'not_enterprise'),
  revokedKeys: texts,
  delayMinutes: count,
  latestDays: {
    holds: (value) =>
      isRecord(value) &&
      Object.entries(value).every(([endpoint, day]) => endpoints.some((known) => known === endpoint) && isDay(day)),
    expected: `dates (YYYY-MM-DD) by endpoint (${endpoints.join(', ')})`,
  },
  tooRecent: oneOf('both_days', 'latest_day', 'no_day'),
  revisionDays: count,
  retentionDays: someOrAll,
  cursorMinutes: positive,
  pageRows: someOrAll,
  blocks: oneOf('all', 'required', 'older'),
  unified: boolean,
  zeroRows: boolean,
  skillReport: sometime,
  connectorReport: sometime,
  deletedUsers: texts,
  emails: {
    holds: (value) => isRecord(value) && Object.values(value).every((email) => typeof email === 'string'),
    expected: 'addresses by user id',
  },
}

/** Whether a setting holds on a day. */
export const holdsOn = (setting: boolean | Day, day: Day): boolean =>
  typeof setting === 'boolean' ? setting : day >= setting

/** Settings with a change made to them. Throws a `TypeError` that names the setting which is unknown or wrong. */
export const changeSettings = (settings: Settings, change: object): Settings => {
  for (const [name, value] of Object.entries(change)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof Settings] : null
    if (!rule) throw new TypeError(`There is no setting "${name}". There are: ${Object.keys(rules).join(', ')}.`)
    if (!rule.holds(value)) {
      throw new TypeError(`The setting "${name}" must be ${rule.expected}, not ${JSON.stringify(value)}.`)
    }
  }
  return { ...settings, ...change }
}
