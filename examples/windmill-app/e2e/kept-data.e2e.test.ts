import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type EmployeeStatsResponse } from '@windmill/claude-core'
import type { RunningClaudeApi } from '@windmill/example-claude-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Demo, startDemo } from '../src/server/demo.ts'
import { createExpectations } from './expected-stats.ts'
import { ask, connect, everythingRead, startFrozenApi, tempFolder, unlimited } from './windmill.ts'

const dataDir = tempFolder()
let api: RunningClaudeApi
let demo: Demo | undefined

beforeAll(async () => {
  // What matters here is a database of another kind, not a whole year in it.
  api = await startFrozenApi({ retentionDays: 60 })
})
afterAll(async () => {
  await demo?.stop()
  await api?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = (): Promise<Demo> =>
  startDemo({ port: 0, claudeApiUrl: api.url, requestsPerMinute: unlimited, dataDir, databaseUrl: null })

it('without a database URL, the embedded database keeps everything between two starts, and no key in clear', async () => {
  const { admin, employee } = api.organization.personas
  const to = api.truth.latestDay()
  const first = addDays(to, -59)
  const period = { from: addDays(to, -29), to }
  const readStats = async (url: string) => {
    const path = `/api/claude/employees/${employee}/stats?from=${period.from}&to=${period.to}&bucket=month`
    return (await (await ask(url, employee, path)).json()) as EmployeeStatsResponse
  }

  demo = await startDemo({ port: 0, claudeApiUrl: api.url, requestsPerMinute: unlimited, dataDir })
  await connect(demo.url, admin, api.keys.analytics)
  await everythingRead(demo.url, admin, first)
  const shown = await readStats(demo.url)
  for (const [stat, { value }] of Object.entries(createExpectations(api).statsOf(employee, period))) {
    expect(shown.stats[stat as keyof typeof shown.stats].value, stat).toBe(value)
  }
  await expect(start()).rejects.toMatchObject({ code: 'data_in_use' })
  await demo.stop()

  for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect(readFileSync(join(file.parentPath, file.name)).includes(api.keys.analytics), file.name).toBe(false)
  }

  demo = await start()
  await everythingRead(demo.url, admin, first)
  expect(await readStats(demo.url)).toEqual(shown)
})
