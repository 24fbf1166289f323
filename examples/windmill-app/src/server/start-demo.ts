import { inspect } from 'node:util'
import { createClaudeIntegration, dayAt, employeeId, type HostViewer, type Logger } from '@windmill/claude-server'
import { buildWeb } from './build-web.ts'
import { createApp } from './create-app.ts'
import { createGetViewer, findDefaultPerson } from './create-get-viewer.ts'
import { demoAccountId } from './demo-account-id.ts'
import { derivePersonas } from './derive-personas.ts'
import { startFollowing } from './follow-stats.ts'
import { formatBanner } from './format-banner.ts'
import { openClaudeSource } from './open-claude-source.ts'
import { openHostDatabase } from './open-host-database.ts'
import { openStorage } from './open-storage.ts'
import { openVault } from './open-vault.ts'
import { createPeople } from './people.ts'
import { type Config, defaultConfig } from './read-config.ts'
import { startWebServer } from './start-web-server.ts'
import { createSyncProgress } from './sync-progress.ts'
import { silentTerminal, type Terminal } from './terminal.ts'

export interface DemoOptions extends Partial<Config> {
  /** @default no output */
  readonly terminal?: Terminal
}

/** A running demo. */
export interface Demo {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Starts Windmill with the Claude integration. If a part cannot start, all started parts are stopped again.
 * @throws DemoError, StorageError or ConfigurationError, with a code and a message that says what to do.
 */
export const startDemo = async ({ terminal = silentTerminal, ...options }: DemoOptions): Promise<Demo> => {
  const config: Config = { ...defaultConfig, ...options }
  const stopCallbacks: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const stopPart of stopCallbacks.splice(0).reverse()) await stopPart()
  }
  try {
    return { url: await startParts(config, terminal, stopCallbacks), stop }
  } catch (error) {
    // An error while stopping must not replace the original error.
    await stop().catch(() => {})
    throw error
  }
}

/** Starts all parts and returns the URL. Adds each part's stop function before the next part starts. */
const startParts = async (
  config: Config,
  terminal: Terminal,
  stopCallbacks: (() => Promise<void>)[],
): Promise<string> => {
  const { promise: handlerPromise, resolve: setHandler } =
    Promise.withResolvers<(request: Request) => Promise<Response>>()
  // The port is opened first, so that a second demo fails before it touches the data. Requests wait for the handler.
  const server = await startWebServer(config.port, async (request) => (await handlerPromise)(request))
  stopCallbacks.push(server.stop)

  terminal.showProgress('  Preparing the database and the pages…', 'preparing')
  const vault = openVault(config.vaultKey, config.dataFolder)
  const webFolderPromise = buildWeb()
  // The build is awaited below. Until then, a rejection would be unhandled and end the process.
  webFolderPromise.catch(() => {})
  const source = await openClaudeSource(config.claudeApiUrl, config.maxRequestsPerMinute)
  stopCallbacks.push(source.stop)
  const { storage, location } = await openStorage(config.databaseUrl, config.dataFolder)

  const database = openHostDatabase(config.dataFolder)
  stopCallbacks.push(async () => database.close())

  const getToday = () => dayAt(Date.now())
  const people = createPeople(config.people ?? source.directory)
  const getViewer = createGetViewer(people)

  const logger = createTerminalLogger(terminal, () => progress.update())
  const claude = createClaudeIntegration({
    storage,
    vault,
    directory: { listEmployees: () => people.everyone },
    getViewer,
    // An event that is delivered again or late does no harm: see `createNoticeStore`.
    onEvent: (event) => database.notices.addEvent(event),
    claudeApi: { baseUrl: source.baseUrl, requestsPerMinute: config.maxRequestsPerMinute },
    logger,
  })
  const progress = createSyncProgress(terminal, () => claude.api.connection(terminalViewer))
  stopCallbacks.push(claude.stop)
  await claude.start()
  // The directory file may have been replaced since the last start, and may lack all earlier employees. The demo
  // accepts that.
  await claude.directory.acceptShrunk(demoAccountId, { by: 'demo' })

  stopCallbacks.push(
    startFollowing(claude.stats, database.stats, (error) =>
      logger.warn('Windmill’s own table could not be updated; it is tried again', { error }),
    ),
  )

  const personas = config.people ? derivePersonas(people, getToday()) : source.personas
  const app = createApp({
    claude,
    webFolder: await webFolderPromise,
    people,
    personas,
    getViewer,
    // Windmill's own pages must work even while the integration does not.
    listGranted: (viewer) =>
      claude.api.viewer(viewer).then(
        ({ permissions }) => permissions,
        () => viewer.permissions,
      ),
    getToday,
    database,
  })
  setHandler(async (request) => app.fetch(request))
  terminal.writeLine(
    formatBanner({
      url: server.url,
      analyticsKey: source.analyticsKey,
      claudeApiUrl: source.baseUrl,
      viewer: findDefaultPerson(people),
      hasAdmin: personas.admin !== null,
      dataLocation: location,
    }),
  )
  progress.update()
  return server.url
}

/** The viewer that reads the connection's status for the terminal. The directory has no such employee. */
const terminalViewer: HostViewer = { accountId: demoAccountId, employeeId: employeeId('(terminal)'), role: 'admin' }

/**
 * Creates a logger that prints warnings and errors.
 * @param onMessage - Called for every message, also for informational ones.
 */
const createTerminalLogger = (terminal: Terminal, onMessage: () => void): Logger => {
  const print = (message: string, details: Readonly<Record<string, unknown>> = {}): void => {
    const shownDetails = Object.entries(details).filter(([name, value]) => name !== 'accountId' && value !== undefined)
    terminal.writeLine(
      [`  ${message}`, ...shownDetails.map(([name, value]) => `${name}: ${formatDetail(value)}`)].join(' · '),
    )
    onMessage()
  }
  return { info: onMessage, warn: print, error: print }
}

const formatDetail = (value: unknown): string => (typeof value === 'object' ? inspect(value) : String(value))
