import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { importPglite } from './import-pglite.ts'

/** Name of the file that is in a data folder while its database is being created. */
const incompleteFileName = 'windmill-claude.incomplete'

/** The files and folders that PostgreSQL creates in a data folder. */
const databaseFile = /^(PG_VERSION|base|global|pg_.+|postgresql\..+|postmaster\..+)$/

/**
 * Starts PGlite on a locked folder, and creates the database if the folder has none. If a process was killed while it
 * created the database, creates the database anew: nothing was stored in it yet.
 * @throws Error with what PostgreSQL says, if the database cannot be started.
 */
export const startPglite = async (folder: string, options: PGliteOptions): Promise<PGlite> => {
  const { PGlite } = await importPglite()
  const incompleteFile = join(folder, incompleteFileName)
  if (existsSync(incompleteFile)) {
    for (const name of readdirSync(folder).filter((candidate) => databaseFile.test(candidate))) {
      rmSync(join(folder, name), { recursive: true })
    }
  }
  if (!existsSync(join(folder, 'PG_VERSION'))) writeFileSync(incompleteFile, '')

  let output: string[] | null = []
  const onStderr = (line: string): boolean => {
    output?.push(line)
    return true
  }
  try {
    const pglite = await PGlite.create({ ...options, dataDir: folder, onStderr })
    rmSync(incompleteFile, { force: true })
    return pglite
  } catch (error) {
    throw new Error(findReason(output)?.replaceAll('/pglite/data', folder) ?? String(error), { cause: error })
  } finally {
    output = null
  }
}

/**
 * Finds the reason why PostgreSQL did not start, in the lines that it wrote to standard error. PGlite's own error says
 * only that the start failed.
 */
const findReason = (output: readonly string[]): string | undefined => {
  const start = output.findLastIndex((line) => /FATAL|PANIC|^postgres:/.test(line))
  if (start < 0) return undefined
  const [, message] = output[start]?.match(/(?:FATAL|PANIC|postgres): +(.*)/) ?? []
  const [, detail] = output[start + 1]?.match(/DETAIL: +(.*?)\.?$/) ?? []
  return detail ? `${message}, ${detail}` : message
}
