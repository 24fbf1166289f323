import { addDays, type Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import type { Settings } from '@windmill/example-claude-api'
import type { Random } from './random.ts'

const hourMs = 3_600_000

/** Time zones of the host's machine. The integration must use UTC days in all of them. */
const timeZones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const

/** The conditions of a simulation. */
export interface Scenario {
  readonly timeZone: string
  /** Time of the first connect, in milliseconds since 1970. */
  readonly start: number
  /** Initial settings of the example API, as in its `Settings`. Disturbances change only `earliestDay`. */
  readonly api: {
    readonly skillReport: boolean | Day
    readonly connectorReport: boolean | Day
    readonly unified: boolean
    readonly zeroRows: boolean
    readonly blocks: 'all' | 'required' | 'older'
    readonly retentionDays: number | null
    readonly earliestDay: Day | null
    readonly pageRows: number | null
    readonly rateLimit: Settings['rateLimit']
    readonly rateLimitHeaders: boolean
    readonly foreignRpm: number
  }
  /**
   * Whether the disturbed phase takes about four months instead of a few days. During these months, Claude revises
   * settled days.
   */
  readonly isLong: boolean
  /** Whether the defects of ranges last until the end of a long simulation. */
  readonly hasLastingRangeDefects: boolean
}

/** Share of the simulations with a disturbed phase of four months. They take several times as long to run. */
const longShare = 0.03

/**
 * Picks the conditions of a simulation.
 * @param mustBeLong - Whether to pick only scenarios of four months.
 */
export const pickScenario = (random: Random, mustBeLong: boolean): Scenario => {
  // In the 17 days from March 20 and from October 17, a time zone enters or leaves daylight saving time.
  const firstStartDay = random.pick<Day>(['2026-01-08', '2026-03-20', '2026-06-15', '2026-10-17'])
  const isLong = random.drawBoolean(longShare) || mustBeLong
  // An organization has a report for all days, for no day, or from some day on.
  const pickReport = () =>
    random.pick([() => true, () => true, () => false, () => addDays(firstStartDay, -random.drawInteger(0, 20))])()
  const isJanuary = firstStartDay === '2026-01-08'
  const midnight = startOfDay(addDays(firstStartDay, random.drawInteger(0, 16)))
  return {
    timeZone: random.pick(timeZones),
    start:
      midnight + (random.drawBoolean(0.3) ? random.drawInteger(-30_000, 30_000) : random.drawInteger(0, 24 * hourMs)),
    api: {
      skillReport: pickReport(),
      connectorReport: pickReport(),
      unified: random.drawBoolean(0.8),
      zeroRows: random.drawBoolean(0.2),
      blocks: random.pick(['all', 'all', 'required', 'older'] as const),
      // Null serves the whole history, which is short enough only in January. It is also null in a long simulation:
      // days that are refused for a month must still be in the history when they are served again.
      retentionDays: isLong || (isJanuary && random.drawBoolean(0.7)) ? null : random.drawInteger(10, 26),
      earliestDay: isLong && !isJanuary ? addDays(firstStartDay, -random.drawInteger(5, 26)) : null,
      pageRows: random.pick([null, 6, 15]),
      rateLimit: random.pick(['clock_minute', 'sliding_minute', 'token_bucket'] as const),
      rateLimitHeaders: random.drawBoolean(0.7),
      foreignRpm: random.drawBoolean(0.2) ? 20 : 0,
    },
    isLong,
    hasLastingRangeDefects: isLong && random.drawBoolean(0.3),
  }
}
