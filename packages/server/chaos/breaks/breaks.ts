/** One change that makes the code break a rule. The simulations must notice it. */
export interface Break {
  /** What the unchanged code handles or prevents. */
  readonly name: string
  /** Path below the folder `packages`. */
  readonly file: string
  /** The code to replace. The file contains it exactly once. */
  readonly code: string
  readonly replacement: string
  /** Whether only simulations of four months can notice it. */
  readonly isLong?: true
}

export const breaks: readonly Break[] = [
  {
    name: 'another organization in an answer',
    file: 'server/src/sync/organization-guard.ts',
    code: 'if (currentId !== null) {',
    replacement: 'if (false) {',
  },
  {
    name: 'a key of another organization',
    file: 'server/src/api/check-key.ts',
    code: 'return hasFigures ? organizationId : null',
    replacement: 'return null',
  },
  {
    name: 'refused days that are served again',
    file: 'server/src/sync/plan-days.ts',
    code: 'const isWanted = samples.includes(day) || unserved.reopened.has(day)',
    replacement: 'const isWanted = false',
  },
  {
    name: 'a row that comes again',
    file: 'core/src/api/day-counters.ts',
    code: 'const earlierCount = rowCounts.replace(identity, newCount)',
    replacement: 'const earlierCount = undefined as number | undefined',
  },
  {
    name: 'a malformed row of somebody with stored counts',
    file: 'server/src/sync/complete-reading.ts',
    code: 'if (!malformedUsers.has(claudeUserId)) continue',
    replacement: 'continue',
  },
  {
    name: 'a row without an id',
    file: 'core/src/api/day-counters.ts',
    code: 'if (hasRowsWithoutId) for (const id of unlistedUsers) setUnknown(id)',
    replacement: '',
  },
  {
    name: 'a stored count from a report that the next reading lacks',
    file: 'server/src/sync/preserve-report-counts.ts',
    code: 'if ((stored[counter] ?? 0) > lowerBound)',
    replacement: 'if (false)',
  },
  {
    name: 'a directory that hangs',
    file: 'server/src/host/call-host.ts',
    code: '() => end.abort(createTimeoutError(name, timeoutMs)),',
    replacement: '() => {},',
  },
  {
    name: 'more requests than the budget of an organization',
    file: 'server/src/sync/budget.ts',
    code: 'const windowMs = minuteMs + 500',
    replacement: 'const windowMs = minuteMs / 2',
  },
  {
    name: 'a refusal that does not end the run',
    file: 'server/src/sync/run-sync.ts',
    code: 'if (!(error instanceof AnalyticsError) || isRefusal(error)) throw error',
    replacement: 'if (!(error instanceof AnalyticsError)) throw error',
  },
  {
    name: 'a refusal that ends the account',
    file: 'server/src/worker.ts',
    code: "({ status }: ConnectionRecord) => status !== 'disconnected'",
    replacement: "({ status }: ConnectionRecord) => status === 'connected' || status === 'connecting'",
  },
  {
    name: 'the key in an error text',
    file: 'core/src/api/analytics-client.ts',
    code: 'maskKeys(apiError.message, apiKey).slice(0, 300)',
    replacement: 'apiError.message.slice(0, 300)',
  },
  {
    name: 'Claude’s words in an answer to employees',
    file: 'server/src/api/connection.ts',
    code: "reason && (hasPermission(viewer, 'connection:manage') ? reason : { code: reason.code })",
    replacement: 'reason',
  },
  {
    name: 'the lease of a live runner',
    file: 'server/src/storage/memory/lease-methods.ts',
    code: 'if (heldUntil !== null && heldUntil > now() && heldUntil <= expiresAt) return null',
    replacement: '',
  },
  {
    name: 'figures that differ from Claude’s totals',
    file: 'core/src/stats/compare-totals.ts',
    code: 'if (sum !== total)',
    replacement: 'if (false)',
    isLong: true,
  },
  {
    name: 'unknown figures that Claude knows by now',
    file: 'server/src/sync/check-months.ts',
    code: 'if (comparison.findings.length === 0 && !comparison.isIncomplete) {',
    replacement: 'if (comparison.findings.length === 0) {',
    isLong: true,
  },
  {
    name: 'days that a reconciliation reads again',
    file: 'server/src/sync/plan-days.ts',
    code: "plan.check.push({ day, reason: 'check' })",
    replacement: '',
    isLong: true,
  },
  {
    name: 'distinct counts that are estimates',
    file: 'core/src/stats/comparable-totals.ts',
    code: "chat_conversations: 'not_comparable',",
    replacement: "chat_conversations: 'additive',",
    isLong: true,
  },
  {
    name: 'a figure that still differs after its days were read again',
    file: 'server/src/sync/check-months.ts',
    code: "if (findings.length === 0) await finish('equal', listComparedCounters(totals))",
    replacement: "if (true) await finish('equal', listComparedCounters(totals))",
    isLong: true,
  },
  {
    name: 'totals that Claude refuses',
    file: 'server/src/sync/check-months.ts',
    code: 'return await fail(error.code, isFinalFailure(error))',
    replacement: 'throw error',
    isLong: true,
  },
]

/**
 * Returns the source with the break.
 * @throws TypeError if the source does not contain the text exactly once.
 */
export const breakCode = ({ name, file, code, replacement }: Break, source: string): string => {
  const parts = source.split(code)
  if (parts.length !== 2) throw new TypeError(`The break "${name}" matches ${parts.length - 1} places in ${file}.`)
  return parts.join(replacement)
}
