import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type EmployeeStatsResponse } from '@windmill/claude-core'
import type { RunningClaudeApi } from '@windmill/example-claude-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demo, startDemo } from '../src/server/demo.ts'
import { createExpectations } from './expected-stats.ts'
import {
  connectClaude,
  createTempFolder,
  requestAs,
  startFrozenApi,
  unlimitedRequestsPerMinute,
  waitForFullSync,
} from './windmill.ts'

const dataDir = createTempFolder()
let api: RunningClaudeApi
let demo: Demo | undefined

beforeAll(async () => {
  // 60 days are enough: this test is about the kind of database.
  api = await startFrozenApi({ retentionDays: 60 })
})
afterAll(async () => {
  await demo?.stop()
  await api?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = (): Promise<Demo> =>
  startDemo({
    port: 0,
    claudeApiUrl: api.url,
    requestsPerMinute: unlimitedRequestsPerMinute,
    dataDir,
    databaseUrl: null,
  })

test('the embedded database keeps everything across a restart and never stores the key in plain text', async () => {
  const { admin, employee } = api.organization.personas
  const to = api.truth.latestDay()
  const first = addDays(to, -59)
  const period = { from: addDays(to, -29), to }
  const readStats = async (url: string) => {
    const path = `/api/claude/employees/${employee}/stats?from=${period.from}&to=${period.to}&bucket=month`
    return (await (await requestAs(url, employee, path)).json()) as EmployeeStatsResponse
  }

  demo = await startDemo({ port: 0, claudeApiUrl: api.url, requestsPerMinute: unlimitedRequestsPerMinute, dataDir })
  await connectClaude(demo.url, admin, api.keys.analytics)
  await waitForFullSync(demo.url, admin, first)
  const shown = await readStats(demo.url)
  for (const [stat, { value }] of Object.entries(createExpectations(api).computeStats(employee, period))) {
    expect(shown.stats[stat as keyof typeof shown.stats].value, stat).toBe(value)
  }
  await expect(start()).rejects.toMatchObject({ code: 'data_in_use' })
  await demo.stop()

  for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect(readFileSync(join(file.parentPath, file.name)).includes(api.keys.analytics), file.name).toBe(false)
  }

  demo = await start()
  await waitForFullSync(demo.url, admin, first)
  expect(await readStats(demo.url)).toEqual(shown)
})
