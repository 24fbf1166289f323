import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const run = (...args: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const file = fileURLToPath(new URL('./windmill-claude.ts', import.meta.url))
    execFile(process.execPath, [file, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    )
  })

test('doctor prints what works and what does not, and exits with 1', async () => {
  const { code, output } = await run('doctor', fileURLToPath(new URL('../test/doctor-module.ts', import.meta.url)))
  expect(output.split('\n').map((line) => line.slice(0, 18).trim())).toEqual([
    'ok      database',
    'ok      clock',
    'ok      vault',
    'FAILED  api',
    '',
    expect.stringContaining('Ready'),
    expect.stringContaining('No account'),
    '',
  ])
  expect(code).toBe(1)
})

test('prints its usage without a module, and the reason for a module without an integration', async () => {
  expect(await run('doctor')).toMatchObject({ code: 2, output: expect.stringContaining('Usage') })
  const { code, output } = await run('doctor', fileURLToPath(new URL('../clock.ts', import.meta.url)))
  expect([code, output]).toEqual([1, expect.stringContaining('exports no integration')])
})
