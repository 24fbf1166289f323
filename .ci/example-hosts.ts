import { createHash } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { type RunningClaudeApi, startClaudeApi } from '../examples/claude-api/src/index.ts'
import { getChromiumLaunchOptions } from '../tools/test/chromium-launch-options.ts'
import { findFreePort } from '../tools/test/find-free-port.ts'
import { run, runTool } from './run-command.ts'
import { runOnline } from './run-online.ts'
import { collectOutput, killGroup, spawnGroup, stopGroup } from './server-process.ts'
import { root } from './workspace.ts'

/** A host of `examples/hosts`. */
export interface ExampleHost {
  readonly name: string
  /** Name of its folder in `examples/hosts`. */
  readonly folder: 'next' | 'express'
  /** The path of the script that builds its pages, and the script's arguments. */
  readonly buildArgs: readonly string[]
  /** The path of the script that starts its server, and the script's arguments. The server listens on `PORT`. */
  readonly startArgs: readonly string[]
  /** Whether its server prefetches figures, so that the markup contains them. */
  readonly hasFiguresInMarkup: boolean
}

export const exampleHosts: readonly ExampleHost[] = [
  {
    name: 'Next.js',
    folder: 'next',
    buildArgs: ['node_modules/next/dist/bin/next', 'build'],
    startArgs: ['node_modules/next/dist/bin/next', 'start'],
    hasFiguresInMarkup: true,
  },
  {
    name: 'Express and Vite',
    folder: 'express',
    buildArgs: ['node_modules/vite/bin/vite.js', 'build'],
    startArgs: ['src/server.ts'],
    hasFiguresInMarkup: false,
  },
]

/**
 * Copies a host of `examples/hosts`, installs the packed packages in it and builds its pages.
 * @param hostFolder - Path of the host's folder, which is created.
 * @throws `UnavailableError` if the packages cannot be downloaded.
 */
export const createExampleHost = async (
  host: ExampleHost,
  hostFolder: string,
  tarballs: readonly string[],
): Promise<void> => {
  for (const folder of ['shared', host.folder]) {
    cpSync(join(root, 'examples/hosts', folder), hostFolder, { recursive: true })
  }
  await runOnline('npm', ['install', '--no-audit', '--no-fund', ...tarballs], hostFolder)
  await buildExampleHost(host, hostFolder)
}

/** Builds the pages of a host, and checks its types. */
export const buildExampleHost = async (host: ExampleHost, hostFolder: string): Promise<void> => {
  await run(process.execPath, host.buildArgs, hostFolder)
  // Next.js checks types while it builds.
  if (host.folder !== 'next') await runTool('tsc', ['-p', hostFolder])
}

/** Maximum time for one step of a host, on a busy machine. */
const stepTimeoutMs = 120_000
const requestsPerMinute = 3_000

/**
 * Connects Claude in a host's page with Chromium, and checks the figures for each viewer, for other periods, after a
 * sign-out and after a restart. Throws if a step fails, or if the browser's console shows a problem.
 */
export const tryExampleHost = async (host: ExampleHost, hostFolder: string): Promise<void> => {
  // With a frozen clock, no new day is published while the check compares figures.
  const now = Date.now()
  const api = await startClaudeApi({ rpm: requestsPerMinute, people: 20, now: () => now })
  const browser = await chromium.launch(getChromiumLaunchOptions())
  try {
    rmSync(join(hostFolder, '.data'), { recursive: true, force: true })
    const figures = await withServer(host, hostFolder, api, async (url) => {
      await connect(browser, url, api.keys.analytics)
      await waitForFullSync(url)
      return await expectFigures(host, browser, url)
    })
    const figuresAfterRestart = await withServer(host, hostFolder, api, (url) => expectFigures(host, browser, url))
    if (figuresAfterRestart !== figures) throw new Error(`After a restart: ${figuresAfterRestart}, before: ${figures}`)
  } finally {
    await browser.close()
    await api.close()
  }
}

/** Exit codes of a server that handled SIGTERM. Next.js exits with the code of the signal. */
const gracefulExitCodes: ReadonlySet<number | null> = new Set([0, 143])

/** Starts the host, runs `action` and stops the host. */
const withServer = async <Result>(
  host: ExampleHost,
  hostFolder: string,
  api: RunningClaudeApi,
  action: (url: string) => Promise<Result>,
): Promise<Result> => {
  const port = await findFreePort()
  const child = spawnGroup(host.startArgs, hostFolder, {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    CLAUDE_API_URL: api.url,
    CLAUDE_API_RPM: String(requestsPerMinute),
    CLAUDE_VAULT_KEY: createHash('sha256').update('test').digest('base64'),
  })
  const readOutput = collectOutput(child)
  const url = `http://localhost:${port}`
  try {
    await waitUntil('its first answer', async () => (await readConnection(url)) !== null)
    const result = await action(url)
    await stopGroup(child)
    if (!gracefulExitCodes.has(child.exitCode)) throw new Error(`The server exited with ${child.exitCode}.`)
    return result
  } catch (error) {
    const message = error instanceof Error ? error.message : error
    throw new Error(`${message}\n${readOutput().slice(-4_000)}`, { cause: error })
  } finally {
    killGroup(child)
  }
}

/** Polls until the condition is met. A rejection counts as not met. Throws after `stepTimeoutMs`. */
const waitUntil = async (name: string, condition: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + stepTimeoutMs
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`The host did not reach ${name}.`)
    await sleep(200)
  }
}

