import type { AccountId, LogEvent } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { ConnectionRecord } from '../storage/adapter.ts'
import { checkKey, findDataOrganization } from './check-key.ts'
import type { Context } from './context.ts'
import type { KeyCheckCaller } from './key-check-limiter.ts'
import { startSync } from './start-sync.ts'

/** The log event of saving a key. */
export type KeyEvent = Extract<LogEvent, { readonly kind: 'connected' | 'key_replaced' }>

/**
 * Checks a key, saves it as the account's, and requests a sync. Stored usage stays, and an invitation ends.
 * @param key - A key that `findPastedKey` returned.
 * @param save - Adds the event to the log, and then stores the connection with the key.
 * @throws `ProblemError` with the reason why the key is not accepted, or the signal's reason.
 */
export const saveKey = async (
  context: Context,
  accountId: AccountId,
  caller: KeyCheckCaller,
  key: string,
  signal: AbortSignal | undefined,
  save: (record: ConnectionRecord, event: KeyEvent) => Promise<void>,
): Promise<void> => {
  const { storage, vault, runner, clock, logger } = context
  const { latestDay, organization } = await context.keyCheckLimiter.run(
    accountId,
    caller,
    () => checkKey(context, accountId, key, signal),
    signal,
  )
  const sealedKey = await vault.seal(accountId, key)
  const before = await storage.getConnection(accountId)
  const organizationId = organization.getId()
  if (before && organizationId !== null && organizationId !== before.organizationId) {
    // The new organization is accepted only if the account has no figures of the former one. So a run with the old key
    // must not store such figures from now on.
    await storage.revokeLease(accountId)
    await runner.end(accountId)
    const dataOrganizationId = await findDataOrganization(context, accountId)
    if (dataOrganizationId !== null && dataOrganizationId !== organizationId) {
      throw new ProblemError('organization_differs')
    }
  }
  const record: ConnectionRecord = {
    accountId,
    status: before?.status === 'connected' ? 'connected' : 'connecting',
    reason: null,
    sealedKey,
    lastFour: key.slice(-4),
    savedAt: clock.now(),
    organizationId: organizationId ?? (await findDataOrganization(context, accountId)),
    latestDay,
    notServedThrough: before?.notServedThrough ?? null,
    lastSyncAt: before?.lastSyncAt ?? null,
    lastFailure: null,
    blockedSince: null,
    seats: before?.seats ?? null,
    seatsAskedAt: before?.seatsAskedAt ?? null,
    invitation: null,
    checkRequestedAt: null,
    announced: before?.announced ?? null,
  }
  await save(record, { kind: before?.sealedKey ? 'key_replaced' : 'connected' })
  logger.info(before?.sealedKey ? 'Key replaced' : 'Connected', { accountId })
  // A run with the old key must end, on this or another server, or the new run would wait for the lease.
  await storage.revokeLease(accountId)
  await runner.end(accountId)
  await startSync(context, accountId)
}
