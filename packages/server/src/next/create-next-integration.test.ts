import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClaudeIntegration } from '../integration.ts'
import { memoryStorage } from '../storage/memory.ts'
import { testVault } from '../test/test-host.ts'
import { createEmployee } from '../testing/fixtures.ts'
import { createNextIntegration, type NextIntegration } from './create-next-integration.ts'

const viewer = { accountId: 'acme', employeeId: 'boss', role: 'admin' } as const
const slotKey = Symbol.for('@windmill/claude-server/next')
const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0))

let liveCount = 0
let maxLiveCount = 0
/** Evaluates the host's module with `createNextIntegration`, like Next.js does for a bundle. */
const evaluateModule = (label = 'boss'): NextIntegration =>
  createNextIntegration(() => {
    const storage = memoryStorage()
    return createClaudeIntegration({
      storage: {
        ...storage,
        async migrate() {
          liveCount += 1
          maxLiveCount = Math.max(maxLiveCount, liveCount)
        },
        async close() {
          liveCount -= 1
        },
      },
      vault: testVault,
      directory: { listEmployees: () => [{ ...createEmployee('boss'), name: label }] },
      getViewer: () => viewer,
    })
  })

const readName = async (claude: NextIntegration): Promise<string | undefined> =>
  (await claude.api.employees(viewer, { search: 'b' })).employees[0]?.name

beforeEach(() => {
  liveCount = 0
  maxLiveCount = 0
})
afterEach(async () => {
  vi.unstubAllEnvs()
  delete (globalThis as { [slotKey]?: unknown })[slotKey]
  for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal)
})

test('creates nothing before the first call, so that a build opens no database', async () => {
  const create = vi.fn<() => never>()
  createNextIntegration(create)
  await nextTask()
  expect(create).not.toHaveBeenCalled()
})

test('in production, all evaluations of the module share one integration', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const [instrumentation, route, page] = [evaluateModule(), evaluateModule(), evaluateModule()]
  await instrumentation.start()
  const response = await route.route.GET(new Request('https://app.test/api/claude/connection'))
  expect(response.status).toBe(200)
  expect(await page.api.connection(viewer)).toMatchObject({ status: 'disconnected' })
  expect([liveCount, maxLiveCount]).toEqual([1, 1])
  await page.stop()
  await expect(route.api.connection(viewer)).rejects.toMatchObject({ code: 'stopped' })
  expect(liveCount).toBe(0)
})

describe('in development', () => {
  test('20 hot reloads leave one live integration, the newest, and never two at once', async () => {
    const first = evaluateModule('boss 0')
    await first.start()
    for (let reload = 1; reload <= 20; reload += 1) {
      const next = evaluateModule(`boss ${reload}`)
      // Some reloads follow each other before anything was called, or before the former integration has stopped.
      if (reload % 3 === 0) expect(await readName(next)).toBe(`boss ${reload}`)
      if (reload % 5 === 0) await nextTask()
    }
    expect(await readName(first)).toBe('boss 20')
    expect([liveCount, maxLiveCount]).toEqual([1, 1])
    await first.stop()
    expect(liveCount).toBe(0)
  })

  test('after a hot reload, syncing starts again without waiting for a request', async () => {
    await evaluateModule().start()
    evaluateModule()
    await vi.waitFor(() => expect([liveCount, maxLiveCount]).toEqual([1, 1]))
  })

  test('the error of a broken module is thrown at the next call, and a corrected module takes its place', async () => {
    await evaluateModule().start()
    const broken = createNextIntegration(() => createClaudeIntegration({} as never))
    await expect(broken.api.connection(viewer)).rejects.toMatchObject({ code: 'option_invalid' })
    await expect(broken.start()).rejects.toMatchObject({ code: 'option_invalid' })
    expect(await readName(evaluateModule('corrected'))).toBe('corrected')
    expect([liveCount, maxLiveCount]).toEqual([1, 1])
  })
})

test('SIGTERM stops the integration before the process exits', async () => {
  const exit = process.exit
  const recordExit = vi.fn<(code: unknown) => void>((code) => void events.push(`exit ${code}, live: ${liveCount}`))
  const events: string[] = []
  process.exit = recordExit as never
  try {
    await evaluateModule().start()
    // Exits as Next.js does after it has closed its server.
    process.once('SIGTERM', () => process.exit(143))
    process.emit('SIGTERM')
    await vi.waitFor(() => expect(events).toEqual(['exit 143, live: 0']))
  } finally {
    process.exit = exit
  }
})

test('SIGTERM exits the process if nothing else does', async () => {
  const exit = process.exit
  const codes: unknown[] = []
  process.exit = ((code: unknown) => void codes.push(code)) as never
  try {
    await evaluateModule().start()
    process.emit('SIGTERM')
    await vi.waitFor(() => expect([codes, liveCount]).toEqual([[143], 0]))
  } finally {
    process.exit = exit
  }
})

test('the integration has no method `then`, so `await` returns the integration itself', async () => {
  const claude = evaluateModule()
  expect(await Promise.resolve(claude)).toBe(claude)
})
