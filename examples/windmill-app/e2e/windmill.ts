import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionResponse, Day } from '@windmill/claude-core'
import { type ClaudeApiOptions, type RunningClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import { expect, vi } from 'vitest'
import { createDatabase } from '../../../tools/test/postgres.ts'
import { type DemoOptions, startDemo } from '../src/server/demo.ts'
import { createTerminal } from '../src/server/terminal.ts'

/** So high that the limit never applies and the whole year is read in seconds. */
export const unlimitedRequestsPerMinute = 1_000_000

export interface Windmill {
  readonly url: string
  readonly api: RunningClaudeApi
  readonly databaseUrl: string
  readonly dataDir: string
  /** Returns everything written to the terminal so far. */
  readonly readTerminal: () => string
  readonly stop: () => Promise<void>
}

/** Starts a stand-in with a frozen clock, so that no new day appears while a test compares figures. */
export const startFrozenApi = (options: ClaudeApiOptions = {}): Promise<RunningClaudeApi> => {
  const now = Date.now()
  return startClaudeApi({ rpm: unlimitedRequestsPerMinute, now: () => now, ...options })
}

/** Starts Windmill with its own database and its own stand-in. */
export const startWindmill = async (postgresUrl: string, options: DemoOptions = {}): Promise<Windmill> => {
  const [api, database] = await Promise.all([startFrozenApi(), createDatabase(postgresUrl, 'windmill')])
  const dataDir = createTempFolder()
  let terminalText = ''
  const terminal = createTerminal({ write: (text) => (terminalText += text) })
  const demo = await startDemo({
    port: 0,
    databaseUrl: database.url,
    claudeApiUrl: api.url,
    requestsPerMinute: unlimitedRequestsPerMinute,
    dataDir,
    terminal,
    ...options,
  })
  return {
    url: demo.url,
    api,
    databaseUrl: database.url,
    dataDir,
    readTerminal: () => terminalText,
    stop: async () => {
      await demo.stop()
      await api.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const createTempFolder = (): string => mkdtempSync(join(tmpdir(), 'windmill-'))

/** Sends a request to Windmill with `viewer` signed in. */
export const requestAs = (url: string, viewer: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}${path}`, {
    ...init,
    headers: { 'x-demo-viewer': viewer, 'content-type': 'application/json', ...init.headers },
  })

export const connectClaude = async (url: string, admin: string, apiKey: string): Promise<void> => {
  const response = await requestAs(url, admin, '/api/claude/connection', {
    method: 'PUT',
    body: JSON.stringify({ apiKey }),
  })
  expect(response.status).toBe(200)
}

export const readConnection = async (url: string, viewer: string): Promise<ConnectionResponse> =>
  (await (await requestAs(url, viewer, '/api/claude/connection')).json()) as ConnectionResponse

/** Waits until every day from `first` on is read. */
export const waitForFullSync = (url: string, viewer: string, first: Day = '2026-01-01'): Promise<void> =>
  vi.waitFor(
    async () => {
      const { status, coverage, backfill, syncing } = await readConnection(url, viewer)
      expect({ status, first: coverage?.first, missing: coverage?.missing, backfill, syncing }).toEqual({
        status: 'connected',
        first,
        missing: [],
        backfill: null,
        syncing: false,
      })
    },
    { timeout: 110_000, interval: 250 },
  )
