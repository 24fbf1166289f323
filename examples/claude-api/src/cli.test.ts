import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startClaudeApi } from './start-claude-api.ts'

// Each test starts a process, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const script = fileURLToPath(new URL('cli.ts', import.meta.url))
const spawnCli = (...flags: string[]) =>
  spawn(process.execPath, [script, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })

/** Runs the CLI until it exits. Returns its exit code and its output. */
const runCli = async (...flags: string[]) => {
  const child = spawnCli(...flags)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  return { code, output }
}

test('prints a working address and key, and exits when terminated', async () => {
  const child = spawnCli('--port', '0', '--people', '25', '--seed', '7')
  let output = ''
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`
    if (line.includes('_control')) break
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
  const key = /^sk-ant-api01-\w+$/m.exec(output)?.[0]
  const latestDay = /\d{4}-\d{2}-\d{2}/.exec(output)?.[0]
  const headers = { 'x-api-key': String(key) }
  const response = await fetch(`${url}/v1/organizations/analytics/users?date=${latestDay}`, { headers })
  expect(response.status).toBe(200)
  child.kill()
  await once(child, 'close')
})

test.each([
  [['--port', 'many'], /--port must be a whole number, not "many"/],
  [['--people', '3'], /at least 20 people, not 3/],
  [['--speed', '9'], /--speed/],
])('exits with code 1 for %j, and prints the problem and the usage', async (flags, message) => {
  const { code, output } = await runCli(...flags)
  expect(code).toBe(1)
  expect(output).toMatch(message)
  expect(output).toContain('Usage:')
  expect(output).not.toContain('    at ')
})

test('exits with code 1 when the port is in use, and names the flag to change', async () => {
  const otherApi = await startClaudeApi({ people: 20 })
  const { code, output } = await runCli('--port', new URL(otherApi.url).port)
  await otherApi.close()
  expect(code).toBe(1)
  expect(output).toMatch(/The port is in use.*--port/)
})
