import type { StorageAdapter } from '../storage/adapter.ts'
import { postgresStorage } from '../storage/postgres.ts'
import { type AdminDatabase, createAdminDatabase } from './admin-database.ts'

/** A storage adapter on a database of its own. `drop` closes the adapter. */
export interface AdminStorage extends AdminDatabase {
  readonly storage: StorageAdapter
}

/** Creates a database as `createAdminDatabase` does, with the tables of a storage adapter. */
export const createAdminStorage = async (name: string, serverUrl?: string): Promise<AdminStorage> => {
  const database = await createAdminDatabase(name, serverUrl)
  const storage = postgresStorage({ connectionString: database.url })
  await storage.migrate()
  return {
    ...database,
    storage,
    async drop() {
      await storage.close()
      await database.drop()
    },
  }
}
