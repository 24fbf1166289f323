import { expect, test } from 'vitest'
import { simulate } from './simulate.ts'

// `pnpm chaos --seeds N --from FIRST` runs more seeds. With `--long`, every simulation takes four months.
test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'keeps every invariant through faults and crashes: seed %i',
  async (seed) => {
    expect((await simulate(seed)).failures).toEqual([])
  },
)

test('heals settled days that Claude revises weeks later', async () => {
  expect((await simulate(110, { isLong: true })).failures).toEqual([])
})

test('gives the same result for a seed, even if other code draws random numbers during the simulation', async () => {
  const alone = await simulate(1)
  const timer = setInterval(() => Math.random(), 1)
  const disturbed = await simulate(1).finally(() => clearInterval(timer))
  expect(disturbed).toEqual(alone)
})
