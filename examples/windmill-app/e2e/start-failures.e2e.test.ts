import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { endProcesses, startProcess } from './process.ts'
import { tempFolder } from './windmill.ts'

const folder = tempFolder()
const write = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
afterAll(() => {
  endProcesses()
  rmSync(folder, { recursive: true, force: true })
})

/** What a start that fails says, once it is known to be one sentence on standard error and the exit code 1. */
const failedStart = async (env: Readonly<Record<string, string>>): Promise<string> => {
  const demo = startProcess({ PORT: '0', CLAUDE_API_URL: 'http://127.0.0.1:9', ...env })
  expect(await demo.ended).toBe(1)
  expect(demo.errors()).toMatch(/^Windmill did not start\. [^\n]+ \([a-z_]+\)\n$/)
  return demo.errors()
}

it('a port in use: which one, and how to choose another', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { readonly port: number }
  expect(await failedStart({ PORT: `${port}` })).toBe(
    `Windmill did not start. Port ${port} is in use by another program. Choose another one, for example with PORT=${port + 1}. (port_in_use)\n`,
  )
  other.close()
})

it('a port that is none: what it may be', async () => {
  expect(await failedStart({ PORT: 'web' })).toContain('PORT: "web" is not a whole number from 0 to 65535')
})

it.each([
  ['no file', () => join(folder, 'missing.json'), 'there is no such file'],
  ['no JSON', () => write('text.json', 'people: none'), 'it is not valid JSON'],
  [
    'a wrong entry',
    () =>
      write('wrong.json', [
        { id: 'a', name: 'A', emails: [] },
        { id: 'b', name: 'B', emails: 'b@example.com' },
      ]),
    'entry 2 (id "b"): the field "emails" must be a list of addresses',
  ],
])('a directory file that cannot be used (%s): where and why', async (_what, path, why) => {
  const file = path()
  expect(await failedStart({ DEMO_DIRECTORY: file })).toContain(`DEMO_DIRECTORY: ${file} cannot be used: ${why}`)
})

const vaultKey = { CLAUDE_VAULT_KEY: Buffer.alloc(32).toString('base64') }

it('a database that cannot be reached: which one, without its password', async () => {
  const said = await failedStart({ ...vaultKey, DATABASE_URL: 'postgres://me:pa55word@127.0.0.1:1/usage' })
  expect(said).toContain('The database usage at 127.0.0.1:1 could not be reached')
  expect(said).not.toContain('pa55word')
})

it('a database URL that is none: what it looks like', async () => {
  expect(await failedStart({ ...vaultKey, DATABASE_URL: 'my-database' })).toContain('postgres://user:password@host')
})

it('a vault key that is none: how to make one, without the key', async () => {
  const said = await failedStart({
    DATABASE_URL: 'postgres://127.0.0.1:1/usage',
    CLAUDE_VAULT_KEY: 'not-32-bytes-long',
  })
  expect(said).toContain('CLAUDE_VAULT_KEY: the vault key must be 32 bytes as base64 or hex')
  expect(said).not.toContain('not-32-bytes-long')
})
