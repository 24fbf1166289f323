import { join } from 'node:path'
import type { StorageAdapter } from '@windmill/claude-server'
import { claimFolder } from './claim-folder.ts'

export interface OpenedStorage {
  readonly storage: StorageAdapter
  /** Where the data is stored, for display. Contains no password. */
  readonly location: string
  /** Lets another demo use the folder. The integration closes the storage itself. */
  readonly releaseFolder: () => Promise<void>
}

/** Opens PostgreSQL at `databaseUrl`, or PGlite in a folder below `dataDir`. Loads only the driver that it uses. */
export const openStorage = async (databaseUrl: string | null, dataDir: string): Promise<OpenedStorage> => {
  if (databaseUrl !== null) {
    const { postgresStorage } = await import('@windmill/claude-server/postgres')
    const storage = postgresStorage({ connectionString: databaseUrl })
    return { storage, location: 'PostgreSQL at DATABASE_URL', releaseFolder: async () => {} }
  }
  const releaseFolder = await claimFolder(dataDir)
  const { pgliteStorage } = await import('@windmill/claude-server/pglite')
  const folder = join(dataDir, 'pglite')
  return { storage: pgliteStorage({ dataDir: folder }), location: folder, releaseFolder }
}
