import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startClaudeApi } from './start-claude-api.ts'

// Each test starts a process.
vi.setConfig({ testTimeout: 30_000 })

const script = fileURLToPath(new URL('cli.ts', import.meta.url))
const start = (...flags: string[]) => spawn(process.execPath, [script, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })

/** Runs the CLI until it exits, and returns its exit code and output. */
const run = async (...flags: string[]) => {
  const child = start(...flags)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part))
  const [code] = await once(child, 'close')
  return { code, output }
}

test('prints a working address and key, and exits when terminated', async () => {
  const child = start('--port', '0', '--people', '25', '--seed', '7')
  let output = ''
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`
    if (line.includes('_control')) break
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
  const key = /^sk-ant-api01-\w+$/m.exec(output)?.[0]
  const day = /\d{4}-\d{2}-\d{2}/.exec(output)?.[0]
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
])('rejects %j with the problem and the usage', async (flags, message) => {
  const { code, output } = await run(...flags)
  expect(code).toBe(1)
  expect(output).toMatch(message)
  expect(output).toContain('Usage:')
  expect(output).not.toContain('    at ')
})

test('names the problem and the flag when the port is in use', async () => {
  const otherApi = await startClaudeApi({ people: 20 })
  const { code, output } = await run('--port', new URL(otherApi.url).port)
  await otherApi.close()
  expect(code).toBe(1)
  expect(output).toMatch(/The port is in use.*--port/)
})
