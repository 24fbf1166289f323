import {
  addDays,
  type Bucket,
  type CheckedMonth,
  type ConnectionResponse,
  type CounterId,
  type CounterSums,
  type Counters,
  type Day,
  daysBetween,
  type EmployeeDaysResponse,
  type EmployeeStatsResponse,
  employeeId,
  firstServedDay,
  type Instant,
  type InvitationResponse,
  lastDays,
  listDays,
  maxDay,
  type Period,
  type PreviewResponse,
  previousPeriod,
  products,
  provisionalDays,
  type ReadDay,
} from '@windmill/claude-core'
import {
  chooseBucket,
  computeEmployeeDays,
  computeEmployeeStats,
  cutToSettledDays,
  isActive,
  mapCounters,
  startOfBucket,
  sumCounters,
} from '@windmill/claude-core/internal'

/** The latest day in every fixture. */
export const latestDay: Day = '2026-11-20'
/** The current time in every fixture, in milliseconds since 1970: two days after the latest day. */
export const now: number = Date.parse('2026-11-22T10:08:00Z')

/** A well-formed Analytics API key that no organization has. */
export const analyticsKey = 'sk-ant-api01-Fq7s0mHq3ZkV2bT9xYwP5uLdRjN8cEaG1iOo4KtM6vBzXhJyWnDlSfUgQrCpAeI-x7Qa'

/** A person's typical counters on a working day. A missing counter is zero. */
export type Habits = Partial<Record<CounterId, number>>

export const engineer: Habits = {
  chat_conversations: 6,
  chat_messages: 38,
  chat_artifacts: 1.6,
  code_sessions: 4.4,
  code_commits: 5,
  code_pull_requests: 1.9,
  code_lines_added: 640,
  code_lines_removed: 210,
  code_edits_accepted: 47,
  code_edits_rejected: 6,
  skill_invocations: 5,
  connector_invocations: 8,
  excel_sessions: 0.8,
  excel_messages: 6,
  excel_skills: 0.7,
  excel_connectors: 1.1,
}

export const analyst: Habits = {
  chat_conversations: 3,
  chat_messages: 19,
  chat_artifacts: 0.3,
  connector_invocations: 4,
  skill_invocations: 2,
  excel_sessions: 2.5,
  excel_messages: 14,
  excel_skills: 3,
  excel_connectors: 2,
  powerpoint_sessions: 0.6,
  powerpoint_messages: 3,
  powerpoint_skills: 0.3,
}

/**
 * The engineer's habits in the previous period: PowerPoint instead of Excel, fewer rejected edits, more connector use.
 */
export const engineerBefore: Habits = {
  ...engineer,
  code_edits_accepted: 50,
  code_edits_rejected: 2.4,
  excel_sessions: 0,
  excel_messages: 0,
  excel_skills: 0,
  excel_connectors: 0,
  powerpoint_sessions: 1.5,
  powerpoint_messages: 7,
  connector_invocations: 20,
}

/** Hashes a day and a number to a fraction in [0, 1). Stands in for a random number, but is the same in every run. */
export const hashDayToFraction = (day: Day, salt: number): number => {
  const seed = (daysBetween(firstServedDay, day) + 7) * 374_761 + salt * 66_827
  return ((Math.imul(seed ^ (seed >>> 13), 1_274_126_177) >>> 8) % 10_000) / 10_000
}

/** Creates the counters of one day from habits: zero on weekends, rising slowly through the year. */
export const createCounters = (habits: Habits, day: Day): Counters => {
  const weekday = daysBetween(startOfBucket(day, 'week'), day)
  const growth = 0.6 + (0.8 * daysBetween(firstServedDay, day)) / 365
  const ids = Object.keys(habits) as CounterId[]
  const zero: Counters = mapCounters(() => 0)
  if (weekday > 4) return zero
  const counted = ids.map((id, index) => [
    id,
    Math.round((habits[id] ?? 0) * growth * (0.35 + 1.3 * hashDayToFraction(day, index))),
  ])
  return { ...zero, ...Object.fromEntries(counted) }
}

/** Returns the part of a period that is settled in the fixtures. Null if there is none. */
export const cutToSettledFixtureDays = (period: Period): Period | null =>
  cutToSettledDays(period, { through: latestDay, provisionalFrom: addDays(latestDay, 1 - provisionalDays) })

/** What `createStatsFixture` builds the response from. */
export interface StatsFixtureOptions extends Pick<EmployeeStatsResponse, 'participation'> {
  /** `@default` the last 30 days up to the latest day */
  readonly period?: Period
  readonly bucket?: Bucket
  /** `@default engineer` */
  readonly habits?: Habits
  /** The habits in the previous period. `@default habits` */
  readonly habitsBefore?: Habits
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** The first day that was read. `@default firstServedDay` */
  readonly firstReadDay?: Day
  /** Number of linked Claude users. `@default 1` */
  readonly claudeUsers?: number
  /** Whether skill and connector usage come from the partial source, `/users`: their values are then lower bounds. */
  readonly isLowerBound?: boolean
  /** The first day of employment. There is no activity before it. `@default` null, unknown */
  readonly startedOn?: Day | null
  /** The day on which the employee left. `@default` null, still employed */
  readonly archivedOn?: Day | null
  /** `@default` none */
  readonly checkedMonths?: readonly CheckedMonth[]
}

