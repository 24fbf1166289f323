import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionResponse, Day } from '@windmill/claude-core'
import { type ClaudeApiOptions, type RunningClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import { expect, vi } from 'vitest'
import { createDatabase } from '../../../tools/test/postgres.ts'
import { type DemoOptions, startDemo } from '../src/server/demo.ts'
import { createTerminal } from '../src/server/terminal.ts'

/** More requests a minute than can be made: the whole year is read in seconds. */
export const unlimited = 1_000_000

export interface Windmill {
  readonly url: string
  readonly api: RunningClaudeApi
  readonly databaseUrl: string
  readonly dataDir: string
  /** Everything that was written to the terminal. */
  readonly terminal: () => string
  readonly stop: () => Promise<void>
}

/** A stand-in whose clock stands still, so that no day is published while a test compares figures. */
export const startFrozenApi = (options: ClaudeApiOptions = {}): Promise<RunningClaudeApi> => {
  const at = Date.now()
  return startClaudeApi({ rpm: unlimited, now: () => at, ...options })
}

/** Windmill on a database of its own, reading from a stand-in of its own. */
export const startWindmill = async (postgresUrl: string, options: DemoOptions = {}): Promise<Windmill> => {
  const [api, database] = await Promise.all([startFrozenApi(), createDatabase(postgresUrl, 'windmill')])
  const dataDir = tempFolder()
  let written = ''
  const terminal = createTerminal({ write: (text) => (written += text) })
  const demo = await startDemo({
    ...{ port: 0, databaseUrl: database.url, claudeApiUrl: api.url, requestsPerMinute: unlimited },
    ...{ dataDir, terminal, ...options },
  })
  return {
    ...{ url: demo.url, api, databaseUrl: database.url, dataDir },
    terminal: () => written,
    stop: async () => {
      await demo.stop()
      await api.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'windmill-'))

/** Asks Windmill as someone. */
export const ask = (url: string, viewer: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}${path}`, {
    ...init,
    headers: { 'x-demo-viewer': viewer, 'content-type': 'application/json', ...init.headers },
  })

export const connect = async (url: string, admin: string, apiKey: string): Promise<void> => {
  const response = await ask(url, admin, '/api/claude/connection', { method: 'PUT', body: JSON.stringify({ apiKey }) })
  expect(response.status).toBe(200)
}

export const connectionOf = async (url: string, viewer: string): Promise<ConnectionResponse> =>
  (await (await ask(url, viewer, '/api/claude/connection')).json()) as ConnectionResponse

/** Waits until every day is read: of the year, or since `first`. */
export const everythingRead = (url: string, viewer: string, first: Day = '2026-01-01'): Promise<void> =>
  vi.waitFor(
    async () => {
      const { status, coverage, backfill, syncing } = await connectionOf(url, viewer)
      expect({ status, first: coverage?.first, missing: coverage?.missing, backfill, syncing }).toEqual({
        ...{ status: 'connected', first, missing: [], backfill: null, syncing: false },
      })
    },
    { timeout: 110_000, interval: 250 },
  )
