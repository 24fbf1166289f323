import { addDays, type Day, dayAt } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import type { ControlChange, Fault } from '@windmill/example-claude-api'
import type { Random } from './random.ts'

const endpoints = ['users', 'skills', 'connectors'] as const
const tooRecentWordings = ['both_days', 'latest_day', 'no_day'] as const
const hourMs = 3_600_000

/** Time zones of the host's machine. Days are UTC days in all of them. */
const timeZones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const

/** Conditions that stay the same during a whole simulation. */
export interface Scenario {
  readonly timeZone: string
  /** When the connection is made, in milliseconds since 1970. */
  readonly start: number
  /** Settings of the API that decide the true figures of every day. */
  readonly api: {
    readonly skillReport: boolean | Day
    readonly connectorReport: boolean | Day
    readonly unified: boolean
    readonly zeroRows: boolean
    readonly blocks: 'all' | 'required' | 'older'
    readonly retentionDays: number | null
    readonly pageRows: number | null
  }
}

export const pickScenario = (random: Random): Scenario => {
  // From the January start the whole history can be read; from later starts only what is still served. The starts in
  // March and October are near a change to or from daylight saving time.
  const season = random.pick<Day>(['2026-01-08', '2026-03-20', '2026-06-15', '2026-10-17'])
  // An organization has a report always, never, or from some day on.
  const pickReport = () =>
    random.pick([() => true, () => true, () => false, () => addDays(season, -random.integer(0, 20))])()
  const isJanuary = season === '2026-01-08'
  const midnight = startOfDay(addDays(season, random.integer(0, 16)))
  return {
    timeZone: random.pick(timeZones),
    start: midnight + (random.chance(0.3) ? random.integer(-30_000, 30_000) : random.integer(0, 24 * hourMs)),
    api: {
      skillReport: pickReport(),
      connectorReport: pickReport(),
      unified: random.chance(0.8),
      zeroRows: random.chance(0.2),
      blocks: random.pick(['all', 'all', 'required', 'older'] as const),
      retentionDays: isJanuary && random.chance(0.7) ? null : random.integer(10, 26),
      pageRows: random.pick([null, 6, 15]),
    },
  }
}

/** A change of settings and up to three faults at the API, in place before a run starts. */
export const pickDisturbance = (random: Random, now: number): ControlChange => {
  const pickDay = (maxDaysAgo: number): Day => addDays(dayAt(now), -random.integer(2, maxDaysAgo))
  const settings = random.pick([
    {},
    {},
    { tooRecent: random.pick(tooRecentWordings) },
    // Never both a delay and a latest day: an endpoint cannot serve a day that is not published yet.
    { delayMinutes: random.integer(0, 7 * 24 * 60), latestDays: {} },
    { delayMinutes: 0, latestDays: { [random.pick(endpoints)]: pickDay(6) } },
    { rpm: random.integer(5, 60) },
    { cursorMinutes: 1 },
  ])
  return { settings, faults: Array.from({ length: random.integer(0, 3) }, () => pickFault(random, pickDay(30))) }
}

/** A change at the API that happens in the middle of a run. */
export const pickMidRunDisturbance = (random: Random, now: number): ControlChange =>
  random.pick<() => ControlChange>([
    () => ({ faults: [pickFault(random, addDays(dayAt(now), -random.integer(2, 30)))] }),
    () => ({ settings: { access: random.pick(['forbidden', 'not_found', 'unauthorized']) } }),
    () => ({ settings: { rpm: random.integer(5, 60) } }),
    () => ({ settings: { delayMinutes: random.integer(0, 3 * 24 * 60), latestDays: {} } }),
    () => ({ clearFaults: true }),
  ])()

const pickFault = (random: Random, date: Day): Fault => {
  const fault = pickAnyFault(random, date)
  // After repeated 400s the sync gives a day or a report up, and the store could no longer equal the truth.
  if (fault.status === 400) return { ...fault, times: 1 }
  // A 403 for the list of users denies everything. The mid-run disturbances cover that case.
  return fault.status === 403 ? { ...fault, endpoint: random.pick(['skills', 'connectors']) } : fault
}

const pickAnyFault = (random: Random, date: Day): Fault => ({
  ...random.pick<Fault>([
    { kind: 'error', status: 429 },
    { kind: 'error', status: 429, retryAfter: random.integer(1, 90) },
    { kind: 'error', status: 429, retryAfter: 3_600 },
    { kind: 'error', status: 400 },
    { kind: 'error', status: 403 },
    { kind: 'error', status: 408 },
    { kind: 'error', status: 410 },
    { kind: 'error', status: 410, page: 'next', times: random.integer(1, 3) },
    { kind: 'error', status: 500 },
    { kind: 'error', status: 500, shouldRetry: false },
    { kind: 'error', status: 503 },
    { kind: 'error', status: 504 },
    { kind: 'error', status: 529 },
    { kind: 'reset' },
    { kind: 'truncated_json' },
    { kind: 'cut_off' },
    { kind: 'html' },
    { kind: 'repeated_cursor' },
    { kind: 'repeated_page' },
    { kind: 'repeated_row' },
    { kind: 'empty_page' },
    { kind: 'wrong_type' },
  ]),
  ...(random.chance(0.5) && { endpoint: random.pick(endpoints) }),
  ...(random.chance(0.6) && { date }),
  ...(random.chance(0.6) && { times: random.integer(1, 12) }),
})

/** Ends all faults and resets the settings that disturbances change. */
export const endDisturbances: ControlChange = {
  clearFaults: true,
  settings: {
    tooRecent: 'both_days',
    delayMinutes: 0,
    latestDays: {},
    rpm: 60,
    cursorMinutes: 24 * 60,
    access: 'on',
    revokedKeys: [],
  },
}
