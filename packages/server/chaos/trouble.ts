import { addDays, type Day, dayAt, startOfDay } from '@windmill/claude-core'
import type { ControlChange, Fault } from '@windmill/example-claude-api'
import type { Chance } from './random.ts'

const endpoints = ['users', 'skills', 'connectors'] as const
const wordings = ['both_days', 'latest_day', 'no_day'] as const
const hour = 3_600_000

/** Whatever the host's machine is set to: days are UTC days everywhere. */
const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const

/** What the world is like for the whole of a life. */
export interface Nature {
  readonly zone: string
  /** When the connection is made, in milliseconds since 1970. */
  readonly start: number
  /** What decides about the truth of every day at the API. */
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

export const natureOf = (chance: Chance): Nature => {
  // Beginning in winter, everything since the first day has to be read; later, what is still served. Twice a year,
  // clocks are changed.
  const season = chance.pick<Day>(['2026-01-08', '2026-03-20', '2026-06-15', '2026-10-17'])
  // Some organizations never switch a report on, and others did one day.
  const reported = () =>
    chance.pick([() => true, () => true, () => false, () => addDays(season, -chance.integer(0, 20))])()
  const early = season === '2026-01-08'
  const midnight = startOfDay(addDays(season, chance.integer(0, 16)))
  return {
    zone: chance.pick(zones),
    start: midnight + (chance.happens(0.3) ? chance.integer(-30_000, 30_000) : chance.integer(0, 24 * hour)),
    api: {
      skillReport: reported(),
      connectorReport: reported(),
      unified: chance.happens(0.8),
      zeroRows: chance.happens(0.2),
      blocks: chance.pick(['all', 'all', 'required', 'older'] as const),
      retentionDays: early && chance.happens(0.7) ? null : chance.integer(10, 26),
      pageRows: chance.pick([null, 6, 15]),
    },
  }
}

/** Something that goes wrong at the API for a while. */
export const troubleOf = (chance: Chance, now: number): ControlChange => {
  const day = (longestAgo: number): Day => addDays(dayAt(now), -chance.integer(2, longestAgo))
  const setting = chance.pick([
    {},
    {},
    { tooRecent: chance.pick(wordings) },
    // Never both: an endpoint cannot serve what is not published yet.
    { delayMinutes: chance.integer(0, 7 * 24 * 60), latestDays: {} },
    { delayMinutes: 0, latestDays: { [chance.pick(endpoints)]: day(6) } },
    { rpm: chance.integer(5, 60) },
    { cursorMinutes: 1 },
  ])
  return { settings: setting, faults: Array.from({ length: chance.integer(0, 3) }, () => faultOf(chance, day(30))) }
}

/** Trouble that begins while a run is on its way. */
export const surpriseOf = (chance: Chance, now: number): ControlChange =>
  chance.pick<() => ControlChange>([
    () => ({ faults: [faultOf(chance, addDays(dayAt(now), -chance.integer(2, 30)))] }),
    () => ({ settings: { access: chance.pick(['forbidden', 'not_found', 'unauthorized']) } }),
    () => ({ settings: { rpm: chance.integer(5, 60) } }),
    () => ({ settings: { delayMinutes: chance.integer(0, 3 * 24 * 60), latestDays: {} } }),
    () => ({ clearFaults: true }),
  ])()

const faultOf = (chance: Chance, date: Day): Fault => {
  const fault = anyFaultOf(chance, date)
  // Refused for good, a day or a report is given up: then it is not the truth any more what the API would have said.
  if (fault.status === 400) return { ...fault, times: 1 }
  // Of the list of users, a denial is one of everything; that is among the surprises.
  return fault.status === 403 ? { ...fault, endpoint: chance.pick(['skills', 'connectors']) } : fault
}

const anyFaultOf = (chance: Chance, date: Day): Fault => ({
  ...chance.pick<Fault>([
    { kind: 'error', status: 429 },
    { kind: 'error', status: 429, retryAfter: chance.integer(1, 90) },
    { kind: 'error', status: 429, retryAfter: 3_600 },
    { kind: 'error', status: 400 },
    { kind: 'error', status: 403 },
    { kind: 'error', status: 408 },
    { kind: 'error', status: 410 },
    { kind: 'error', status: 410, page: 'next', times: chance.integer(1, 3) },
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
  ...(chance.happens(0.5) && { endpoint: chance.pick(endpoints) }),
  ...(chance.happens(0.6) && { date }),
  ...(chance.happens(0.6) && { times: chance.integer(1, 12) }),
})

/** The settings of an API with which nothing is wrong. */
export const calm: ControlChange = {
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
