import { expect, test } from 'vitest'
import { pgliteStorage } from '../src/storage/pglite.ts'
import { loadPgliteDump } from '../src/test/load-pglite-dump.ts'
import { setUpStorage } from '../src/test/test-storages.ts'
import { fuzzHandler } from './fuzz-handler.ts'

const storage = setUpStorage(() => pgliteStorage({ loadDataDir: loadPgliteDump() }))

test('answers 750 random requests on a database, and gives each error a code', async () => {
  const { failures } = await fuzzHandler({ seed: 1, requests: 750, storage })
  expect(failures).toEqual([])
})
