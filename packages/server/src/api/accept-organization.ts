import type { AccountId } from '@windmill/claude-core'
import { parseOrganizationId } from '@windmill/claude-core/api'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'
import { type ActorOptions, parseActor } from './parse-actor.ts'
import { recordChange } from './record.ts'
import { startSync } from './start-sync.ts'

/**
 * Accepts another Claude organization as the source of the account's figures. Ends a running sync, and requests a new
 * one if the connection waits for this decision.
 * @throws `ProblemError` `invalid_request` or `not_connected`.
 */
export const acceptOrganization = async (
  context: Context,
  accountId: AccountId,
  organizationId: string,
  options: ActorOptions,
): Promise<void> => {
  const { storage, runner, logger } = context
  const id = parseOrganizationId(organizationId)
  if (id === undefined) {
    throw new ProblemError('invalid_request', {
      field: 'organizationId',
      detail:
        'The organization id must be a string of at most 100 letters, digits, hyphens and underscores. Nothing was ' +
        'changed. Use the id from the log.',
    })
  }
  const by = parseActor(options)
  const before = await storage.getConnection(accountId)
  if (!before) throw new ProblemError('not_connected')
  const isWaiting = before.status === 'needs_attention' && before.reason?.code === 'organization_differs'
  await recordChange(context, accountId, by, { kind: 'organization_accepted' })
  await storage.updateConnection(accountId, {
    organizationId: id,
    // The stored seats belong to the previous organization.
    ...(before.organizationId !== id && { seats: null, seatsAskedAt: null }),
    ...(isWaiting && { status: 'connected', reason: null }),
  })
  logger.info('Organization accepted', { accountId, organizationId: id, before: before.organizationId, by })
  await storage.revokeLease(accountId)
  await runner.end(accountId)
  if (isWaiting) await startSync(context, accountId)
}
