import { expect, test } from 'vitest'
import { pgliteStorage } from '../src/storage/pglite.ts'
import { loadPgliteDump } from '../src/test/load-pglite-dump.ts'
import { setUpStorage } from '../src/test/test-storages.ts'
import { fuzzHandler } from './fuzz-handler.ts'

const storage = setUpStorage(() => pgliteStorage({ loadDataDir: loadPgliteDump() }))

test('750 random requests to a handler on a database are answered, each error with a code', async () => {
  const { failures } = await fuzzHandler({ seed: 1, requests: 750, storage })
  expect(failures).toEqual([])
})
