import {
  type AccessResponse,
  type AccountCoverage,
  type AdoptionPoint,
  type AdoptionResponse,
  type AdoptionTeam,
  adoptionIds,
  buckets,
  type CheckedMonth,
  type ClaudeUserResponse,
  type ClaudeUsersResponse,
  type ConnectionResponse,
  type CounterId,
  type Coverage,
  counterIds,
  type DayFailure,
  type DirectoryProblem,
  type DirectoryStatus,
  type EmployeeChoice,
  type EmployeeCoverage,
  type EmployeeDataResponse,
  type EmployeeDay,
  type EmployeeDaysResponse,
  type EmployeeName,
  type EmployeeStatsResponse,
  type EmployeesResponse,
  type Engagement,
  type GroupStat,
  type InvitationResponse,
  type InvitedConnectResponse,
  type InvitedPreviewResponse,
  isDay,
  type LinkChange,
  type LinkValue,
  type LogEntry,
  type LogPage,
  type MappedClaudeUser,
  mappingStates,
  type PeriodCoverage,
  type PreviewResponse,
  type ReconciledMonth,
  type ReconciliationFinding,
  type ReconciliationFindingsResponse,
  type ReconciliationResponse,
  type Seats,
  type SeriesPoint,
  type StatId,
  type StatResult,
  type Suggestion,
  statIds,
  type TeamMember,
  type TeamStatsResponse,
  type TeamTrendBuckets,
  type TotalsResponse,
  type WeeklyAverage,
  type WeekTotals,
} from '@windmill/claude-core'
import {
  type Check,
  isAbsentOr,
  isAmount,
  isAnyOf,
  isCount,
  isFlag,
  isInstant,
  isListOf,
  isNullOr,
  isObjectOf,
  isOneOf,
  isPeriod,
  isRecordOf,
  isText,
} from './checks.ts'

/** The answers of the server, by a name that requests use. */
export interface Answers {
  readonly connection: ConnectionResponse
  readonly preview: PreviewResponse
  readonly invitation: InvitationResponse
  readonly invitedPreview: InvitedPreviewResponse
  readonly invitedConnect: InvitedConnectResponse
  readonly employeeStats: EmployeeStatsResponse
  readonly employeeDays: EmployeeDaysResponse
  readonly teamStats: TeamStatsResponse
  readonly adoption: AdoptionResponse
  readonly totals: TotalsResponse
  readonly reconciliation: ReconciliationResponse
  readonly reconciliationFindings: ReconciliationFindingsResponse
  readonly claudeUsers: ClaudeUsersResponse
  readonly claudeUser: ClaudeUserResponse
  readonly employees: EmployeesResponse
  readonly access: AccessResponse
  readonly log: LogPage
  readonly employeeData: EmployeeDataResponse
}

// A word that only selects a text is not checked against a list, because a newer server may send other words.
const isWord = isText

const isName = isObjectOf<EmployeeName>({ id: isText, name: isText })
const choiceFields = { id: isText, name: isText, emails: isListOf(isText), archivedOn: isNullOr(isDay) }
const isChoice = isObjectOf<EmployeeChoice>(choiceFields)
const isBucket = isOneOf(...buckets)
const isMaybeCount = isNullOr(isCount)
const isMaybeAmount = isNullOr(isAmount)
const isSeats = isNullOr(isObjectOf<Seats>({ day: isDay, assigned: isCount, pendingInvites: isMaybeCount }))

const coverageFields: Record<keyof Coverage, Check> = {
  through: isNullOr(isDay),
  provisionalFrom: isNullOr(isDay),
  missing: isListOf(isDay),
  notServed: isNullOr(isPeriod),
  keptFrom: isNullOr(isDay),
}
const periodCoverageFields: Record<keyof PeriodCoverage, Check> = {
  ...coverageFields,
  previousMissing: isListOf(isDay),
  latestDay: isNullOr(isDay),
  checkedMonths: isAbsentOr(
    isListOf(
      isObjectOf<CheckedMonth>({
        month: isDay,
        checkedAt: isInstant,
        result: isWord,
        stats: isListOf(isOneOf(...statIds)),
      }),
    ),
  ),
}
const isPeriodCoverage = isObjectOf<PeriodCoverage>(periodCoverageFields)

