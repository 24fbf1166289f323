import { accessSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { lockFolder } from './lock-folder.ts'
import { startPglite } from './start-pglite.ts'

/** A data folder that this process has open. */
interface OpenFolder {
  readonly pglite: Promise<PGlite>
  /** Number of adapters that use the folder. */
  users: number
  /** Closes and unlocks the folder. Call it after the last adapter has released the folder. */
  readonly close: () => Promise<void>
  /** Settles when the folder is closed. Null until `close` is called. */
  closing: Promise<void> | null
}

/**
 * Increment it with each change to `OpenFolder`, so that incompatible versions of this module share no folder.
 */
const version = 1
const globalKey = Symbol.for(`@windmill/claude-server/pglite-folders/${version}`)

/**
 * Returns the open data folders of this process, by real path. They are global, because a process can have several
 * copies of this module: bundlers, such as the bundler of Next.js, and hot reloading make copies. Two PGlite instances
 * on one folder would destroy the data.
 */
const getOpenFolders = (): Map<string, OpenFolder> => {
  const globals = globalThis as { [globalKey]?: Map<string, OpenFolder> }
  globals[globalKey] ??= new Map()
  return globals[globalKey]
}

/** An adapter's share of an open data folder. */
interface FolderShare {
  readonly pglite: PGlite
  /** Ends the share. Ending the last share closes the folder. Call it only once. */
  readonly release: () => Promise<void>
}

/**
 * Opens PGlite on a data folder. Creates the folder and the database if they are missing. All adapters of a process
 * share one PGlite per folder, however they spell the folder.
 * @throws `StorageError` (`database_in_use`) if another process or another thread has the folder open.
 */
export const openFolder = async (dataDir: string, options: PGliteOptions): Promise<FolderShare> => {
  const path = createFolder(dataDir)
  const folders = getOpenFolders()
  while (folders.get(path)?.closing) await folders.get(path)?.closing
  const folder = folders.get(path) ?? lockAndStart(path, options)
  folder.users += 1
  return {
    pglite: await folder.pglite,
    async release() {
      folder.users -= 1
      if (folder.users === 0) folder.closing = folder.close()
      await folder.closing
    },
  }
}

const lockAndStart = (path: string, options: PGliteOptions): OpenFolder => {
  const folders = getOpenFolders()
  const unlock = lockFolder(path)
  const forgetAndUnlock = () => {
    folders.delete(path)
    unlock()
  }
  const pglite = startPglite(path, options)
  pglite.catch(forgetAndUnlock)
  const folder: OpenFolder = {
    pglite,
    users: 0,
    closing: null,
    close: async () => {
      // Waits for operations in progress.
      await (await pglite).close().catch(() => {})
      forgetAndUnlock()
    },
  }
  folders.set(path, folder)
  return folder
}

/**
 * Returns the real path of a data folder, and creates the folder if it is missing.
 * @throws The error of the file system if the folder cannot be created or used.
 */
const createFolder = (dataDir: string): string => {
  // PGlite removes `file://` and decodes nothing. A complete URL is decoded here. Of any other text with `file://`, such
  // as `file://data`, the rest is the path.
  const path =
    URL.canParse(dataDir) && /^file:\/\/\//.test(dataDir) ? fileURLToPath(dataDir) : dataDir.replace(/^file:\/\//, '')
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const folder = realpathSync.native(path)
  if (!statSync(folder).isDirectory()) throw new Error('this is a file, not a folder')
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  return folder
}