/** Creates the server's response about one employee, computed by core. */
export const createStatsFixture = (options: StatsFixtureOptions = {}): EmployeeStatsResponse =>
  computeEmployeeStats(createStatsInput(options))

/** Creates the days behind the figures of `createStatsFixture`. Settled days were read when they settled. */
export const createDaysFixture = (options: StatsFixtureOptions = {}): EmployeeDaysResponse => {
  const input = createStatsInput({ ...options, bucket: 'day' })
  const getReadAt = (day: Day): Instant =>
    new Date(Math.min(now, Date.parse(`${addDays(day, provisionalDays + 1)}T10:00:12Z`))).toISOString() as Instant
  const readAt = new Map(input.days.map(({ day }) => [day, getReadAt(day)]))
  return computeEmployeeDays({ ...input, bucket: 'day', readAt })
}

const createStatsInput = (options: StatsFixtureOptions): Parameters<typeof computeEmployeeStats>[0] => {
  const { period = lastDays(30, latestDay), habits = engineer, missing = [], claudeUsers = 1 } = options
  const {
    habitsBefore = habits,
    bucket = chooseBucket(period),
    firstReadDay = firstServedDay,
    isLowerBound = false,
    startedOn = null,
    archivedOn = null,
    checkedMonths = [],
  } = options
  const source = isLowerBound ? 'users' : 'report'
  const readDays = listDays({ from: maxDay(previousPeriod(period).from, firstReadDay), to: period.to })
    .filter((day) => day <= latestDay && !missing.includes(day))
    .map((day): ReadDay => ({ day, latestDay, skills: source, connectors: source }))
  const compared = cutToSettledFixtureDays(period)
  const previous = previousPeriod(compared ?? period)
  const days = readDays.filter(({ day }) => day >= previous.from)

  const getCounters = (day: Day) => createCounters(day < period.from ? habitsBefore : habits, day)
  const isEmployedOn = (day: Day) =>
    (startedOn === null || day >= startedOn) && (archivedOn === null || day <= archivedOn)
  const sumDays = (isIncluded: (day: Day) => boolean): CounterSums =>
    sumCounters(
      claudeUsers === 0
        ? []
        : days.filter(({ day }) => isIncluded(day) && isEmployedOn(day)).map(({ day }) => getCounters(day)),
    )
  const bucketSums = new Map<Day, CounterSums>()
  for (const { day } of days) {
    if (day < period.from) continue
    const start = maxDay(startOfBucket(day, bucket), period.from)
    if (!bucketSums.has(start)) {
      bucketSums.set(
        start,
        sumDays((other) => other >= period.from && maxDay(startOfBucket(other, bucket), period.from) === start),
      )
    }
  }
  return {
    employeeId: employeeId('e-17'),
    period,
    bucket,
    compared,
    sums: {
      previous: sumDays((day) => day < period.from),
      ...(compared && { compared: sumDays((day) => day >= period.from && day <= compared.to) }),
      buckets: bucketSums,
    },
    days,
    latestDay,
    claudeUsers,
    startedOn,
    archivedOn,
    activeDays: days.flatMap(({ day }) => {
      if (claudeUsers === 0 || !isEmployedOn(day)) return []
      const used = products.flatMap(({ id }) => (isActive(getCounters(day), id) ? id : []))
      return used.length > 0 ? { day, products: used } : []
    }),
    participation: options.participation ?? 'included',
    checkedMonths,
  }
}

const disconnected: ConnectionResponse = {
  status: 'disconnected',
  reason: null,
  coverage: null,
  backfill: null,
  lastSyncAt: null,
  lastFailure: null,
  nextSyncAt: null,
  syncing: false,
  key: null,
  failures: [],
  directoryWarning: null,
}

const connected: ConnectionResponse = {
  ...disconnected,
  status: 'connected',
  coverage: {
    first: firstServedDay,
    through: latestDay,
    provisionalFrom: addDays(latestDay, -6),
    missing: [],
    notServed: null,
    keptFrom: null,
  },
  lastSyncAt: '2026-11-22T10:00:12Z',
  nextSyncAt: '2026-11-22T11:00:00Z',
  key: { lastFour: 'x7Qa', savedAt: '2026-08-14T09:14:00Z' },
  people: { claudeUsers: 1342, matched: 1290, ignored: 0 },
}

