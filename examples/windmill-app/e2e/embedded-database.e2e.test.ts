import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type EmployeeStatsResponse } from '@windmill/claude-core'
import type { RunningClaudeApi } from '@windmill/example-claude-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demo, startDemo } from '../src/server/start-demo.ts'
import { createExpectations } from './create-expectations.ts'
import {
  connectClaude,
  createTempFolder,
  highRequestsPerMinute,
  requestAs,
  startFrozenApi,
  waitForFullSync,
} from './windmill.ts'

const retentionDays = 60
const dataFolder = createTempFolder()
let api: RunningClaudeApi
let demo: Demo | undefined

beforeAll(async () => {
  // A short history is enough: this test is about the embedded database, not about reading a whole year.
  api = await startFrozenApi({ retentionDays })
})
afterAll(async () => {
  await demo?.stop()
  await api?.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

const startEmbeddedDemo = (): Promise<Demo> =>
  startDemo({
    port: 0,
    claudeApiUrl: api.url,
    maxRequestsPerMinute: highRequestsPerMinute,
    dataFolder,
    databaseUrl: null,
  })

test('the embedded database survives a restart and never stores the plain key', async () => {
  const { admin, employee } = api.organization.personas
  const to = api.truth.latestDay()
  const firstDay = addDays(to, 1 - retentionDays)
  const period = { from: addDays(to, -29), to }
  const readStats = async (url: string) => {
    const path = `/api/claude/employees/${employee}/stats?from=${period.from}&to=${period.to}&bucket=month`
    return (await (await requestAs(url, employee, path)).json()) as EmployeeStatsResponse
  }

  demo = await startEmbeddedDemo()
  await connectClaude(demo.url, admin, api.keys.analytics)
  await waitForFullSync(demo.url, admin, firstDay)
  const statsBefore = await readStats(demo.url)
  for (const [stat, { value }] of Object.entries(createExpectations(api).computeStats(employee, period))) {
    expect(statsBefore.stats[stat as keyof typeof statsBefore.stats].value, stat).toBe(value)
  }
  await demo.stop()

  for (const file of readdirSync(dataFolder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect(readFileSync(join(file.parentPath, file.name)).includes(api.keys.analytics), file.name).toBe(false)
  }

  demo = await startEmbeddedDemo()
  await waitForFullSync(demo.url, admin, firstDay)
  expect(await readStats(demo.url)).toEqual(statsBefore)
})