const isConnection = isObjectOf<ConnectionResponse>({
  status: isOneOf('disconnected', 'connecting', 'connected', 'needs_attention'),
  reason: isNullOr(
    isObjectOf<NonNullable<ConnectionResponse['reason']>>({ code: isWord, message: isAbsentOr(isText) }),
  ),
  coverage: isNullOr(isObjectOf<AccountCoverage>({ ...coverageFields, first: isDay, through: isDay })),
  backfill: isNullOr(
    isObjectOf<NonNullable<ConnectionResponse['backfill']>>({
      done: isCount,
      total: isCount,
      requestsLeft: isCount,
      secondsLeft: isCount,
      reading: isNullOr(isDay),
    }),
  ),
  lastSyncAt: isNullOr(isInstant),
  lastFailure: isNullOr(
    isObjectOf<NonNullable<ConnectionResponse['lastFailure']>>({
      at: isInstant,
      code: isNullOr(isWord),
      message: isAbsentOr(isText),
    }),
  ),
  nextSyncAt: isNullOr(isInstant),
  syncing: isFlag,
  key: isAbsentOr(
    isNullOr(isObjectOf<NonNullable<ConnectionResponse['key']>>({ lastFour: isText, savedAt: isInstant })),
  ),
  invitation: isAbsentOr(isNullOr(isObjectOf<NonNullable<ConnectionResponse['invitation']>>({ expiresAt: isInstant }))),
  people: isAbsentOr(
    isObjectOf<NonNullable<ConnectionResponse['people']>>({ claudeUsers: isCount, matched: isCount, ignored: isCount }),
  ),
  failures: isAbsentOr(
    isListOf(isObjectOf<DayFailure>({ day: isDay, code: isWord, times: isCount, dueAt: isInstant })),
  ),
  directoryWarning: isAbsentOr(
    isNullOr(
      isObjectOf<NonNullable<ConnectionResponse['directoryWarning']>>({
        readAt: isNullOr(isInstant),
        staleAt: isNullOr(isInstant),
        isStale: isFlag,
      }),
    ),
  ),
})

const isReportAccess = isObjectOf<InvitedPreviewResponse['reports']>({ skills: isFlag, connectors: isFlag })

const isSeries = isListOf(isObjectOf<SeriesPoint>({ start: isDay, value: isMaybeAmount }))
const statFields: Record<keyof GroupStat, Check> = {
  value: isMaybeAmount,
  compared: isMaybeAmount,
  previous: isMaybeAmount,
  partial: isFlag,
  previousPartial: isFlag,
}
const isStatResult = isObjectOf<StatResult>({ ...statFields, series: isSeries, weeks: isAbsentOr(isSeries) })

/** Creates a stat that the server does not know. All of its values are null, which shows as a dash. */
const createMissingStat = ({ series }: { readonly series?: unknown }): StatResult => ({
  value: null,
  compared: null,
  previous: null,
  partial: false,
  previousPartial: false,
  series: (series as StatResult['series']).map(({ start }) => ({ start, value: null })),
})

const isEmployeeStats = isObjectOf<EmployeeStatsResponse>({
  employeeId: isText,
  period: isPeriod,
  compared: isNullOr(isPeriod),
  previous: isPeriod,
  bucket: isBucket,
  stats: isRecordOf(statIds, isStatResult, createMissingStat),
  activeDays: isRecordOf(
    adoptionIds,
    isObjectOf<EmployeeStatsResponse['activeDays']['any']>({
      value: isMaybeAmount,
      compared: isMaybeAmount,
      previous: isMaybeAmount,
    }),
    () => ({ value: null, compared: null, previous: null }),
  ),
  lastActiveOn: isNullOr(isDay),
  coverage: isObjectOf<EmployeeCoverage>({
    ...periodCoverageFields,
    claudeUsers: isCount,
    startedOn: isNullOr(isDay),
    archivedOn: isNullOr(isDay),
  }),
  participation: isAbsentOr(isWord),
})

const isStatList = isListOf(isOneOf(...statIds))
const isDayCounts = isObjectOf(
  Object.fromEntries(counterIds.map((id) => [id, isMaybeCount])) as Record<CounterId, Check>,
)

const isEmployeeDays = isObjectOf<EmployeeDaysResponse>({
  employeeId: isText,
  period: isPeriod,
  days: isListOf(
    isObjectOf<EmployeeDay>({
      day: isDay,
      status: isWord,
      readAt: isNullOr(isInstant),
      sources: isNullOr(isObjectOf<NonNullable<EmployeeDay['sources']>>({ skills: isWord, connectors: isWord })),
      unattributedRows: isCount,
      counters: isAbsentOr(isDayCounts),
      partial: isStatList,
      unknown: isStatList,
    }),
  ),
})

const isGroupStat = isAbsentOr(isObjectOf<GroupStat>(statFields))
const isGroupStats = isObjectOf(Object.fromEntries(statIds.map((id) => [id, isGroupStat])) as Record<StatId, Check>)

