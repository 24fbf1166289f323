import { expect, inject, it } from 'vitest'
import { liveThroughKills } from './live.ts'

// The short form: `pnpm chaos:killed --kills N --seed S` kills as many more as there is time for.
it('loses nothing and doubles nothing when processes are killed', async () => {
  const outcome = await liveThroughKills({ serverUrl: inject('postgresUrl'), seed: 14, kills: 6, historyDays: 12 })
  expect(outcome.failures, outcome.story.join('\n')).toEqual([])
  expect(outcome.kills).toBe(6)
})
