import { fileURLToPath } from 'node:url'
import { DemoError } from './demo-error.ts'
import { readDirectoryFile } from './directory-file.ts'
import type { Person } from './person.ts'

/** Settings from the environment. Null means that the demo provides its own default. */
export interface Config {
  readonly port: number
  readonly databaseUrl: string | null
  readonly claudeApiUrl: string | null
  readonly directory: readonly Person[] | null
  readonly vaultKey: string | null
  readonly requestsPerMinute: number
  /** Folder that the demo owns. It holds PGlite's files and the vault key. */
  readonly dataDir: string
}

export const defaultConfig: Config = {
  port: 4400,
  databaseUrl: null,
  claudeApiUrl: null,
  directory: null,
  vaultKey: null,
  requestsPerMinute: 50,
  dataDir: fileURLToPath(new URL('../../.data', import.meta.url)),
}

/**
 * Returns the settings from the environment.
 * @throws DemoError that names the variable, what is wrong and what to do.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const readVariable = (name: string): string | null => env[name]?.trim() || null
  const directoryPath = readVariable('DEMO_DIRECTORY')
  return {
    port: readNumber('PORT', readVariable('PORT'), { min: 0, max: 65_535, fallback: defaultConfig.port }),
    databaseUrl: readVariable('DATABASE_URL'),
    claudeApiUrl: readUrl('CLAUDE_API_URL', readVariable('CLAUDE_API_URL')),
    directory: directoryPath === null ? null : readDirectoryFile(directoryPath),
    vaultKey: readVariable('CLAUDE_VAULT_KEY'),
    requestsPerMinute: readNumber('CLAUDE_API_RPM', readVariable('CLAUDE_API_RPM'), {
      min: 1,
      max: 1_000_000,
      fallback: defaultConfig.requestsPerMinute,
    }),
    dataDir: defaultConfig.dataDir,
  }
}

const readNumber = (
  name: string,
  text: string | null,
  { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback: number },
): number => {
  if (text === null) return fallback
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= min && number <= max) return number
  throw createConfigError(
    name,
    `"${text}" is not a whole number from ${min} to ${max}. Leave ${name} out to use ${fallback}`,
  )
}

const readUrl = (name: string, text: string | null): string | null => {
  if (text === null) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '')
  throw createConfigError(
    name,
    `"${text}" is not an http or https address. Leave ${name} out to start a local stand-in`,
  )
}

const createConfigError = (name: string, reason: string): DemoError =>
  new DemoError('config_invalid', `${name}: ${reason}.`)
