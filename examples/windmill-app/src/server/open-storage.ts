import { join } from 'node:path'
import type { StorageAdapter } from '@windmill/claude-server'
import { claimFolder } from './claim-folder.ts'

/** A storage and where its data is. */
export interface OpenedStorage {
  readonly storage: StorageAdapter
  /** Where the data is stored, for display. Never contains a password. */
  readonly location: string
  /** Lets another demo use the folder. Must be called after the integration has stopped, which closes the storage. */
  readonly releaseFolder: () => Promise<void>
}

/**
 * Opens PostgreSQL at `databaseUrl`, or PGlite in a subfolder of `dataFolder`. Imports only the driver that is used.
 * @throws DemoError `data_in_use` while another demo uses `dataFolder`.
 */
export const openStorage = async (databaseUrl: string | null, dataFolder: string): Promise<OpenedStorage> => {
  if (databaseUrl !== null) {
    const { postgresStorage } = await import('@windmill/claude-server/postgres')
    const storage = postgresStorage({ connectionString: databaseUrl })
    return { storage, location: 'PostgreSQL at DATABASE_URL', releaseFolder: async () => {} }
  }
  const releaseFolder = await claimFolder(dataFolder)
  const { pgliteStorage } = await import('@windmill/claude-server/pglite')
  const folder = join(dataFolder, 'pglite')
  return { storage: pgliteStorage({ dataDir: folder }), location: folder, releaseFolder }
}
