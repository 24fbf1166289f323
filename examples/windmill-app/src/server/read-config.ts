import { fileURLToPath } from 'node:url'
import { DemoError } from './demo-error.ts'
import type { Person } from './person.ts'
import { readDirectoryFile } from './read-directory-file.ts'

/** How the demo runs. */
export interface Config {
  /** Port of the web server. 0 for any free port. */
  readonly port: number
  /** Connection string of a PostgreSQL server. Null for the embedded database. */
  readonly databaseUrl: string | null
  /** Base URL of the Analytics API. Null for a local stand-in. */
  readonly claudeApiUrl: string | null
  /** The people in the directory. Null for the made-up company. */
  readonly people: readonly Person[] | null
  /** The key that seals the Analytics API key: 32 bytes as base64 or hex. Null for the key in `dataFolder`. */
  readonly vaultKey: string | null
  /** Maximum requests per minute that the sync sends to the Analytics API. */
  readonly maxRequestsPerMinute: number
  /** Folder with the files of the embedded database and the vault key. No environment variable changes it. */
  readonly dataFolder: string
}

export const defaultConfig: Config = {
  port: 4400,
  databaseUrl: null,
  claudeApiUrl: null,
  people: null,
  vaultKey: null,
  maxRequestsPerMinute: 50,
  dataFolder: fileURLToPath(new URL('../../.data', import.meta.url)),
}

/**
 * Reads the configuration from environment variables. A missing or empty variable means the default.
 * @throws DemoError `config_invalid` or `directory_unreadable`, with what is wrong and what to do.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const getVariable = (name: string): string | null => env[name]?.trim() || null
  const directoryPath = getVariable('DEMO_DIRECTORY')
  return {
    port: parseNumber('PORT', getVariable('PORT'), { min: 0, max: 65_535, defaultValue: defaultConfig.port }),
    databaseUrl: getVariable('DATABASE_URL'),
    claudeApiUrl: parseUrl('CLAUDE_API_URL', getVariable('CLAUDE_API_URL')),
    people: directoryPath === null ? null : readDirectoryFile(directoryPath),
    vaultKey: getVariable('CLAUDE_VAULT_KEY'),
    maxRequestsPerMinute: parseNumber('CLAUDE_API_RPM', getVariable('CLAUDE_API_RPM'), {
      min: 1,
      max: 1_000_000,
      defaultValue: defaultConfig.maxRequestsPerMinute,
    }),
    dataFolder: defaultConfig.dataFolder,
  }
}

const parseNumber = (
  name: string,
  text: string | null,
  { min, max, defaultValue }: { readonly min: number; readonly max: number; readonly defaultValue: number },
): number => {
  if (text === null) return defaultValue
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= min && number <= max) return number
  throw createConfigError(
    name,
    `"${text}" is not a whole number from ${min} to ${max}. Leave ${name} out to use ${defaultValue}`,
  )
}

const parseUrl = (name: string, text: string | null): string | null => {
  if (text === null) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '')
  throw createConfigError(
    name,
    `"${text}" is not an http or https address. Leave ${name} out to start a local stand-in`,
  )
}

const createConfigError = (name: string, reason: string): DemoError =>
  new DemoError('config_invalid', `${name}: ${reason}.`)
