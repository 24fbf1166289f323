import { expect, inject, test } from 'vitest'
import { simulateKills } from './simulate-kills.ts'

// `pnpm chaos:killed --kills N --seed S` runs more kills.
test('loses and duplicates nothing when processes are killed', async () => {
  const result = await simulateKills({ serverUrl: inject('postgresUrl'), seed: 14, kills: 6, historyDays: 12 })
  expect(result.failures, result.log.join('\n')).toEqual([])
  expect(result.kills).toBe(6)
})
