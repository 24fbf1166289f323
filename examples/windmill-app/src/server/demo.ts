import { inspect } from 'node:util'
import { dayAt, employeeId, type Viewer } from '@windmill/claude-core'
import { createClaudeIntegration, type Logger } from '@windmill/claude-server'
import { createApp } from './app.ts'
import { formatBanner } from './banner.ts'
import { buildWeb } from './build-web.ts'
import { openClaudeSource } from './claude-source.ts'
import { type Config, defaultConfig } from './config.ts'
import { createPeople } from './people.ts'
import { derivePersonas } from './personas.ts'
import { openStorage } from './storage.ts'
import { createSyncProgress } from './sync-progress.ts'
import { silentTerminal, type Terminal } from './terminal.ts'
import { openVault } from './vault-key.ts'
import { createGetViewer, demoAccount, findDefaultViewer } from './viewer.ts'
import { startWebServer } from './web-server.ts'

export interface DemoOptions extends Partial<Config> {
  readonly terminal?: Terminal
}

export interface Demo {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Starts Windmill with the Claude integration.
 * @throws An error with a code and a message that says what to do. Everything started so far is stopped first.
 */
export const startDemo = async ({ terminal = silentTerminal, ...options }: DemoOptions): Promise<Demo> => {
  const config: Config = { ...defaultConfig, ...options }
  const stopCallbacks: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const stopOne of stopCallbacks.splice(0).reverse()) await stopOne()
  }
  try {
    return { url: await start(config, terminal, stopCallbacks), stop }
  } catch (error) {
    // Report the original error, not one that stopping causes.
    await stop().catch(() => {})
    throw error
  }
}

/** Starts everything and returns the URL. Adds to `stopCallbacks` in start order, also before it throws. */
const start = async (config: Config, terminal: Terminal, stopCallbacks: (() => Promise<void>)[]): Promise<string> => {
  const { promise: handler, resolve: setHandler } = Promise.withResolvers<(request: Request) => Promise<Response>>()
  // Open the port first, so that a second start fails before it touches the data. Requests wait for the handler.
  const server = await startWebServer(config.port, async (request) => (await handler)(request))
  stopCallbacks.push(server.stop)

  terminal.progress('  Preparing the database and the pages…', 'preparing')
  const vault = openVault(config.vaultKey, config.dataDir)
  const webDirPromise = buildWeb()
  // The result is awaited below. Until then, a rejection must not end the process as unhandled.
  webDirPromise.catch(() => {})
  const source = await openClaudeSource(config.claudeApiUrl, config.requestsPerMinute)
  stopCallbacks.push(source.stop)
  const { storage, location, releaseFolder } = await openStorage(config.databaseUrl, config.dataDir)
  stopCallbacks.push(releaseFolder)

  const today = () => dayAt(Date.now())
  const people = createPeople(config.directory ?? source.directory)
  const getViewer = createGetViewer(people)

  const claude = createClaudeIntegration({
    storage,
    vault,
    directory: { listEmployees: () => people.all },
    getViewer: getViewer,
    claudeApi: { baseUrl: source.baseUrl, requestsPerMinute: config.requestsPerMinute },
    logger: createLogger(terminal, () => progress.update()),
  })
  const progress = createSyncProgress(terminal, () => claude.api.connection(terminalViewer))
  stopCallbacks.push(claude.stop)
  await claude.start()
  // Accept the directory as it is: a different file may share no employee with the last start's.
  await claude.directory.acceptShrunk(demoAccount)

  const personas = config.directory ? derivePersonas(people, today()) : source.personas
  const app = createApp({ claude, webDir: await webDirPromise, people, personas, getViewer, today })
  setHandler(async (request) => app.fetch(request))
  terminal.line(
    formatBanner({
      url: server.url,
      analyticsKey: source.analyticsKey,
      claudeApiUrl: source.baseUrl,
      viewer: findDefaultViewer(people),
      hasAdmin: personas.admin !== null,
      dataLocation: location,
    }),
  )
  progress.update()
  return server.url
}

/** Reads the connection's status for the terminal. Not an employee in the directory. */
const terminalViewer: Viewer = { accountId: demoAccount, employeeId: employeeId('(terminal)'), role: 'admin' }

/** Prints warnings and errors. Every message, also an informational one, updates the progress. */
const createLogger = (terminal: Terminal, onMessage: () => void): Logger => {
  const log = (message: string, details: Readonly<Record<string, unknown>> = {}): void => {
    const shownDetails = Object.entries(details).filter(([name, value]) => name !== 'accountId' && value !== undefined)
    terminal.line(
      [`  ${message}`, ...shownDetails.map(([name, value]) => `${name}: ${formatValue(value)}`)].join(' · '),
    )
    onMessage()
  }
  return { info: onMessage, warn: log, error: log }
}

/** Formats a value of a log message. Objects, such as an error's cause, are inspected. */
const formatValue = (value: unknown): string => (typeof value === 'object' ? inspect(value) : String(value))
