import { expect, inject, test } from 'vitest'
import { simulateKills } from './simulate-kills.ts'

// `pnpm chaos:killed --kills N --seed S` runs more kills.
test('keeps every invariant when processes are killed', async () => {
  const result = await simulateKills({ serverUrl: inject('postgresUrl'), seed: 14, killCount: 6, maxHistoryDays: 12 })
  expect(result.failures, result.log.join('\n')).toEqual([])
  expect(result.killCount).toBe(6)
})
