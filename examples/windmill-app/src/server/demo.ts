import { inspect } from 'node:util'
import { dayAt, employeeId, type Viewer } from '@windmill/claude-core'
import { createClaudeIntegration, type Logger } from '@windmill/claude-server'
import { createApp } from './app.ts'
import { banner } from './banner.ts'
import { buildWeb } from './build-web.ts'
import { openClaudeSource } from './claude-source.ts'
import { type Config, defaultConfig } from './config.ts'
import { listen } from './listen.ts'
import { createPeople } from './people.ts'
import { derivePersonas } from './personas.ts'
import { openStorage } from './storage.ts'
import { createSyncProgress } from './sync-progress.ts'
import { silentTerminal, type Terminal } from './terminal.ts'
import { openVault } from './vault-key.ts'
import { createViewerOf, defaultViewer, demoAccount } from './viewer.ts'

export interface DemoOptions extends Partial<Config> {
  readonly terminal?: Terminal
}

export interface Demo {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts Windmill with the Claude integration in it. What cannot work is thrown as an error that says what to do. */
export const startDemo = async ({ terminal = silentTerminal, ...options }: DemoOptions): Promise<Demo> => {
  const config: Config = { ...defaultConfig, ...options }
  const ended: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of ended.splice(0).reverse()) await end()
  }
  try {
    return { url: await start(config, terminal, ended), stop }
  } catch (error) {
    // What went wrong first is what counts, not what then cannot be stopped.
    await stop().catch(() => {})
    throw error
  }
}

/** `ended` gathers what must be stopped, in the order in which it was started. */
const start = async (config: Config, terminal: Terminal, ended: (() => Promise<void>)[]): Promise<string> => {
  const { promise: ready, resolve: open } = Promise.withResolvers<(request: Request) => Promise<Response>>()
  // The port comes first, so that a second start fails before it touches the data. Early requests wait.
  const server = await listen(config.port, async (request) => (await ready)(request))
  ended.push(server.stop)

  terminal.progress('  Preparing the database and the pages…', 'preparing')
  const vault = openVault(config.vaultKey, config.dataDir)
  const webBuilt = buildWeb()
  // Its failure is met where its result is awaited, and must not end the process before.
  webBuilt.catch(() => {})
  const source = await openClaudeSource(config.claudeApiUrl, config.requestsPerMinute)
  ended.push(source.stop)
  const { storage, place, release } = await openStorage(config.databaseUrl, config.dataDir)
  ended.push(release)

  const today = () => dayAt(Date.now())
  const people = createPeople(config.directory ?? source.directory)
  const viewerOf = createViewerOf(people)

  const claude = createClaudeIntegration({
    storage,
    vault,
    directory: { listEmployees: () => people.all },
    viewer: viewerOf,
    claudeApi: { baseUrl: source.baseUrl, requestsPerMinute: config.requestsPerMinute },
    logger: createLogger(terminal, () => progress.update()),
  })
  const progress = createSyncProgress(terminal, () => claude.api.connection(terminalViewer))
  ended.push(claude.stop)
  await claude.start()
  // The directory of this start is the right one, also when it is another file than last time and has nobody of that.
  await claude.directory.accept(demoAccount)

  const personas = config.directory ? derivePersonas(people, today()) : source.personas
  const app = createApp({ claude, webDir: await webBuilt, people, personas, viewerOf, today })
  open(async (request) => app.fetch(request))
  terminal.line(
    banner({
      url: server.url,
      key: source.key,
      claudeApiUrl: source.baseUrl,
      viewer: defaultViewer(people),
      hasAdmin: personas.admin !== null,
      place,
    }),
  )
  progress.update()
  return server.url
}

/** Reads the connection's status for the terminal. Nobody in the directory. */
const terminalViewer: Viewer = { accountId: demoAccount, employeeId: employeeId('(terminal)'), role: 'admin' }

/** Trouble is said; the rest shows in the progress. */
const createLogger = (terminal: Terminal, onNews: () => void): Logger => {
  const say = (message: string, details: Readonly<Record<string, unknown>> = {}): void => {
    const said = Object.entries(details).filter(([name, value]) => name !== 'accountId' && value !== undefined)
    terminal.line([`  ${message}`, ...said.map(([name, value]) => `${name}: ${textOf(value)}`)].join(' · '))
    onNews()
  }
  return { info: onNews, warn: say, error: say }
}

/** What caused an error is an object. */
const textOf = (value: unknown): string => (typeof value === 'object' ? inspect(value) : String(value))
