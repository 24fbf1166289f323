import { fileURLToPath } from 'node:url'
import { DemoError } from './demo-error.ts'
import { readDirectoryFile } from './directory-file.ts'
import type { Person } from './person.ts'

/** What the environment asks for. Null: the default, which the demo provides itself. */
export interface Config {
  readonly port: number
  readonly databaseUrl: string | null
  readonly claudeApiUrl: string | null
  readonly directory: readonly Person[] | null
  readonly vaultKey: string | null
  readonly requestsPerMinute: number
  /** The folder that the demo owns: PGlite's files and the vault key. */
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

/** Reads the environment. Throws a `DemoError` that names the variable, what is wrong and what to do. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = (name: string): string | null => env[name]?.trim() || null
  const directory = given('DEMO_DIRECTORY')
  return {
    port: readNumber('PORT', given('PORT'), { from: 0, to: 65_535, or: defaultConfig.port }),
    databaseUrl: given('DATABASE_URL'),
    claudeApiUrl: readUrl('CLAUDE_API_URL', given('CLAUDE_API_URL')),
    directory: directory === null ? null : readDirectoryFile(directory),
    vaultKey: given('CLAUDE_VAULT_KEY'),
    requestsPerMinute: readNumber('CLAUDE_API_RPM', given('CLAUDE_API_RPM'), {
      ...{ from: 1, to: 1_000_000, or: defaultConfig.requestsPerMinute },
    }),
    dataDir: defaultConfig.dataDir,
  }
}

const readNumber = (
  name: string,
  text: string | null,
  { from, to, or }: { readonly from: number; readonly to: number; readonly or: number },
): number => {
  if (text === null) return or
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= from && number <= to) return number
  throw invalid(name, `"${text}" is not a whole number from ${from} to ${to}. Leave ${name} out to use ${or}`)
}

const readUrl = (name: string, text: string | null): string | null => {
  if (text === null) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '')
  throw invalid(name, `"${text}" is not an http or https address. Leave ${name} out to start a local stand-in`)
}

const invalid = (name: string, why: string): DemoError => new DemoError('config_invalid', `${name}: ${why}.`)
