/**
 * Ties the time of a load test to real time. It can be passed as JSON. The calendar can pass faster than durations:
 * then the next hourly sync comes soon, but a lease or a minute of the rate limit still lasts long enough for a busy
 * machine.
 */
export interface LoadTime {
  /** When the load test started, in real time and by the calendar, in milliseconds since 1970. */
  readonly realStart: number
  readonly calendarStart: number
  /** Speed of durations, as a multiple of real time: of timeouts, leases, heartbeats and the rate limit. */
  readonly speed: number
  /** Speed of the calendar, as a multiple of real time. */
  readonly calendarSpeed: number
}

/** Returns the time of the calendar at a real time. */
export const toCalendarTime = ({ realStart, calendarStart, calendarSpeed }: LoadTime, realTime: number): number =>
  calendarStart + (realTime - realStart) * calendarSpeed

/** Returns how much time has passed from the start to a real time, in milliseconds at the speed of durations. */
export const toElapsedMs = ({ realStart, speed }: LoadTime, realTime: number): number => (realTime - realStart) * speed

const dayMs = 86_400_000

/**
 * Builds SQL that lets the durations of the storage and of pg-boss pass at the speed of the load test. The time of the
 * jobs begins a day before real time and stays behind it, because the scheduler corrects jobs with a time in the
 * future.
 */
export const buildTimeSql = ({ realStart, calendarStart, speed }: LoadTime): string => `
  create or replace function claude.storage_time() returns timestamptz language sql volatile as $$
    select ${buildTimeExpression(calendarStart, realStart, speed, 'pg_catalog.clock_timestamp()')} $$;
  create or replace function claude_jobs.job_now() returns timestamptz language sql stable as $$
    select ${buildTimeExpression(realStart - dayMs, realStart, speed, 'pg_catalog.now()')} $$`

const buildTimeExpression = (start: number, realStart: number, speed: number, realTime: string): string =>
  `to_timestamp(${start} / 1000.0) + (${realTime} - to_timestamp(${realStart} / 1000.0)) * ${speed}`
