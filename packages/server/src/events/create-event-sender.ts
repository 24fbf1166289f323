import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { callHost } from '../host/call-host.ts'
import { hostLimits } from '../host/host-limits.ts'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import { describeError, type Logger } from '../logger.ts'
import type { StorageAdapter, StoredLogEntry } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'
import type { ClaudeEvent } from './claude-event.ts'

const retryForMs = 7 * 24 * 60 * 60_000
/**
 * How long a process claims an entry. The time is longer than the timeout of `onEvent`, so that no other process sends
 * the entry in the meantime. An entry that failed is sent again when its claim has expired.
 */
const claimMs = 60_000

/**
 * Sends the new entries of an account, or of all accounts. A call for all accounts while another one is running does
 * nothing. Rejects only if the accounts with new entries cannot be listed.
 */
export type EventSender = (accountId?: AccountId) => Promise<void>

interface EventSenderOptions {
  readonly onEvent: NonNullable<ClaudeIntegrationOptions['onEvent']>
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /** Ends the sending when it aborts. */
  readonly signal: AbortSignal
}

/**
 * Creates a function that sends the new entries of the log to the host, in order per account. An entry that fails is
 * sent again until the host has taken it or it is seven days old.
 */
export const createEventSender = ({ onEvent, storage, clock, logger, signal }: EventSenderOptions): EventSender => {
  let isSending = false

  const sendEntriesOf = async (accountId: AccountId, since: number): Promise<void> => {
    await sendNewEntries(accountId, since).catch((error: unknown) => {
      if (!signal.aborted) logger.error('An event was not delivered', { accountId, ...describeError(error) })
    })
  }

  const sendNewEntries = async (accountId: AccountId, since: number): Promise<void> => {
    while (!signal.aborted) {
      const entry = await storage.claimUnsentEntry(accountId, since, claimMs)
      if (!entry) return
      const event = toClaudeEvent(accountId, entry)
      await callHost({ name: 'onEvent', timeoutMs: hostLimits.eventTimeoutMs, clock, signal }, (eventSignal) =>
        onEvent(event, { signal: eventSignal }),
      )
      await storage.markEntrySent(accountId, entry.id)
    }
  }

  return async (onlyAccountId) => {
    const since = clock.now() - retryForMs
    if (onlyAccountId !== undefined) return await sendEntriesOf(onlyAccountId, since)
    if (isSending) return
    isSending = true
    try {
      for (const accountId of await storage.listAccountsWithUnsentEntries(since)) await sendEntriesOf(accountId, since)
    } finally {
      isSending = false
    }
  }
}

const toClaudeEvent = (accountId: AccountId, { at, event, ...entry }: StoredLogEntry): ClaudeEvent => ({
  ...entry,
  accountId,
  at: toInstant(at),
  event: event.kind === 'read' ? { kind: event.kind, purpose: event.purpose, periods: event.periods } : event,
})
