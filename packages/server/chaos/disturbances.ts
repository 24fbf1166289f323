import { addDays, type Day, dayAt } from '@windmill/claude-core'
import type { ControlChange, Fault } from '@windmill/example-claude-api'
import type { Random } from './random.ts'

const endpoints = ['users', 'skills', 'connectors'] as const
const tooRecentWordings = ['both_days', 'latest_day', 'no_day'] as const

/** Picks a change of settings and up to three faults. The API gets them before a run starts. */
export const pickDisturbance = (random: Random, now: number): ControlChange => {
  const pickDay = (maxDaysAgo: number): Day => addDays(dayAt(now), -random.drawInteger(2, maxDaysAgo))
  const settings = random.pick([
    {},
    {},
    { tooRecent: random.pick(tooRecentWordings) },
    // Never sets a delay and a latest day at once, because an endpoint cannot serve a day before the delay has passed.
    { delayMinutes: random.drawInteger(0, 7 * 24 * 60), latestDays: {} },
    { delayMinutes: 0, latestDays: { [random.pick(endpoints)]: pickDay(6) } },
    { rpm: random.drawInteger(5, 60) },
    { cursorMinutes: 1 },
  ])
  return { settings, faults: Array.from({ length: random.drawInteger(0, 3) }, () => pickFault(random, pickDay(30))) }
}

/** Picks a change at the API that happens in the middle of a run. */
export const pickMidRunDisturbance = (random: Random, now: number): ControlChange =>
  random.pick<() => ControlChange>([
    () => ({ faults: [pickFault(random, addDays(dayAt(now), -random.drawInteger(2, 30)))] }),
    () => ({ settings: { access: random.pick(['forbidden', 'not_found', 'unauthorized']) } }),
    () => ({ settings: { rpm: random.drawInteger(5, 60) } }),
    () => ({ settings: { delayMinutes: random.drawInteger(0, 3 * 24 * 60), latestDays: {} } }),
    () => ({ clearFaults: true }),
  ])()

const pickFault = (random: Random, date: Day): Fault => {
  const fault = pickAnyFault(random, date)
  // After repeated 400s the sync no longer requests a day or a report, so storage could not become equal to the truth.
  if (fault.status === 400) return { ...fault, times: 1 }
  // The sync counts a row of a report twice when it appears twice.
  if (fault.kind === 'repeated_row') return { ...fault, endpoint: 'users' }
  // A 403 for the list of users denies all access. The `access` setting of the mid-run disturbances covers that case.
  return fault.status === 403 ? { ...fault, endpoint: random.pick(['skills', 'connectors']) } : fault
}

const pickAnyFault = (random: Random, date: Day): Fault => ({
  ...random.pick<Fault>([
    { kind: 'error', status: 429 },
    { kind: 'error', status: 429, retryAfter: random.drawInteger(1, 90) },
    { kind: 'error', status: 429, retryAfter: 3_600 },
    { kind: 'error', status: 400 },
    { kind: 'error', status: 403 },
    { kind: 'error', status: 408 },
    { kind: 'error', status: 410 },
    { kind: 'error', status: 410, page: 'next', times: random.drawInteger(1, 3) },
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
  ...(random.drawBoolean(0.5) && { endpoint: random.pick(endpoints) }),
  ...(random.drawBoolean(0.6) && { date }),
  ...(random.drawBoolean(0.6) && { times: random.drawInteger(1, 12) }),
})

/** Removes all faults and resets the settings that disturbances change. */
export const disturbanceReset: ControlChange = {
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
