import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killDemoProcesses, startDemoProcess } from './demo-process.ts'
import { createTempFolder } from './windmill.ts'

const folder = createTempFolder()

/** Writes a file into the test's folder and returns its path. Content that is not a string is written as JSON. */
const writeTestFile = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
afterAll(() => {
  killDemoProcesses()
  rmSync(folder, { recursive: true, force: true })
})

/** Expects that the demo exits with code 1 and one line on standard error. Returns that line. */
const expectFailedStart = async (env: Readonly<Record<string, string>>): Promise<string> => {
  const demo = startDemoProcess({ PORT: '0', CLAUDE_API_URL: 'http://127.0.0.1:9', ...env })
  expect(await demo.exitPromise).toBe(1)
  expect(demo.readErrors()).toMatch(/^Windmill did not start\. [^\n]+ \([a-z_]+\)\n$/)
  return demo.readErrors()
}

test('names the port that is in use and says how to choose another', async () => {
  const otherServer = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => otherServer.once('listening', resolve))
  const { port } = otherServer.address() as { readonly port: number }
  const message = await expectFailedStart({ PORT: `${port}` })
  expect(message).toContain(`Windmill did not start. Port ${port} is in use by another program. Choose another one, `)
  expect(message).toMatch(/for example with PORT=\d+\. \(port_in_use\)\n$/)
  otherServer.close()
})

test('says which ports are valid when PORT is not a number', async () => {
  expect(await expectFailedStart({ PORT: 'web' })).toContain('PORT: "web" is not a whole number from 0 to 65535')
})

test.each([
  ['a missing file', () => join(folder, 'missing.json'), 'there is no such file'],
  ['a file without JSON', () => writeTestFile('text.json', 'people: none'), 'it is not valid JSON'],
  [
    'an invalid entry',
    () =>
      writeTestFile('invalid.json', [
        { id: 'a', name: 'A', emails: [] },
        { id: 'b', name: 'B', emails: 'b@example.com' },
      ]),
    'entry 2 (id "b"): the field "emails" must be an array of addresses',
  ],
])('says why a directory file cannot be used: %s', async (_name, createPath, reason) => {
  const path = createPath()
  expect(await expectFailedStart({ DEMO_DIRECTORY: path })).toContain(
    `DEMO_DIRECTORY: ${path} cannot be used: ${reason}`,
  )
})

const vaultKeyEnv = { CLAUDE_VAULT_KEY: createHash('sha256').update('test').digest('base64') }

test('names an unreachable database without its password', async () => {
  const message = await expectFailedStart({ ...vaultKeyEnv, DATABASE_URL: 'postgres://me:pa55word@127.0.0.1:1/usage' })
  expect(message).toContain('The database usage at 127.0.0.1:1 could not be reached')
  expect(message).not.toContain('pa55word')
})

test('shows the format of a database URL when it is invalid', async () => {
  expect(await expectFailedStart({ ...vaultKeyEnv, DATABASE_URL: 'my-database' })).toContain(
    'postgres://user:password@host',
  )
})

test('says what a vault key must be, without printing the invalid key', async () => {
  const message = await expectFailedStart({
    DATABASE_URL: 'postgres://127.0.0.1:1/usage',
    CLAUDE_VAULT_KEY: 'not-32-bytes-long',
  })
  expect(message).toContain('CLAUDE_VAULT_KEY: the vault key must be 32 random bytes as base64 or hex')
  expect(message).not.toContain('not-32-bytes-long')
})