const isTeamStats = isObjectOf<TeamStatsResponse>({
  manager: isName,
  period: isPeriod,
  compared: isNullOr(isPeriod),
  previous: isPeriod,
  people: isListOf(
    isObjectOf<TeamMember>({
      id: isText,
      name: isText,
      managerId: isNullOr(isText),
      startedOn: isNullOr(isDay),
      archivedOn: isNullOr(isDay),
      claudeUsers: isCount,
      stats: isGroupStats,
      trend: isAbsentOr(isListOf(isMaybeAmount)),
    }),
  ),
  size: isCount,
  totals: isGroupStats,
  trend: isNullOr(
    isObjectOf<TeamTrendBuckets>({ stat: isOneOf(...statIds), bucket: isBucket, starts: isListOf(isDay) }),
  ),
  coverage: isPeriodCoverage,
  notShown: isCount,
})

const isActivePeople = isRecordOf(adoptionIds, isMaybeCount, () => null)
const isWeekly = isObjectOf<WeeklyAverage>({
  people: isMaybeAmount,
  active: isRecordOf(adoptionIds, isMaybeAmount, () => null),
})
const isEngagement = isObjectOf<Engagement>({
  new: isMaybeCount,
  regular: isMaybeCount,
  occasional: isMaybeCount,
  lapsed: isMaybeCount,
})

const isAdoption = isObjectOf<AdoptionResponse>({
  period: isPeriod,
  previous: isPeriod,
  bucket: isBucket,
  by: isNullOr(isText),
  manager: isNullOr(isName),
  people: isCount,
  linked: isCount,
  active: isActivePeople,
  previousActive: isActivePeople,
  weeks: isListOf(isDay),
  previousWeeks: isListOf(isDay),
  weekly: isWeekly,
  previousWeekly: isWeekly,
  engagement: isEngagement,
  series: isListOf(
    isObjectOf<AdoptionPoint>({ start: isDay, active: isActivePeople, engagement: isNullOr(isEngagement) }),
  ),
  teams: isListOf(
    isObjectOf<AdoptionTeam>({
      manager: isNullOr(isName),
      value: isNullOr(isText),
      people: isCount,
      linked: isCount,
      active: isActivePeople,
      weekly: isWeekly,
      previousWeekly: isWeekly,
      series: isListOf(isMaybeCount),
    }),
  ),
  coverage: isPeriodCoverage,
  notShown: isCount,
  excluded: isMaybeCount,
  seats: isSeats,
})

const isRoundedCount: Check = (value) =>
  value === 'fewer_than_5' || (isCount(value) && (value as number) > 0 && (value as number) % 5 === 0)

const isTotals = isObjectOf<TotalsResponse>({
  weeks: isListOf(
    isObjectOf<WeekTotals>({
      start: isDay,
      active: isObjectOf<WeekTotals['active']>(
        Object.fromEntries(adoptionIds.map((id) => [id, isRoundedCount])) as Record<keyof WeekTotals['active'], Check>,
      ),
    }),
  ),
  seats: isSeats,
})

const isReconciliation = isObjectOf<ReconciliationResponse>({
  canListFindings: isFlag,
  months: isListOf(
    isObjectOf<ReconciledMonth>({
      month: isDay,
      checkedAt: isNullOr(isInstant),
      result: isNullOr(isWord),
      reason: isNullOr(isWord),
      isPending: isFlag,
      counters: isListOf(isWord),
      differing: isNullOr(
        isObjectOf<NonNullable<ReconciledMonth['differing']>>({ counters: isListOf(isWord), people: isCount }),
      ),
    }),
  ),
})

const isLinkValue = isObjectOf<LinkValue>({ employee: isNullOr(isName), method: isNullOr(isWord), ignored: isFlag })
const isLinkChange = isObjectOf<LinkChange>({
  at: isInstant,
  by: isNullOr(isName),
  from: isLinkValue,
  to: isLinkValue,
})
const claudeUserFields: Record<keyof MappedClaudeUser, Check> = {
  id: isText,
  email: isNullOr(isText),
  state: isOneOf(...mappingStates),
  reason: isObjectOf<MappedClaudeUser['reason']>({ code: isWord, message: isText }),
  employee: isNullOr(isChoice),
  method: isNullOr(isWord),
  candidates: isListOf(isChoice),
  suggestions: isListOf(isObjectOf<Suggestion>({ ...choiceFields, reason: isWord })),
  lastActiveOn: isAbsentOr(isNullOr(isDay)),
  lastChange: isNullOr(isLinkChange),
}

const isClaudeUsers = isObjectOf<ClaudeUsersResponse>({
  counts: isObjectOf<ClaudeUsersResponse['counts']>(
    Object.fromEntries(mappingStates.map((state) => [state, isCount])) as Record<
      keyof ClaudeUsersResponse['counts'],
      Check
    >,
  ),
  claudeUsers: isListOf(isObjectOf<MappedClaudeUser>(claudeUserFields)),
  next: isNullOr(isText),
  directory: isObjectOf<DirectoryStatus>({
    employees: isCount,
    readAt: isNullOr(isInstant),
    heldBack: isNullOr(
      isObjectOf<NonNullable<DirectoryStatus['heldBack']>>({ reason: isWord, at: isInstant, message: isText }),
    ),
    problems: isListOf(isObjectOf<DirectoryProblem>({ code: isWord, employeeId: isText, message: isText })),
  }),
})

