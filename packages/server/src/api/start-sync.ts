import type { AccountId } from '@windmill/claude-core'
import type { Context } from './context.ts'

/** Requests a run of the account. It starts in a moment, perhaps in another process. */
export const startSync = async (
  { storage, requestSync }: Pick<Context, 'storage' | 'requestSync'>,
  accountId: AccountId,
): Promise<void> => {
  // Stored first, so that some process serves the request even if this one does not sync or ends now.
  await storage.requestSync(accountId, crypto.randomUUID())
  await requestSync(accountId)
}
