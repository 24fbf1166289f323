import { join } from 'node:path'
import type { StorageAdapter } from '@windmill/claude-server'
import { claimFolder } from './claim-folder.ts'

export interface OpenStorage {
  readonly storage: StorageAdapter
  /** Where the counts are, for people: without a password. */
  readonly place: string
  /** Lets another demo use the folder. The storage itself is closed by the integration. */
  readonly release: () => Promise<void>
}

/** PostgreSQL at `databaseUrl`, or PGlite in a folder below `dataDir`. Only the one that is used is loaded. */
export const openStorage = async (databaseUrl: string | null, dataDir: string): Promise<OpenStorage> => {
  if (databaseUrl !== null) {
    const { postgresStorage } = await import('@windmill/claude-server/postgres')
    const storage = postgresStorage({ connectionString: databaseUrl })
    return { storage, place: 'PostgreSQL at DATABASE_URL', release: async () => {} }
  }
  const release = await claimFolder(dataDir)
  const { pgliteStorage } = await import('@windmill/claude-server/pglite')
  const folder = join(dataDir, 'pglite')
  return { storage: pgliteStorage({ dataDir: folder }), place: folder, release }
}
