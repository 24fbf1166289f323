import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StorageAdapter } from '@windmill/claude-server'

/** A storage and where its data is. */
export interface OpenedStorage {
  readonly storage: StorageAdapter
  /** Where the data is stored, for display. Never contains a password. */
  readonly location: string
}

/**
 * Opens PostgreSQL at `databaseUrl`, or PGlite in a subfolder of `dataFolder`. Imports only the driver that is used.
 */
export const openStorage = async (databaseUrl: string | null, dataFolder: string): Promise<OpenedStorage> => {
  if (databaseUrl !== null) {
    const { postgresStorage } = await import('@windmill/claude-server/postgres')
    return { storage: postgresStorage({ connectionString: databaseUrl }), location: 'PostgreSQL at DATABASE_URL' }
  }
  const { pgliteStorage } = await import('@windmill/claude-server/pglite')
  mkdirSync(dataFolder, { recursive: true })
  const folder = join(dataFolder, 'pglite')
  return { storage: pgliteStorage({ dataDir: folder }), location: folder }
}
