import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { DirectoryKeeper } from '../people/directory-keeper.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { createLogEntry } from '../storage/create-log-entry.ts'
import { findAnnouncements } from './find-announcements.ts'

interface Dependencies {
  readonly storage: StorageAdapter
  readonly directory: Pick<DirectoryKeeper, 'findWarning'>
  readonly clock: Clock
}

/**
 * Adds to the log what has changed in the life of a connection since the last call. Call it with the account's lease:
 * concurrent calls could announce a change twice. Does nothing for an account without a key.
 * @param run - With `running`, Claude users without an employee are not announced, since the run still adds Claude
 * users.
 */
export const announceChanges = async (
  { storage, directory, clock }: Dependencies,
  accountId: AccountId,
  run: 'running' | 'ended',
): Promise<void> => {
  const [connection, ledger, directoryWarning, mappings] = await Promise.all([
    storage.getConnection(accountId),
    storage.readLedger(accountId),
    directory.findWarning(accountId),
    storage.countMappings(accountId),
  ])
  if (!connection?.sealedKey) return
  const at = clock.now()
  const facts = {
    attention: connection.reason?.code ?? null,
    isConnected: connection.status === 'connected',
    savedAt: connection.savedAt ?? 0,
    newestDay: ledger.findLast(({ read }) => read)?.day ?? null,
    isDirectoryStale: directoryWarning?.isStale ?? false,
    unmatched: run === 'running' ? null : mappings.unmatched + mappings.conflict,
  }
  const { events, after } = findAnnouncements(connection.announced, facts, at)
  // The entries are written first: after a crash between the two writes, a change is announced twice instead of never.
  const entries = events.map((event) => createLogEntry({ at, actorId: null, event }))
  if (entries.length > 0) await storage.addLogEntries(accountId, entries)
  await storage.updateConnection(accountId, { announced: after })
}
