import {
  type AccountId,
  addDays,
  counterIds,
  type EmployeeId,
  type ReconciledMonth,
  type ReconciliationFindingsResponse,
  type ReconciliationResponse,
  type Viewer,
} from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import { listShownFindings, type ShownFinding } from '../people/list-shown-findings.ts'
import { ProblemError } from '../problem-error.ts'
import type { MonthCheck } from '../storage/adapter.ts'
import { toInstantOrNull } from '../to-instant.ts'
import { type AuthorizedViewer, authorize, hasPermission } from './authorize.ts'
import type { Context } from './context.ts'
import { type ActorOptions, parseActor } from './parse-actor.ts'
import { recordChange, recordEmployeeReads } from './record.ts'
import { startSync } from './start-sync.ts'

/**
 * Returns the months that were reconciled with Claude's totals, each with its result, the counters that differ and the
 * number of people. The answer names nobody, so the read is not recorded.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const getReconciliation = async (context: Context, viewer: Viewer): Promise<ReconciliationResponse> => {
  await authorize(context, viewer, 'reconciliation')
  return await readReconciliation(context, viewer)
}

/**
 * Returns the people with figures that differ from Claude's totals, and by how much. The read is recorded for each
 * employee among them.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const listReconciliationFindings = async (
  context: Context,
  viewer: Viewer,
): Promise<ReconciliationFindingsResponse> => {
  const actor = await authorize(context, viewer, 'reconciliationFindings')
  const findings = await listShownFindings(context, viewer.accountId)
  const monthsByEmployee = new Map<EmployeeId, Set<ShownFinding['month']>>()
  for (const { employee, month } of findings) {
    if (employee) monthsByEmployee.set(employee.id, (monthsByEmployee.get(employee.id) ?? new Set()).add(month))
  }
  for (const [id, months] of monthsByEmployee) {
    const periods = [...months].flatMap((from) =>
      splitIntoBuckets({ from, to: addDays(from, 31) }, 'month').slice(0, 1),
    )
    await recordEmployeeReads(context, actor, [id], { purpose: 'reconciliation', periods })
  }
  return { findings }
}

/**
 * Requests a reconciliation of every settled month, as soon as possible.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or `not_connected`.
 */
export const requestReconciliation = async (context: Context, viewer: Viewer): Promise<ReconciliationResponse> => {
  const actor = await authorize(context, viewer, 'check')
  await requestCheck(context, viewer.accountId, actor)
  return await readReconciliation(context, viewer)
}

/**
 * Requests a reconciliation of every settled month in the name of the host.
 * @throws `ProblemError` `invalid_request` without `by`, or `not_connected`.
 */
export const requestReconciliationAsHost = (
  context: Context,
  accountId: AccountId,
  options: ActorOptions,
): Promise<void> => requestCheck(context, accountId, parseActor(options))

const requestCheck = async (
  context: Context,
  accountId: AccountId,
  actor: AuthorizedViewer | EmployeeId,
): Promise<void> => {
  const { storage, clock } = context
  const connection = await storage.getConnection(accountId)
  if (!connection?.sealedKey) throw new ProblemError('not_connected')
  await recordChange(context, accountId, actor, { kind: 'check_requested' })
  await storage.updateConnection(accountId, { checkRequestedAt: clock.now() })
  await startSync(context, accountId)
}

const readReconciliation = async (context: Context, viewer: Viewer): Promise<ReconciliationResponse> => {
  const { accountId } = viewer
  const checks = await context.storage.listMonthChecks(accountId)
  const findings = await listShownFindings(context, accountId)
  return {
    months: checks.map((check) =>
      toReconciledMonth(
        check,
        findings.filter(({ month }) => month === check.month),
      ),
    ),
    canListFindings: hasPermission(viewer, 'people:view'),
  }
}

/** Reports a month in which only hidden figures differ as equal, so that nobody can infer the difference. */
const toReconciledMonth = (
  { month, finished, pending }: MonthCheck,
  findings: readonly ShownFinding[],
): ReconciledMonth => {
  const result = finished?.result === 'differs' && findings.length === 0 ? 'equal' : (finished?.result ?? null)
  const differing = new Set(findings.map(({ counter }) => counter))
  return {
    month,
    checkedAt: toInstantOrNull(finished?.at),
    result,
    reason: finished?.reason ?? null,
    isPending: pending !== null,
    counters: finished?.counters ?? [],
    differing:
      result === 'differs'
        ? {
            counters: counterIds.filter((id) => differing.has(id)),
            people: new Set(findings.map(({ claudeUserId }) => claudeUserId)).size,
          }
        : null,
  }
}