interface Connection {
  readonly coverage: { readonly missing: readonly string[] } | null
  readonly backfill: unknown
  readonly syncing: boolean
}

const admin = 'ananya'
const employee = 'haruka'
const peer = 'zofia'

const createSessionHeaders = (viewerId: string) => ({ cookie: `signed_in=${viewerId}` })

const readConnection = async (url: string): Promise<Connection> => {
  const response = await fetch(`${url}/api/claude/connection`, { headers: createSessionHeaders(admin) })
  if (!response.ok) throw new Error(`The connection was answered with ${response.status}.`)
  return (await response.json()) as Connection
}

const waitForFullSync = (url: string): Promise<void> =>
  waitUntil('the whole history', async () => {
    const { coverage, backfill, syncing } = await readConnection(url)
    return coverage?.missing.length === 0 && backfill === null && !syncing
  })

/** Opens the profile of the employee as `viewerId`. Throws if the console shows a problem while `action` runs. */
const withProfile = async <Result>(
  browser: Browser,
  url: string,
  viewerId: string,
  action: (page: Page) => Promise<Result>,
): Promise<Result> => {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/Los_Angeles' })
  context.setDefaultTimeout(stepTimeoutMs)
  await context.addCookies([{ name: 'signed_in', value: viewerId, url }])
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    // Refused requests and the missing icon of the page are expected. Chromium reports them as errors.
    const isFailedRequest = message.text().startsWith('Failed to load resource')
    if (/error|warning/.test(message.type()) && !isFailedRequest) problems.push(message.text())
  })
  try {
    // The markup of a server is there before React handles events.
    await page.goto(`${url}/people/${employee}`, { waitUntil: 'networkidle' })
    const result = await action(page)
    if (problems.length > 0) throw new Error(`The console shows problems:\n${problems.join('\n')}`)
    return result
  } finally {
    await context.close()
  }
}

const connect = (browser: Browser, url: string, apiKey: string): Promise<void> =>
  withProfile(browser, url, admin, async (page) => {
    const panel = page.locator('.claude-StatsPanel')
    await panel.getByText('is not connected').first().waitFor()
    await page.getByLabel('Analytics API key').focus()
    await page.keyboard.insertText(apiKey)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByRole('button', { name: 'Connect Claude' }).click()
    // The open panel gets figures while the history is read.
    await panel.getByText(activeDaysPattern).first().waitFor()
  })

const activeDaysPattern = /Active on [1-9]\d* of \d+ days/

/** Checks which viewers get figures. Returns the panel's text about the active days. */
const expectFigures = async (host: ExampleHost, browser: Browser, url: string): Promise<string> => {
  const readPanel = async (page: Page): Promise<string> => {
    const panel = page.locator('.claude-StatsPanel')
    await panel.getByText(activeDaysPattern).first().waitFor()
    await panel.locator('.claude-Figure[data-known]').first().waitFor()
    return activeDaysPattern.exec((await panel.textContent()) ?? '')?.[0] ?? ''
  }
  const ownFigures = await withProfile(browser, url, employee, readPanel)
  const figures = await withProfile(browser, url, admin, readPanel)
  if (figures !== ownFigures) throw new Error(`The admin sees "${figures}", the employee sees "${ownFigures}".`)
  await withProfile(browser, url, employee, expectPeriodsAndSignOut)

  await withProfile(browser, url, peer, async (page) => {
    await page.locator('.claude-StatsPanel').getByText('Page not found or not shared with you').waitFor()
    const text = await page.locator('body').textContent()
    if (activeDaysPattern.test(text ?? '')) throw new Error(`A peer sees figures: ${text}`)
  })

  for (const [viewerId, mustHaveFigures] of [
    [employee, host.hasFiguresInMarkup],
    [peer, false],
  ] as const) {
    const response = await fetch(`${url}/people/${employee}`, { headers: createSessionHeaders(viewerId) })
    const hasFigures = activeDaysPattern.test((await response.text()).replaceAll(/<[^>]*>/g, ''))
    if (hasFigures !== mustHaveFigures)
      throw new Error(`The markup for ${viewerId} has ${mustHaveFigures ? 'no' : 'the'} figures.`)
  }
  return figures
}

/** Chooses another period, then signs out, as in another tab, and chooses a third. */
const expectPeriodsAndSignOut = async (page: Page): Promise<void> => {
  const panel = page.locator('.claude-StatsPanel')
  /** Chooses a period in the list of a narrow panel, or among the radio buttons of a wide one. */
  const choosePeriod = async (label: string): Promise<void> => {
    const list = panel.getByRole('combobox', { name: 'Period' })
    const choice = panel.getByRole('radio', { name: label })
    await list.or(choice).first().waitFor({ state: 'attached' })
    if ((await list.count()) > 0) await list.selectOption({ label })
    else await choice.check({ force: true })
  }
  const waitForDays = (days: number) =>
    panel
      .getByText(new RegExp(`Active on \\d+ of ${days} days`))
      .first()
      .waitFor()
  await waitForDays(30)
  await choosePeriod('90 days')
  await waitForDays(90)
  await page.context().clearCookies()
  const signIn = panel.getByText('Sign in again').first()
  // The end of a sync can load the figures again first. Then no period is left to choose.
  await Promise.race([signIn.waitFor(), choosePeriod('7 days').catch(() => {})])
  await signIn.waitFor()
  const text = (await panel.textContent()) ?? ''
  if (activeDaysPattern.test(text)) throw new Error(`Figures are shown after the session has ended: ${text}`)
}
