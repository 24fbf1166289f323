import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

// The short form: `pnpm chaos --seeds N --from FIRST` lives through as many more as there is time for.
it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('loses nothing in a troubled life: seed %i', async (seed) => {
  expect((await simulate(seed)).failures).toEqual([])
})
