import { addDays, type Day, dayAt, firstServedDay } from '@windmill/claude-core'
import { type ClaudeApi, type ControlChange, type Fault, rowDefects, type Settings } from '@windmill/example-claude-api'
import type { Random } from './random.ts'

const endpoints = ['users', 'skills', 'connectors'] as const
/** Ways in which the API words the refusal of a day that is too recent. */
const tooRecentWordings = ['both_days', 'latest_day', 'no_day'] as const
/** Ways in which the API refuses every request. */
const refusingAccess = ['forbidden', 'not_found', 'unauthorized', 'not_enterprise'] as const
/** Statuses of refusals that the documentation of the API does not list. */
const otherRefusals = [402, 407, 413, 421, 422, 425, 451] as const
/** Statuses with which a firewall or a proxy answers in the API's place. */
const blockedStatuses = [200, 403, 404, 407, 502] as const

/** The values that a disturbance is picked from. */
export interface DisturbanceContext {
  readonly random: Random
  readonly api: Pick<ClaudeApi, 'keys' | 'organization' | 'organizations' | 'faults'>
  /** Milliseconds since 1970. */
  readonly now: number
}

const pickDay = ({ random, now }: DisturbanceContext, maxDaysAgo: number): Day =>
  addDays(dayAt(now), -random.drawInteger(2, maxDaysAgo))

/** Picks a change of the API's settings and up to three faults, for the time before a run starts. */
export const pickDisturbance = (context: DisturbanceContext): ControlChange => {
  const { random } = context
  const settings = random.pickWeighted<Partial<Settings>>([
    [4, {}],
    [2, { tooRecent: random.pick(tooRecentWordings) }],
    // Never sets a delay and a latest day together, because an endpoint cannot serve a day before the delay has passed.
    [2, { delayMinutes: random.drawInteger(0, 7 * 24 * 60), latestDays: {} }],
    [2, { delayMinutes: 0, latestDays: { [random.pick(endpoints)]: pickDay(context, 6) } }],
    [2, { rpm: random.drawInteger(5, 60) }],
    [2, { cursorMinutes: 1, staleCursorStatus: random.pick([400, 410]) }],
    [2, { pageOverlap: random.pick(['equal', 'changed']) }],
    [1, { emptyData: 'null' }],
    [1, { maxLimit: 500 }],
    [2, { maxLimit: 1000, staleCursorStatus: 410, pageOverlap: 'none', emptyData: 'list' }],
  ])
  return {
    settings,
    faults: Array.from({ length: random.drawInteger(0, 3) }, () => pickFault(context, pickDay(context, 30))),
  }
}

/** Picks the first day that the API serves. It refuses all earlier days. */
export const pickEarliestDay = (context: DisturbanceContext): Day => {
  const day = pickDay(context, 25)
  return day < firstServedDay ? firstServedDay : day
}

/** Picks a change at the API that happens in the middle of a run. */
export const pickMidRunDisturbance = (context: DisturbanceContext): ControlChange => {
  const { random, api } = context
  return random.pickWeighted<() => ControlChange>([
    [2, () => ({ faults: [pickFault(context, pickDay(context, 30))] })],
    [2, () => ({ settings: { access: random.pick(refusingAccess) } })],
    [1, () => ({ settings: { rpm: random.drawInteger(5, 60) } })],
    [1, () => ({ settings: { delayMinutes: random.drawInteger(0, 3 * 24 * 60), latestDays: {} } })],
    [1, () => ({ settings: { organizationIds: pickOrganizationIds(context) } })],
    // Endless pages must not end within a run: see `pickFault`.
    [1, () => ({ clearFaults: !api.faults().some(({ kind }) => kind === 'endless_pages') })],
  ])()
}

/**
 * Picks the organization header of answers to the organization's own keys: the id of another organization, or null,
 * which leaves the header out.
 */
export const pickOrganizationIds = ({ random, api }: DisturbanceContext): Settings['organizationIds'] => {
  const id = random.pick([null, api.organizations[1]?.organization.id ?? null])
  return { [api.keys.analytics]: id, [api.keys.replacement]: id }
}

/** Picks defects of ranges. The API may refuse all ranges, leave out some Claude users, or round the totals. */
export const pickRangeDefects = ({ random, api }: DisturbanceContext): Partial<Settings> => {
  const { claudeUsers } = api.organization
  const missingCount = random.drawBoolean(0.3) ? random.drawInteger(1, 4) : 0
  return {
    ranges: random.drawBoolean(0.85),
    rangeDistinctCounts: random.pick(['estimated', 'unknown']),
    rangesWithoutUsers: Array.from({ length: missingCount }, () => random.pick(claudeUsers).id),
    rangeRounding: random.drawBoolean(0.2) ? random.pick([2, 10]) : 1,
  }
}

