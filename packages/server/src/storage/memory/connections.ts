import type { StorageAdapter } from '../adapter.ts'
import { sanitizeConnection } from '../sanitize.ts'
import type { Accounts } from './accounts.ts'

type ConnectionMethods = Pick<
  StorageAdapter,
  'listConnections' | 'getConnection' | 'saveConnection' | 'updateConnection' | 'eraseAccount'
>

export const createConnectionMethods = ({ read, write, all, erase }: Accounts): ConnectionMethods => ({
  async listConnections() {
    return [...all()].flatMap(({ connection }) => (connection ? [structuredClone(connection)] : []))
  },
  async getConnection(accountId) {
    return structuredClone(read(accountId).connection)
  },
  async saveConnection(record) {
    write(record.accountId).connection = sanitizeConnection(structuredClone(record))
  },
  async updateConnection(accountId, changes) {
    const account = read(accountId)
    if (account.connection) {
      account.connection = { ...account.connection, ...sanitizeConnection(structuredClone(changes)) }
    }
  },
  async eraseAccount(accountId) {
    erase(accountId)
  },
})
