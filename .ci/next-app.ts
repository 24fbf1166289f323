import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningClaudeApi, startClaudeApi } from '../examples/claude-api/src/index.ts'
import { findFreePort } from '../tools/test/find-free-port.ts'
import { createDatabase, startPostgres } from '../tools/test/start-postgres.ts'
import { runOnline } from './run-online.ts'
import { collectOutput, killGroup, spawnGroup, stopGroup } from './server-process.ts'
import { root } from './workspace.ts'

/** A Next.js app to try: its bundler and storage, and whether `instrumentation.ts` starts the integration. */
export interface NextAppVariant {
  readonly bundler: 'Turbopack' | 'webpack'
  readonly storage: 'PGlite' | 'PostgreSQL'
  readonly hasInstrumentation: boolean
}

const allVariants: readonly NextAppVariant[] = (['Turbopack', 'webpack'] as const).flatMap((bundler) =>
  (['PGlite', 'PostgreSQL'] as const).flatMap((storage) =>
    [true, false].map((hasInstrumentation) => ({ bundler, storage, hasInstrumentation })),
  ),
)

/**
 * The apps to try. By default, two apps together cover every value of every property. `NEXT_VARIANTS=all` tries all
 * eight.
 */
export const nextAppVariants: readonly NextAppVariant[] =
  process.env.NEXT_VARIANTS === 'all'
    ? allVariants
    : [
        { bundler: 'webpack', storage: 'PGlite', hasInstrumentation: false },
        { bundler: 'Turbopack', storage: 'PostgreSQL', hasInstrumentation: true },
      ]

const nextVersion = '16.4.3'
const hotReloadCount = 20
/** Number of restarts per app. A CI run has time for few, and `NEXT_RESTARTS` sets another number. */
const restartCount = Number(process.env.NEXT_RESTARTS ?? 3)
const requestsPerMinute = 3_000
/** Maximum time for one step of an app, on a busy machine. */
const stepTimeoutMs = 180_000

/**
 * Creates a Next.js app with `create-next-app`, removes its Google fonts and installs the packed packages.
 * @throws `UnavailableError` if the generator or the packages cannot be downloaded.
 */
export const createNextApp = async (appFolder: string, tarballs: readonly string[]): Promise<void> => {
  mkdirSync(dirname(appFolder), { recursive: true })
  const flags = '--yes --ts --app --no-tailwind --no-eslint --src-dir --use-npm --disable-git --skip-install'.split(' ')
  const quietFlags = ['--no-audit', '--no-fund']
  const generator = `create-next-app@${nextVersion}`
  await runOnline('npx', ['--yes', generator, appFolder, ...flags, '--import-alias', '@/*'], dirname(appFolder))
  await runOnline('npm', ['install', ...quietFlags], appFolder)
  const hostPackages = ['@electric-sql/pglite@0.5', 'pg@8', '@types/pg@8']
  await runOnline('npm', ['install', ...quietFlags, ...tarballs, ...hostPackages], appFolder)
  const layout = join(appFolder, 'src/app/layout.tsx')
  const withoutFonts = readFileSync(layout, 'utf8')
    .replace(/^import .*next\/font\/google.*$/m, '')
    .replaceAll(/^const geist\w+ = [^;]+;$/gm, '')
    .replace(/ className=\{`[^`]*`\}/, '')
  writeFileSync(layout, withoutFonts)
}

/**
 * Connects the app, reads the whole history during hot reloads, builds it and restarts it. Throws if a step fails, or
 * if there is not exactly one live integration afterwards.
 */
export const tryNextApp = async (appFolder: string, variant: NextAppVariant): Promise<void> => {
  const api = await startClaudeApi({ rpm: requestsPerMinute, people: 20 })
  const postgres = variant.storage === 'PostgreSQL' ? await startPostgres() : null
  const database = postgres && (await createDatabase(postgres.url, 'next'))
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    CLAUDE_API_URL: api.url,
    CLAUDE_VAULT_KEY: createHash('sha256').update('test').digest('base64'),
    REQUESTS_PER_MINUTE: String(requestsPerMinute),
    DATA_DIR: join(appFolder, '.data'),
    ...(database && { DATABASE_URL: database.url }),
  }
  if (!database) delete (env as NodeJS.ProcessEnv).DATABASE_URL
  for (const folder of ['.data', '.next']) rmSync(join(appFolder, folder), { recursive: true, force: true })
  cpSync(join(root, '.ci/next-app/src'), join(appFolder, 'src'), { recursive: true })
  writeFileSync(join(appFolder, 'src/instrumentation.ts'), variant.hasInstrumentation ? instrumentation : 'export {}\n')
  try {
    const flag = variant.bundler === 'webpack' ? '--webpack' : '--turbopack'
    await reloadWhileReading(appFolder, env, flag, api)
    const requestCount = api.requests.total()
    await runNext(appFolder, env, ['build', flag])
    expectEqual('requests of the build to Claude’s API', api.requests.total(), requestCount)
    for (let restart = 0; restart < restartCount; restart += 1) {
      // One in three servers is killed. The next server must have all days again.
      if (restart % 3 === 1) await killServer(appFolder, env)
      else await restartServer(appFolder, env)
    }
  } finally {
    await database?.drop()
    await postgres?.stop()
    await api.close()
  }
}

const instrumentation = `export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { claude } = await import('./claude')
  await claude.start()
}
`

/** What the app's `/api/live` returns about its process. */
interface LiveState {
  /** Number of integrations with an open storage. */
  readonly integrations: number
  /** Number of open PGlite databases. */
  readonly pglites: number
  /** Number of integrations that were created so far. */
  readonly created: number
  /** Number of the hot reload that loaded `claude.ts`. 0 before the first. */
  readonly reload: number
}

const reloadWhileReading = async (
  appFolder: string,
  env: NodeJS.ProcessEnv,
  flag: string,
  api: RunningClaudeApi,
): Promise<void> => {
  const server = await startNext(appFolder, env, ['dev', flag])
  try {
    const body = JSON.stringify({ apiKey: api.keys.analytics })
    const headers = { 'content-type': 'application/json' }
    const connected = await fetch(`${server.url}/api/claude/connection`, { method: 'PUT', headers, body })
    if (!connected.ok) throw new Error(`Connecting was answered with ${connected.status}: ${await connected.text()}`)
    const file = join(appFolder, 'src/claude.ts')
    const code = readFileSync(file, 'utf8')
    for (let reload = 1; reload <= hotReloadCount; reload += 1) {
      writeFileSync(file, code.replace('reload = 0', `reload = ${reload}`))
      await server.waitUntil(`hot reload ${reload}`, async () => (await server.readLive()).reload === reload)
    }
    await server.waitUntil('the whole history', server.isHistoryRead)
    await server.waitUntil('one live integration', server.hasOneIntegration)
    const { created } = await server.readLive()
    if (created <= hotReloadCount)
      throw new Error(`Only ${created} integrations were created in ${hotReloadCount} hot reloads.`)
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${server.readOutput()}`, { cause: error })
  } finally {
    await server.stop()
  }
}

