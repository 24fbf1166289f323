import type { AccountId } from '@windmill/claude-core'
import type { ConnectionRecord, StorageAdapter } from '@windmill/claude-server'
import { createDisconnectedRecord, sanitizeConnection } from '@windmill/claude-server/storage'
import { readAccount } from './accounts.ts'
import { type Database, parseJson } from './database.ts'
import { eraseAccount } from './erase-account.ts'

type ConnectionOperations = Pick<
  StorageAdapter,
  | 'listConnections'
  | 'getConnection'
  | 'saveConnection'
  | 'updateConnection'
  | 'saveInvitation'
  | 'acceptInvitation'
  | 'replaceSealedKey'
  | 'requestSync'
  | 'getSyncRequest'
  | 'finishSyncRequest'
  | 'listSyncRequests'
  | 'eraseAccount'
  | 'reopenAccount'
  | 'isAccountErased'
>

/** Returns the connection of an account. Null if it has none. */
export const readConnection = (db: Database, accountId: AccountId): ConnectionRecord | null =>
  parseJson(db.get<{ record: string }>`select record from connections where account_id = ${accountId}`?.record)

export const createConnectionOperations = (db: Database): ConnectionOperations => {
  const save = (record: ConnectionRecord): void => {
    db.run`insert into connections (account_id, record) values (${record.accountId}, ${sanitizeConnection(record)})
      on conflict do update set record = excluded.record`
    if (record.sealedKey !== null) reopen(record.accountId)
  }
  const reopen = (accountId: AccountId) => {
    db.run`update accounts set is_erased = 0 where account_id = ${accountId}`
  }
  return {
    listConnections: () =>
      db.read(() => db.all<{ record: string }>`select record from connections`.map(({ record }) => JSON.parse(record))),
    getConnection: (accountId) => db.read(() => readConnection(db, accountId)),
    saveConnection: (record) => db.write(() => save(record)),
    updateConnection: (accountId, changes) =>
      db.write(() => {
        const stored = readConnection(db, accountId)
        if (!stored) return
        const record = { ...stored, ...sanitizeConnection(changes) }
        db.run`update connections set record = ${record} where account_id = ${accountId}`
      }),
    saveInvitation: (accountId, invitation) =>
      db.write(() => {
        const record = { ...(readConnection(db, accountId) ?? createDisconnectedRecord(accountId)), invitation }
        db.run`insert into connections (account_id, record) values (${accountId}, ${record})
          on conflict do update set record = excluded.record`
      }),
    acceptInvitation: (record, hash) =>
      db.write(() => {
        if (readConnection(db, record.accountId)?.invitation?.hash !== hash) return false
        save(record)
        return true
      }),
    replaceSealedKey: (accountId, from, to) =>
      db.write(() => {
        const stored = readConnection(db, accountId)
        if (stored?.sealedKey !== from) return false
        db.run`update connections set record = ${{ ...stored, sealedKey: to }} where account_id = ${accountId}`
        return true
      }),
    requestSync: (accountId, requestId) =>
      db.write(() => {
        db.run`update connections set sync_request = ${requestId} where account_id = ${accountId}`
      }),
    getSyncRequest: (accountId) =>
      db.read(
        () =>
          db.get<{ sync_request: string | null }>`select sync_request from connections where account_id = ${accountId}`
            ?.sync_request ?? null,
      ),
    finishSyncRequest: (accountId, requestId) =>
      db.write(() => {
        db.run`update connections set sync_request = null
          where account_id = ${accountId} and sync_request = ${requestId}`
      }),
    listSyncRequests: () =>
      db.read(() =>
        db.all<{ account_id: AccountId }>`select account_id from connections where sync_request is not null`.map(
          ({ account_id }) => account_id,
        ),
      ),
    eraseAccount: (accountId) => db.write(() => eraseAccount(db, accountId)),
    reopenAccount: (accountId) => db.write(() => reopen(accountId)),
    isAccountErased: (accountId) => db.read(() => readAccount(db, accountId).is_erased === 1),
  }
}
