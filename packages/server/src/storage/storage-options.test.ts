import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'
import { pgliteStorage } from './pglite.ts'
import { postgresStorage } from './postgres.ts'

/** Calls a function with unchecked options, like a JavaScript host. */
const callWith = (call: (options: never) => unknown, args: readonly unknown[]) => () =>
  (call as (...args: readonly unknown[]) => unknown)(...args)

const url = 'postgres://ada:s3cr3t@localhost/usage'

describe.each([
  ['postgresStorage', postgresStorage],
  ['pgBossScheduler', pgBossScheduler],
])('%s', (name, create) => {
  test.each<readonly [args: readonly unknown[], message: string]>([
    [[], `The options of ${name} are missing`],
    [[null], `The options of ${name} are null`],
    [[url], `The options of ${name} are a string`],
    [[{}], `${name} has nothing to connect to`],
    [[{ url }], `${name} has no option url. `],
    [[{ connectionstring: url }], 'connectionString is the most similar one'],
    [[{ connectionString: url, scema: 'claude' }], 'schema is the most similar one'],
    [[{ connectionString: undefined }], 'DATABASE_URL, that one is not set'],
    [[{ connectionString: new URL(url) }], 'connectionString of'],
    [[{ connectionString: null }], 'is null'],
    [[{ pool: {} }], 'is an object: it must be a pool of pg'],
    [[{ pool: null }], 'is null: it must be a pool of pg'],
    [[{ pool: pg.Pool }], 'is a function: it must be a pool of pg'],
    [[{ pool: new pg.Client(url) }], 'it must be a pool of pg'],
    [[{ pool: new pg.Pool(), connectionString: url }], 'both a connectionString and a pool'],
  ])('refuses options that it cannot connect with: %o', (args, message) => {
    expect(callWith(create, args)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        code: 'option_invalid',
        message: expect.stringContaining(message),
      }),
    )
    expect(callWith(create, args)).toThrow(expect.not.stringContaining('s3cr3t'))
  })

  test('accepts a connection string or a pool, with and without a schema', () => {
    for (const options of [
      { connectionString: url },
      { connectionString: url, schema: 'other' },
      { connectionString: url, schema: undefined },
      { pool: new pg.Pool() },
      { pool: new pg.Pool(), connectionString: undefined },
    ]) {
      expect(callWith(create, [options])).not.toThrow()
    }
  })
})

describe('pgliteStorage', () => {
  test.each<readonly [options: unknown, message: string]>([
    [null, 'The options of pgliteStorage are null'],
    ['.data', 'The options of pgliteStorage are a string'],
    [{ dataDir: undefined }, 'may not be set'],
    [{ dataDir: '' }, 'is an empty string'],
    [{ dataDir: new URL('file:///data') }, 'is an object'],
    [{ datadir: '.data' }, 'dataDir is the most similar one'],
    [{ pglite: undefined }, 'it must be a PGlite'],
  ])('refuses options that would put the data elsewhere than intended: %o', (options, message) => {
    expect(callWith(pgliteStorage, [options])).toThrow(
      expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining(message) }),
    )
  })
})
