import type { StorageAdapter } from '../adapter.ts'
import { connectionInput } from '../input.ts'
import type { Accounts } from './accounts.ts'

type ConnectionMethods = Pick<
  StorageAdapter,
  'listConnections' | 'getConnection' | 'saveConnection' | 'updateConnection' | 'eraseAccount'
>

export const connections = ({ read, write, all, erase }: Accounts): ConnectionMethods => ({
  async listConnections() {
    return [...all()].flatMap(({ connection }) => (connection ? [structuredClone(connection)] : []))
  },
  async getConnection(accountId) {
    return structuredClone(read(accountId).connection)
  },
  async saveConnection(record) {
    write(record.accountId).connection = connectionInput(structuredClone(record))
  },
  async updateConnection(accountId, changes) {
    const account = read(accountId)
    if (account.connection) {
      account.connection = { ...account.connection, ...connectionInput(structuredClone(changes)) }
    }
  },
  async eraseAccount(accountId) {
    erase(accountId)
  },
})
