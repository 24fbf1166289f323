import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startClaudeApi } from './start-claude-api.ts'

// Every test starts a program of its own.
vi.setConfig({ testTimeout: 30_000 })

const script = fileURLToPath(new URL('cli.ts', import.meta.url))
const start = (...flags: string[]) => spawn(process.execPath, [script, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })

/** What it says when it ends by itself. */
const run = async (...flags: string[]) => {
  const child = start(...flags)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  const [code] = await once(child, 'close')
  return { code, said }
}

test('prints the address and a key that work, and stops when told to', async () => {
  const child = start('--port', '0', '--people', '25', '--seed', '7')
  let said = ''
  for await (const line of createInterface(child.stdout)) {
    said += `${line}\n`
    if (line.includes('_control')) break
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
  const key = /^sk-ant-api01-\w+$/m.exec(said)?.[0]
  const day = /\d{4}-\d{2}-\d{2}/.exec(said)?.[0]
  const headers = { 'x-api-key': String(key) }
  const response = await fetch(`${url}/v1/organizations/analytics/users?date=${day}`, { headers })
  expect(response.status).toBe(200)
  child.kill()
  await once(child, 'close')
})

test.each([
  [['--port', 'many'], /--port must be a whole number, not "many"/],
  [['--people', '3'], /at least 20 people, not 3/],
  [['--speed', '9'], /--speed/],
])('%j is refused with what is wrong and how it is used', async (flags, message) => {
  const { code, said } = await run(...flags)
  expect(code).toBe(1)
  expect(said).toMatch(message)
  expect(said).toContain('Usage:')
  expect(said).not.toContain('    at ')
})

test('says so when the port is in use', async () => {
  const other = await startClaudeApi({ people: 20 })
  const { code, said } = await run('--port', new URL(other.url).port)
  await other.close()
  expect(code).toBe(1)
  expect(said).toMatch(/The port is in use.*--port/)
})