type EventOf<Kind extends LogEntry['event']['kind']> = Extract<LogEntry['event'], { readonly kind: Kind }>

const isChange = isObjectOf<{ readonly from: unknown; readonly to: unknown }>({
  from: isNullOr(isWord),
  to: isNullOr(isWord),
})

/** The checks of events with details, by kind. Any other event has no details, or comes from a newer server. */
const eventChecks: { readonly [kind: string]: Check } = {
  read: isObjectOf<EventOf<'read'>>({
    kind: isWord,
    purpose: isWord,
    periods: isListOf(isPeriod),
    rows: isMaybeCount,
  }),
  link_changed: isObjectOf<EventOf<'link_changed'>>({
    kind: isWord,
    claudeUserId: isText,
    from: isLinkValue,
    to: isLinkValue,
  }),
  needs_attention: isObjectOf<EventOf<'needs_attention'>>({ kind: isWord, code: isWord }),
  employees_renamed: isObjectOf<EventOf<'employees_renamed'>>({ kind: isWord, employees: isCount }),
  participation_changed: isChange,
  totals_differ: isObjectOf<EventOf<'totals_differ'>>({ kind: isWord, month: isDay, counters: isListOf(isWord) }),
  policy_changed: isObjectOf<EventOf<'policy_changed'>>({
    kind: isWord,
    changes: isListOf(
      isObjectOf<EventOf<'policy_changed'>['changes'][number]>({
        field: isWord,
        from: isAnyOf(isOneOf(null), isText, isCount),
        to: isAnyOf(isOneOf(null), isText, isCount),
      }),
    ),
  }),
}

const hasKind = isObjectOf<Pick<LogEntry['event'], 'kind'>>({ kind: isWord })
const isEvent: Check = (event) => hasKind(event) && (eventChecks[(event as LogEntry['event']).kind]?.(event) ?? true)

const isEntries = isListOf(
  isObjectOf<LogEntry>({
    at: isInstant,
    actor: isNullOr(isName),
    actingFor: isNullOr(isName),
    // An entry can be about something that only a newer server knows.
    about: isAnyOf(
      isWord,
      isObjectOf<{ readonly employee?: unknown; readonly below?: unknown }>({
        employee: isAbsentOr(isName),
        below: isAbsentOr(isName),
      }),
    ),
    event: isEvent,
  }),
)
const logFields: Record<keyof LogPage, Check> = { entries: isEntries, next: isNullOr(isText), keptForDays: isCount }

/**
 * The check of each answer's body. It also adds the stats and products that an older server does not know to the body.
 */
export const answerChecks: { readonly [Name in keyof Answers]: Check } = {
  connection: isConnection,
  preview: isObjectOf<PreviewResponse>({
    historyFrom: isDay,
    latestDay: isDay,
    claudeUsers: isCount,
    matched: isCount,
    more: isFlag,
    reports: isReportAccess,
  }),
  invitation: isObjectOf<InvitationResponse>({ secret: isText, expiresAt: isInstant }),
  invitedPreview: isObjectOf<InvitedPreviewResponse>({ reports: isReportAccess }),
  invitedConnect: isObjectOf<InvitedConnectResponse>({ accepted: isOneOf(true) }),
  employeeStats: isEmployeeStats,
  employeeDays: isEmployeeDays,
  teamStats: isTeamStats,
  adoption: isAdoption,
  totals: isTotals,
  reconciliation: isReconciliation,
  reconciliationFindings: isObjectOf<ReconciliationFindingsResponse>({
    findings: isListOf(
      isObjectOf<ReconciliationFinding>({
        month: isDay,
        claudeUserId: isWord,
        employee: isNullOr(isName),
        counter: isWord,
        stored: isCount,
        claude: isNullOr(isCount),
      }),
    ),
  }),
  claudeUsers: isClaudeUsers,
  claudeUser: isObjectOf<ClaudeUserResponse>({ ...claudeUserFields, changes: isListOf(isLinkChange) }),
  employees: isObjectOf<EmployeesResponse>({ employees: isListOf(isChoice) }),
  access: isObjectOf<AccessResponse>({
    ...logFields,
    managers: isListOf(isName),
    directoryStale: isAbsentOr(isFlag),
    onlySelf: isAbsentOr(isFlag),
    hasLeft: isAbsentOr(isFlag),
  }),
  log: isObjectOf<LogPage>(logFields),
  // Only one field is checked, because the answer is saved as a file without changes.
  employeeData: isObjectOf<Pick<EmployeeDataResponse, 'exportedAt'>>({ exportedAt: isInstant }),
}
