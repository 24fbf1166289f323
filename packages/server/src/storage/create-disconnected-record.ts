import type { AccountId } from '@windmill/claude-core'
import type { ConnectionRecord } from './adapter.ts'

/** Creates the connection of an account that was never connected. */
export const createDisconnectedRecord = (accountId: AccountId): ConnectionRecord => ({
  accountId,
  status: 'disconnected',
  reason: null,
  sealedKey: null,
  lastFour: null,
  savedAt: null,
  organizationId: null,
  latestDay: null,
  notServedThrough: null,
  lastSyncAt: null,
  lastFailure: null,
  blockedSince: null,
  seats: null,
  seatsAskedAt: null,
  invitation: null,
  checkRequestedAt: null,
  announced: null,
})
