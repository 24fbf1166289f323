import {
  type AdoptionResponse,
  addDays,
  type EmployeeId,
  type Permission,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createClaudeApi } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import { acme, createTestHost, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const today = '2026-11-20'
const { directory, personas } = createClaudeApi({ seed: 7, people: 60 }).organization

const createHost = async (): Promise<TestHost> => {
  const host = createTestHost({
    clock: createVirtualClock(startOfDay(today)),
    employees: directory.map((person) => createEmployee(person.id, person)),
  })
  await host.claude.directory.refresh(acme)
  return host
}

const readJson = async <Response>(
  host: TestHost,
  employeeId: string,
  permissions: readonly Permission[],
  path: string,
) => {
  const response = await host.request({ accountId: acme, employeeId, permissions }, path)
  return response.status === 200 ? ((await response.json()) as Response) : null
}

const periods = [28, 84, 330].map((days) => `from=${addDays(today, 1 - days)}&to=${today}`)

test.each(periods)('a team has the same size in every adoption as on its own page, for %s', async (period) => {
  const host = await createHost()
  const readSize = async (managerId: EmployeeId) =>
    (await readJson<TeamStatsResponse>(host, managerId, [], `/teams/${managerId}/stats?${period}`))?.size
  let teamCount = 0
  const viewers = [
    { id: personas.admin, permissions: ['people:view'] as const, scope: 'company' },
    ...directory.map(({ id }) => ({ id, permissions: [], scope: id })),
  ]
  for (const { id, permissions, scope } of viewers) {
    const path = `/adoption?${period}&bucket=week&scope=${scope}`
    const adoption = await readJson<AdoptionResponse>(host, id, permissions, path)
    if (!adoption) continue
    // The group of a manager is the manager's own team.
    if (adoption.manager) expect(adoption.people).toBe(await readSize(id))
    expect(adoption.teams.reduce((sum, { people }) => sum + people, 0)).toBe(adoption.people)
    for (const { manager, people } of adoption.teams) {
      if (!manager) continue
      teamCount += 1
      expect(people, manager.name).toBe(await readSize(manager.id))
    }
  }
  expect(teamCount).toBeGreaterThan(5)
})
