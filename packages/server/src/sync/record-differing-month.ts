import { type AccountId, counterIds, type Day } from '@windmill/claude-core'
import type { LinkingContext } from '../people/linking-context.ts'
import { listShownFindings } from '../people/list-shown-findings.ts'
import { createLogEntry } from '../storage/create-log-entry.ts'

/**
 * Adds to the log that figures of a month differ from Claude's totals, with the counters and without any figure. Adds
 * nothing if only figures that are hidden from others differ.
 */
export const recordDifferingMonth = async (
  context: LinkingContext,
  accountId: AccountId,
  month: Day,
): Promise<void> => {
  const findings = await listShownFindings(context, accountId)
  const differing = new Set(findings.flatMap((finding) => (finding.month === month ? finding.counter : [])))
  if (differing.size === 0) return
  const counters = counterIds.filter((id) => differing.has(id))
  const event = { kind: 'totals_differ', month, counters } as const
  await context.storage.addLogEntries(accountId, [createLogEntry({ at: context.clock.now(), actorId: null, event })])
}
