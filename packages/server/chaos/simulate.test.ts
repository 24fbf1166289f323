import { expect, test } from 'vitest'
import { simulate } from './simulate.ts'

// `pnpm chaos --seeds N --from FIRST` runs more seeds.
test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'keeps every invariant through faults and crashes: seed %i',
  async (seed) => {
    expect((await simulate(seed)).failures).toEqual([])
  },
)