/** The settings with which the API serves ranges without any defect. */
export const noRangeDefects: Partial<Settings> = {
  ranges: true,
  rangeDistinctCounts: 'estimated',
  rangesWithoutUsers: [],
  rangeRounding: 1,
}

/** Picks a way in which the API refuses every request. */
export const pickRefusingAccess = (random: Random): Settings['access'] => random.pick(refusingAccess)

const pickFault = (context: DisturbanceContext, date: Day): Fault => {
  const { random } = context
  const fault = pickFaultKind(context)
  return {
    ...(random.drawBoolean(0.5) && { endpoint: random.pick(endpoints) }),
    ...(random.drawBoolean(0.6) && { date }),
    ...(random.drawBoolean(0.6) && { times: random.drawInteger(1, 12) }),
    ...fault,
    // The fault must not end within a run: the pages would continue with true rows, and no check could tell which rows
    // were invented.
    ...(fault.kind === 'endless_pages' && { endpoint: 'users', date, times: 100_000 }),
  }
}

const pickFaultKind = ({ random, now }: DisturbanceContext): Fault =>
  random.pickWeighted<() => Fault>([
    [4, () => ({ kind: 'error', status: 429 })],
    [4, () => ({ kind: 'error', status: 429, retryAfter: random.drawInteger(1, 90) })],
    [4, () => ({ kind: 'error', status: 429, retryAfter: 3_600 })],
    [4, () => ({ kind: 'error', status: 429, retryAfter: pickOddRetryAfter(random, now) })],
    [4, () => ({ kind: 'error', status: 400 })],
    [4, () => ({ kind: 'error', status: 400, page: 'next' })],
    [4, () => ({ kind: 'error', status: 403 })],
    [4, () => ({ kind: 'error', status: 408 })],
    [4, () => ({ kind: 'error', status: 410 })],
    [4, () => ({ kind: 'error', status: 410, page: 'next', times: random.drawInteger(1, 3) })],
    [4, () => ({ kind: 'error', status: random.pick(otherRefusals) })],
    [4, () => ({ kind: 'error', status: 500 })],
    [4, () => ({ kind: 'error', status: 500, shouldRetry: false })],
    [4, () => ({ kind: 'error', status: 503 })],
    [4, () => ({ kind: 'error', status: 504 })],
    [4, () => ({ kind: 'error', status: 529 })],
    [8, () => pickKeyEcho(random)],
    [8, () => ({ kind: 'html', status: random.pick(blockedStatuses) })],
    [4, () => ({ kind: 'reset' })],
    [4, () => ({ kind: 'truncated_json' })],
    [4, () => ({ kind: 'cut_off' })],
    [4, () => ({ kind: 'repeated_cursor' })],
    [4, () => ({ kind: 'repeated_page' })],
    [4, () => ({ kind: 'repeated_row', isChanged: random.drawBoolean(0.5) })],
    [4, () => ({ kind: 'empty_page' })],
    [4, () => ({ kind: 'wrong_type' })],
    [8, () => ({ kind: 'bad_rows', defect: random.pick(rowDefects), rows: random.pick([1, 2, 20]) })],
    [2, () => ({ kind: 'drip' })],
    // These faults are rare, because they take much real time.
    [0.3, () => ({ kind: 'endless_pages' })],
    [0.5, () => ({ kind: random.pick(['huge_gzip', 'huge_row']), times: 1 })],
  ])()

/** Picks a `retry-after` of 0, in the past or far ahead, in seconds or as a date. */
const pickOddRetryAfter = (random: Random, now: number): number | string =>
  random.pick([0, -60, 1e9, ...[-3_600_000, 30_000, 1e12].map((offset) => new Date(now + offset).toUTCString())])

/** Picks an error that contains the key in its text and in its request id. */
const pickKeyEcho = (random: Random): Fault => ({
  kind: 'error',
  status: random.pick([400, 402, 403, 422, 429, 500]),
  keyEcho: random.pick(['whole', 'cut', 'percent_encoded', 'base64']),
})

/** Removes all faults and resets the settings that `pickDisturbance` and `pickMidRunDisturbance` change. */
export const disturbanceReset: ControlChange = {
  clearFaults: true,
  settings: {
    tooRecent: 'both_days',
    delayMinutes: 0,
    latestDays: {},
    rpm: 60,
    cursorMinutes: 24 * 60,
    staleCursorStatus: 410,
    maxLimit: 1000,
    pageOverlap: 'none',
    emptyData: 'list',
    access: 'on',
    organizationIds: {},
    revokedKeys: [],
  },
}
