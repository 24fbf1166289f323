import { afterEach, expect, test, vi } from 'vitest'
import { importPglite } from './import-pglite.ts'

afterEach(() => {
  vi.doUnmock('@electric-sql/pglite')
})

test('rejects with pglite_missing if PGlite cannot be loaded, and says how to install and ship it', async () => {
  vi.doMock('@electric-sql/pglite', () => {
    throw new Error('Cannot find package')
  })
  await expect(importPglite()).rejects.toMatchObject({
    name: 'StorageError',
    code: 'pglite_missing',
    message: expect.stringMatching(/npm install @electric-sql\/pglite.*outputFileTracingIncludes/),
  })
})
