import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionResponse, Day } from '@windmill/claude-core'
import { type ClaudeApiOptions, type RunningClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import { expect, vi } from 'vitest'
import { createDatabase } from '../../../tools/test/start-postgres.ts'
import { type DemoOptions, startDemo } from '../src/server/start-demo.ts'
import { createTerminal } from '../src/server/terminal.ts'

/** High enough that the limit never slows the sync down, so that the whole year is read in seconds. */
export const highRequestsPerMinute = 1_000_000

/** A running Windmill with its own stand-in and database. */
export interface Windmill {
  readonly url: string
  readonly api: RunningClaudeApi
  readonly databaseUrl: string
  readonly dataFolder: string
  /** Returns everything that was written to the terminal so far. */
  readonly readTerminal: () => string
  readonly stop: () => Promise<void>
}

/** Starts a stand-in with a frozen clock, so that it does not serve a new day while a test compares figures. */
export const startFrozenApi = (options: ClaudeApiOptions = {}): Promise<RunningClaudeApi> => {
  const now = Date.now()
  return startClaudeApi({ rpm: highRequestsPerMinute, now: () => now, ...options })
}

/** Starts Windmill with a new database and a new stand-in. */
export const startWindmill = async (postgresUrl: string, options: DemoOptions = {}): Promise<Windmill> => {
  const [api, database] = await Promise.all([startFrozenApi(), createDatabase(postgresUrl, 'windmill')])
  const dataFolder = createTempFolder()
  let terminalText = ''
  const terminal = createTerminal({ write: (text) => (terminalText += text) })
  const demo = await startDemo({
    port: 0,
    databaseUrl: database.url,
    claudeApiUrl: api.url,
    maxRequestsPerMinute: highRequestsPerMinute,
    dataFolder,
    terminal,
    ...options,
  })
  return {
    url: demo.url,
    api,
    databaseUrl: database.url,
    dataFolder,
    readTerminal: () => terminalText,
    stop: async () => {
      await demo.stop()
      await api.close()
      await database.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Creates an empty folder and returns its path. */
export const createTempFolder = (): string => mkdtempSync(join(tmpdir(), 'windmill-'))

/** Sends a request to Windmill. The viewer is the employee `viewerId`. */
export const requestAs = (url: string, viewerId: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}${path}`, {
    ...init,
    headers: { 'x-demo-viewer': viewerId, 'content-type': 'application/json', ...init.headers },
  })

/** Saves the key as an admin and expects that Windmill accepts it. */
export const connectClaude = async (url: string, adminId: string, apiKey: string): Promise<void> => {
  const response = await requestAs(url, adminId, '/api/claude/connection', {
    method: 'PUT',
    body: JSON.stringify({ apiKey }),
  })
  expect(response.status).toBe(200)
}

/** Reads the connection as the viewer sees it. */
export const readConnection = async (url: string, viewerId: string): Promise<ConnectionResponse> =>
  (await (await requestAs(url, viewerId, '/api/claude/connection')).json()) as ConnectionResponse

/** Waits until all days from `firstDay` on have been read and no sync is running. */
export const waitForFullSync = (url: string, viewerId: string, firstDay: Day = '2026-01-01'): Promise<void> =>
  vi.waitFor(
    async () => {
      const { status, coverage, backfill, syncing } = await readConnection(url, viewerId)
      expect({ status, first: coverage?.first, missing: coverage?.missing, backfill, syncing }).toEqual({
        status: 'connected',
        first: firstDay,
        missing: [],
        backfill: null,
        syncing: false,
      })
    },
    { timeout: 110_000, interval: 250 },
  )
