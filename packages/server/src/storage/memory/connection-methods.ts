import type { StorageAdapter } from '../adapter.ts'
import { createDisconnectedRecord } from '../create-disconnected-record.ts'
import { sanitizeConnection } from '../sanitize.ts'
import type { Accounts } from './accounts.ts'

type ConnectionMethods = Pick<
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

export const createConnectionMethods = ({
  getAccount,
  getOrCreateAccount,
  listAccounts,
  eraseAccount,
}: Accounts): ConnectionMethods => ({
  async listConnections() {
    return [...listAccounts()].flatMap(({ connection }) => (connection ? [structuredClone(connection)] : []))
  },
  async getConnection(accountId) {
    return structuredClone(getAccount(accountId).connection)
  },
  async saveConnection(record) {
    const account = getOrCreateAccount(record.accountId)
    account.connection = sanitizeConnection(structuredClone(record))
    if (record.sealedKey !== null) account.isErased = false
  },
  async updateConnection(accountId, changes) {
    const account = getAccount(accountId)
    if (account.connection) {
      account.connection = { ...account.connection, ...sanitizeConnection(structuredClone(changes)) }
    }
  },
  async saveInvitation(accountId, invitation) {
    const account = getOrCreateAccount(accountId)
    account.connection = {
      ...(account.connection ?? createDisconnectedRecord(accountId)),
      invitation: structuredClone(invitation),
    }
  },
  async acceptInvitation(record, hash) {
    const account = getAccount(record.accountId)
    if (account.connection?.invitation?.hash !== hash) return false
    account.connection = sanitizeConnection(structuredClone(record))
    account.isErased = false
    return true
  },
  async replaceSealedKey(accountId, from, to) {
    const account = getAccount(accountId)
    if (account.connection?.sealedKey !== from) return false
    account.connection = { ...account.connection, sealedKey: to }
    return true
  },
  async requestSync(accountId, requestId) {
    const account = getAccount(accountId)
    if (account.connection) account.syncRequest = requestId
  },
  async getSyncRequest(accountId) {
    return getAccount(accountId).syncRequest
  },
  async finishSyncRequest(accountId, requestId) {
    const account = getAccount(accountId)
    if (account.syncRequest === requestId) account.syncRequest = null
  },
  async listSyncRequests() {
    return [...listAccounts()].flatMap(({ connection, syncRequest }) =>
      connection && syncRequest !== null ? [connection.accountId] : [],
    )
  },
  async eraseAccount(accountId) {
    eraseAccount(accountId)
  },
  async reopenAccount(accountId) {
    getAccount(accountId).isErased = false
  },
  async isAccountErased(accountId) {
    return getAccount(accountId).isErased
  },
})