const restartServer = async (appFolder: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const server = await startNext(appFolder, env, ['start'])
  try {
    await server.waitUntil('the whole history', server.isHistoryRead)
    await server.waitUntil('one live integration', server.hasOneIntegration)
  } finally {
    await server.stop()
  }
  if (!server.readOutput().includes('storage closed')) {
    throw new Error(`The server exited before the integration had stopped:\n${server.readOutput()}`)
  }
}

/** Kills a server by SIGKILL as soon as it has opened the database. */
const killServer = async (appFolder: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const server = await startNext(appFolder, env, ['start'])
  try {
    await server.waitUntil('one live integration', server.hasOneIntegration)
  } finally {
    await server.kill()
  }
}

interface NextServer {
  readonly url: string
  readonly readOutput: () => string
  readonly readLive: () => Promise<LiveState>
  /** Whether one integration is live, with one open PGlite database if the app uses PGlite. */
  readonly hasOneIntegration: () => Promise<boolean>
  /** Whether all days were read, and no sync is running. */
  readonly isHistoryRead: () => Promise<boolean>
  /** Polls until the condition is met. A failed request counts as not met. Throws after `stepTimeoutMs`. */
  readonly waitUntil: (name: string, condition: () => Promise<boolean>) => Promise<void>
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
}

const startNext = async (appFolder: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<NextServer> => {
  const port = await findFreePort()
  const url = `http://localhost:${port}`
  const child = spawnNext(appFolder, env, [...args, '--port', String(port)])
  const readOutput = collectOutput(child)
  const readJson = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(stepTimeoutMs) })
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`)
    return (await response.json()) as Answer
  }
  const readLive = () => readJson<LiveState>('/api/live')
  const expectedPglites = env.DATABASE_URL ? 0 : 1
  const server: NextServer = {
    url,
    readOutput,
    readLive,
    async hasOneIntegration() {
      const live = await readLive()
      return live.integrations === 1 && live.pglites === expectedPglites
    },
    async isHistoryRead() {
      const { coverage, backfill, syncing } = await readJson<Connection>('/api/claude/connection')
      const isComplete = coverage?.missing.length === 0 && backfill?.done === backfill?.total
      return isComplete && !syncing && (coverage?.first ?? '') <= '2026-01-01'
    },
    async waitUntil(name, condition) {
      const deadline = Date.now() + stepTimeoutMs
      while (!(await condition().catch(() => false))) {
        if (Date.now() > deadline || child.exitCode !== null) {
          const live = await readLive().catch(() => null)
          throw new Error(`Next.js did not reach ${name}. ${JSON.stringify(live)}\n${readOutput().slice(-4_000)}`)
        }
        await sleep(200)
      }
    },
    stop: () => stopGroup(child),
    kill: async () => {
      const closed = once(child, 'close')
      killGroup(child)
      await closed
    },
  }
  try {
    await server.waitUntil('its first answer', async () => (await readLive()) !== null)
    return server
  } catch (error) {
    killGroup(child)
    throw error
  }
}

interface Connection {
  readonly coverage: { readonly first: string; readonly missing: readonly string[] } | null
  readonly backfill: { readonly done: number; readonly total: number } | null
  readonly syncing: boolean
}

const spawnNext = (appFolder: string, env: NodeJS.ProcessEnv, args: readonly string[]): ChildProcess =>
  spawnGroup(['node_modules/next/dist/bin/next', ...args], appFolder, env)

const runNext = async (appFolder: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> => {
  const child = spawnNext(appFolder, env, args)
  const readOutput = collectOutput(child)
  const timer = setTimeout(() => killGroup(child), 2 * stepTimeoutMs)
  const [code] = await once(child, 'close')
  clearTimeout(timer)
  if (code !== 0) throw new Error(`next ${args.join(' ')} exited with ${code}:\n${readOutput()}`)
}

const expectEqual = (name: string, actual: number, expected: number): void => {
  if (actual !== expected) throw new Error(`The number of ${name} is ${actual}, not ${expected}.`)
}
