import { inspect } from 'node:util'
import fc from 'fast-check'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'
import { checkPostgresUrl } from './check-postgres-url.ts'
import { postgresStorage } from './postgres.ts'

const catchError = async (run: () => unknown): Promise<unknown> => {
  try {
    await run()
    return undefined
  } catch (error) {
    return error
  }
}

/** Everything that a log could show of an error. */
const describeAll = (error: unknown): string =>
  [inspect(error, { depth: 9, showHidden: true }), String(error), JSON.stringify(error), (error as Error)?.stack].join()

describe('checkPostgresUrl', () => {
  test.each([
    'postgres://ada:secret@localhost/usage',
    'postgresql://ada:secret@localhost:5433/usage?sslmode=disable',
    'POSTGRES://localhost/usage',
    'postgres://ada:secret@/usage?host=/var/run/postgresql',
    'postgres:///usage?host=/var/run/postgresql&port=5433&user=ada',
    'postgres://ada:secret@%2Fvar%2Frun%2Fpostgresql/usage',
    'postgres://[::1]:5432/usage',
    'postgres://localhost',
    'postgres://',
    'postgres://ada:s%2Fe%23c%3Fr%40t@localhost/usage?application_name=ada@example.com',
    'postgres://localhost/usage?user=ada@example.com&password=secret',
    'postgres://ada:s@e@c@localhost/usage',
    'postgres://ada:s%zzcret@localhost/usage',
    'postgres://ada:secret@localhost/usage?options=-c%20statement_timeout%3D5s&ssl=true&keepalives=1',
    'socket:/var/run/postgresql?db=usage&encoding=utf8',
    'socket://ada:secret@/var/run/postgresql?db=usage',
    '/var/run/postgresql usage',
  ])('accepts a URL that pg accepts, and connects to the same target: %s', (url) => {
    const describeTarget = (connectionString: string) => {
      const { host, port, user, password, database } = new pg.Client({ connectionString })
      return { host, port, user, password, database }
    }
    expect(describeTarget(checkPostgresUrl(` \n${url}\t `))).toEqual(describeTarget(url))
  })

  test.each([
    '',
    ' ',
    'usage',
    'localhost:5432/usage',
    'mysql://ada@localhost/usage',
    'https://localhost/usage',
    'postgres:/localhost/usage',
    'postgres://localhost:port/usage',
    // `pg` reads 12 as the port, and the rest of the password as the name of a database or a parameter.
    'postgres://ada:12/secret@localhost/usage',
    'postgres://ada:12?secret@localhost/usage',
    'postgres://ada:12?s=ecret@localhost/usage',
    'postgres://ada:12#secret@localhost/usage',
    'postgres://localhost/usage?sslmode=verify-full&sslrootcert=/nowhere.pem',
    null,
    undefined,
    5,
  ])('refuses every other value: %s', (url) => {
    expect(() => checkPostgresUrl(url as string)).toThrow(expect.objectContaining({ code: 'database_url_invalid' }))
  })

  const anyPassword = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...' /\\?#@:%&=+[]{}|<>^"\'`;,!$*()~é12'), maxLength: 8 }),
      fc.constant('s3cr3t'),
    )
    .chain(([special, word]) => fc.constantFrom(`${special}${word}`, `${word}${special}`, `12${special}${word}`))

  test('takes every password that is percent-encoded', () => {
    fc.assert(
      fc.property(anyPassword, (secret) => {
        const url = `postgres://ada:${encodeURIComponent(secret)}@localhost/usage`
        expect(new pg.Client({ connectionString: checkPostgresUrl(url) }).password).toBe(secret)
      }),
    )
  })

  test.each([
    ['a URL after white space', { connectionString: '  postgres://ada:s3cr3t@127.0.0.1:1/usage' }],
    ['a URL before a line break', { connectionString: 'postgres://ada:s3cr3t@127.0.0.1:1/usage\n' }],
    ['a URL as the host', { host: 'postgres://ada:s3cr3t@127.0.0.1:1/usage' }],
    ['credentials before the host', { host: 'ada:s3cr3t@127.0.0.1' }],
    ['a parameter in the password', { connectionString: 'postgres://ada:?host=s3cr3t@127.0.0.1:1/usage' }],
  ])('refuses a pool of the host with %s', async (_, options) => {
    const error = await catchError(() => postgresStorage({ pool: new pg.Pool(options) }).migrate())
    expect(error).toMatchObject({ code: 'database_url_invalid' })
    expect(describeAll(error)).not.toContain('s3cr3t')
  })

  test.each([
    ['database', { database: 'postgres://ada:s3cr3t@localhost/usage' }],
    ['user', { user: 'ada:s3cr3t' }],
    ['URL', { connectionString: 'postgres://ada:?user=s3cr3t@127.0.0.1:1/usage' }],
  ])('keeps a password that pg takes as a name out of errors: %s', async (_, options) => {
    const pool = new pg.Pool({ host: '127.0.0.1', port: 1, ...options })
    const error = await catchError(() => postgresStorage({ pool }).migrate())
    expect(error).toMatchObject({ code: 'database_unreachable' })
    expect(describeAll(error)).not.toContain('s3cr3t')
  })

  test('keeps a password out of errors, whatever characters of it are not encoded', async () => {
    // Nothing listens on port 1, so a URL that is not refused cannot connect.
    await fc.assert(
      fc.asyncProperty(anyPassword, async (secret) => {
        const connectionString = `postgres://ada:${secret}@127.0.0.1:1/usage`
        const errors = await Promise.all([
          catchError(() => postgresStorage({ connectionString }).migrate()),
          catchError(() => postgresStorage({ pool: new pg.Pool({ connectionString }) }).migrate()),
          catchError(() =>
            pgBossScheduler({ connectionString }).start({
              syncAllAccounts: async () => {},
              syncRequestedAccounts: async () => {},
              sync: async () => {},
              reportError: () => {},
            }),
          ),
        ])
        for (const error of errors) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^database_(url_invalid|unreachable)$/) })
          expect(describeAll(error)).not.toContain('s3cr3t')
        }
      }),
      { numRuns: 200 },
    )
  })
})