/** The connection as the server returns it to admins, in every state. */
export const connections: Readonly<
  Record<
    | 'disconnected'
    | 'kept'
    | 'connecting'
    | 'reconnecting'
    | 'backfilling'
    | 'connected'
    | 'failing'
    | 'waiting'
    | 'gaps'
    | 'oldDirectory'
    | 'staleDirectory'
    | 'needsAttention',
    ConnectionResponse
  >
> = {
  disconnected,
  /** Disconnected, with the stored counts kept. */
  kept: { ...disconnected, coverage: connected.coverage },
  connecting: {
    ...connected,
    status: 'connecting',
    coverage: null,
    backfill: { done: 0, total: 324, requestsLeft: 820, secondsLeft: 984, reading: latestDay },
    syncing: true,
    lastSyncAt: null,
    nextSyncAt: null,
    people: { claudeUsers: 0, matched: 0, ignored: 0 },
  },
  reconnecting: {
    ...connected,
    status: 'connecting',
    coverage: {
      first: firstServedDay,
      through: '2026-11-02',
      provisionalFrom: '2026-10-27',
      missing: [],
      notServed: null,
      keptFrom: null,
    },
    syncing: true,
    nextSyncAt: null,
  },
  backfilling: {
    ...connected,
    coverage: {
      first: '2026-07-24',
      through: latestDay,
      provisionalFrom: '2026-11-14',
      missing: [],
      notServed: null,
      keptFrom: null,
    },
    backfill: { done: 120, total: 324, requestsLeft: 459, secondsLeft: 640, reading: '2026-07-23' },
    syncing: true,
  },
  connected,
  /** The last sync failed, and the two newest days are not read. */
  failing: {
    ...connected,
    coverage: {
      first: firstServedDay,
      through: '2026-11-18',
      provisionalFrom: '2026-11-12',
      missing: [],
      notServed: null,
      keptFrom: null,
    },
    lastSyncAt: '2026-11-20T10:00:12Z',
    lastFailure: { at: '2026-11-22T10:00:31Z', code: 'api_unreachable' },
  },
  /** Reading the history pauses until a failed day is retried. */
  waiting: {
    ...connected,
    coverage: {
      first: '2026-07-24',
      through: latestDay,
      provisionalFrom: '2026-11-14',
      missing: ['2026-08-11'],
      notServed: null,
      keptFrom: null,
    },
    backfill: { done: 119, total: 324, requestsLeft: 459, secondsLeft: 640, reading: null },
    failures: [{ day: '2026-08-11', code: 'api_unavailable', times: 1, dueAt: '2026-11-22T10:54:00Z' }],
  },
  /** Some days could not be read. */
  gaps: {
    ...connected,
    coverage: {
      first: firstServedDay,
      through: latestDay,
      provisionalFrom: '2026-11-14',
      missing: ['2026-03-12', '2026-11-03', '2026-11-05', '2026-11-06'],
      notServed: null,
      keptFrom: null,
    },
    failures: [
      { day: '2026-11-18', code: 'day_shrank', times: 1, dueAt: '2026-11-22T09:54:00Z' },
      { day: '2026-11-06', code: 'api_unavailable', times: 3, dueAt: '2026-11-22T12:40:00Z' },
      { day: '2026-11-05', code: 'api_unavailable', times: 3, dueAt: '2026-11-22T12:39:00Z' },
      { day: '2026-11-03', code: 'api_unavailable', times: 1, dueAt: '2026-11-22T10:54:00Z' },
      { day: '2026-03-12', code: 'request_rejected', times: 8, dueAt: '2026-11-22T10:54:00Z' },
    ],
  },
  oldDirectory: {
    ...connected,
    directoryWarning: { readAt: '2026-11-20T09:00:02Z', staleAt: '2026-11-24T09:00:02Z', isStale: false },
  },
  staleDirectory: {
    ...connected,
    directoryWarning: { readAt: '2026-11-17T09:00:02Z', staleAt: '2026-11-21T09:00:02Z', isStale: true },
  },
  needsAttention: {
    ...connected,
    status: 'needs_attention',
    reason: {
      code: 'key_refused',
      message:
        'Claude does not accept this key. It may be mistyped, deleted, or API access may be switched off. Check it on Claude’s key page, or create a new one. Request id: req_011CVb3kPq.',
    },
    nextSyncAt: null,
  },
}

/** A new invitation. */
export const invitationFixture: InvitationResponse = {
  secret: 'cinv_Gf4yQm1Vd0sJ8kTz3wXbN6uRcE9pLhA2iKoYtM7vUqYWNtZQ',
  expiresAt: '2026-11-25T10:20:00.000Z',
}

export const previewFixture: PreviewResponse = {
  historyFrom: '2026-01-01',
  latestDay,
  claudeUsers: 1187,
  matched: 1142,
  more: false,
  reports: { skills: true, connectors: false },
}

/** Returns the connection as the server returns it to viewers who are not admins. */
export const omitAdminFields = ({
  key,
  people,
  failures,
  directoryWarning,
  ...rest
}: ConnectionResponse): ConnectionResponse => rest
