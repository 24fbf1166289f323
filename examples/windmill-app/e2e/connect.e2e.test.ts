import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ProblemCode, problems } from '@windmill/claude-core'
import pg from 'pg'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { startTestBrowser, type TestBrowser } from './test-browser.ts'
import { startWindmill, type Windmill, waitForFullSync } from './windmill.ts'

let windmill: Windmill
let browser: TestBrowser

beforeAll(async () => {
  ;[windmill, browser] = await Promise.all([startWindmill(inject('postgresUrl')), startTestBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await windmill?.stop()
})

const openSettings = (): Promise<Page> =>
  browser.openPage(windmill.url, windmill.api.organization.personas.admin, '/settings/integrations')

/** Enters a key as a keyboard does. A script that sets the value would leave the key in the page's memory. */
const enterKey = async (page: Page, key: string): Promise<void> => {
  await page.getByLabel('Analytics API key').focus()
  await page.keyboard.insertText(key)
}

/** Expects the page to show the title and the advice of a problem. */
const expectAdvice = async (page: Page, code: ProblemCode): Promise<void> => {
  const alert = page.locator('.claude-Failure')
  await alert.getByText(problems[code].title).waitFor()
  expect(await alert.textContent()).toContain(problems[code].advice)
}

describe('a rejected key', () => {
  test.each<[string, keyof Windmill['api']['keys'], ProblemCode]>([
    ['a Console admin key', 'admin', 'key_is_admin'],
    ['a workspace key', 'workspace', 'key_is_workspace'],
  ])('%s is recognized at once and never sent', async (_kind, name, code) => {
    const page = await openSettings()
    const sentUrls: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && sentUrls.push(request.url()))
    await enterKey(page, windmill.api.keys[name])
    await expectAdvice(page, code)
    await page.getByRole('button', { name: 'Check' }).click()
    await expectAdvice(page, code)
    expect(sentUrls).toEqual([])
    expect(windmill.api.requests.total()).toBe(0)
    await page.context().close()
  })

  test.each<[string, keyof Windmill['api']['keys'], Parameters<Windmill['api']['control']>[0], ProblemCode]>([
    ['a deleted key', 'revoked', {}, 'key_refused'],
    ['a key without the scope', 'withoutScope', {}, 'scope_missing'],
    ['a key while access is switched off', 'analytics', { settings: { access: 'forbidden' } }, 'access_denied'],
    ['a key of another plan', 'analytics', { settings: { access: 'not_enterprise' } }, 'plan_not_supported'],
  ])('%s makes the page say what to do, and cannot be connected', async (_kind, name, change, code) => {
    windmill.api.control(change)
    const page = await openSettings()
    await enterKey(page, windmill.api.keys[name])
    await page.getByRole('button', { name: 'Check' }).click()
    await expectAdvice(page, code)
    expect(await page.locator('.claude-Failure').textContent()).toMatch(/req_/)
    expect(await page.getByRole('button', { name: 'Connect Claude' }).isDisabled()).toBe(true)
    windmill.api.control({ settings: { access: 'on' } })
    await page.context().close()
  })

  test('a key makes the page say what to check when the API is unreachable', async () => {
    windmill.api.control({ faults: [{ kind: 'reset' }] })
    const page = await openSettings()
    await enterKey(page, windmill.api.keys.analytics)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.locator('.claude-Failure').waitFor({ timeout: 60_000 })
    await expectAdvice(page, 'api_unreachable')
    windmill.api.control({ clearFaults: true })
    await page.context().close()
  })
})

describe('an invitation', () => {
  test('lets someone without an account save the key, and shows them nothing else', async () => {
    const settings = await openSettings()
    await settings.getByText(/Send them a one-time link/).click()
    await settings.getByRole('button', { name: 'Make a link' }).click()
    const link = await settings.locator('.claude-ConnectClaude-link').textContent()
    expect(link).toMatch(`${windmill.url}/connect#cinv_`)

    const page = await browser.openPage(windmill.url, 'nobody', `/connect#${link?.split('#')[1]}`)
    const requests: string[] = []
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await page.getByText('What is never read').waitFor()
    expect(page.url()).toBe(`${windmill.url}/connect`)
    await page.reload()
    await enterKey(page, windmill.api.keys.analytics)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('This key works. Nothing is saved yet.').waitFor()
    await page.getByRole('button', { name: 'Connect Claude' }).click()
    await page.getByText('There is nothing left for you to do').waitFor()
    const ownRequests = requests.filter((path) => path.startsWith('/api/'))
    expect(new Set(ownRequests)).toEqual(new Set(['/api/claude/connection/preview', '/api/claude/connection']))
    await page.context().close()

    await settings.reload()
    await settings.getByRole('button', { name: 'Disconnect…' }).click()
    await settings.getByLabel('Erase it').check()
    await settings.getByRole('button', { name: 'Disconnect and erase' }).click()
    await settings.getByText('Not connected').waitFor()
    await settings.context().close()
  })
})

describe('a working key', () => {
  test('shows a preview, connects, shows the progress and leaves no trace of itself', async () => {
    const { api, url } = windmill
    const { admin } = api.organization.personas
    const key = api.keys.analytics
    const page = await openSettings()
    const pageOutput: string[] = []
    page.on('console', (message) => pageOutput.push(message.text()))
    page.on('response', async (response) => {
      pageOutput.push(JSON.stringify(await response.allHeaders()), await response.text().catch(() => ''))
    })

    await enterKey(page, key)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('This key works. Nothing is saved yet.').waitFor()
    const preview = await page.locator('.claude-KeyPreview').textContent()
    expect(preview).toContain(`active that day${await countUserRows(key)}`)

    // Requests for one day of the backfill hang, so that the test can read the progress.
    api.control({ faults: [{ kind: 'hang', endpoint: 'users', date: '2026-03-03' }] })
    await page.getByRole('button', { name: 'Connect Claude' }).click()
    const progress = page.getByRole('progressbar')
    await progress.waitFor()
    expect(Number(await progress.getAttribute('aria-valuemax'))).toBeGreaterThan(300)
    await page.getByText(/\d+ of \d+ days/).waitFor()
    await vi.waitFor(
      () => expect(windmill.readTerminal()).toMatch(/Sync {8}\d+ of \d+ days read, newest first/),
      10_000,
    )

    api.control({ clearFaults: true })
    await waitForFullSync(url, admin)
    await progress.waitFor({ state: 'detached' })
    expect(windmill.readTerminal()).toMatch(/everything from 2026-01-01 through 2026-\d\d-\d\d is read/)

    expect(await readBrowserState(page), 'state of the page').not.toContain(key)
    expect(await readHeapStrings(page), 'memory of the page').not.toContain(key)
    expect(pageOutput.join('\n'), 'responses and console messages').not.toContain(key)
    expect(windmill.readTerminal(), 'terminal output').not.toContain(key)
    expect(await readDatabaseText(windmill.databaseUrl), 'database').not.toContain(key)
    expect(readFilesText(windmill.dataFolder), 'data folder').not.toContain(key)
    await page.context().close()
  })

  test('shows its last four characters to admins only', async () => {
    const { api, url } = windmill
    const { employee } = api.organization.personas
    const lastFour = api.keys.analytics.slice(-4)
    const settings = await openSettings()
    await settings.getByText(`Key ending ${lastFour}`).waitFor()
    await settings.context().close()

    const page = await browser.openPage(url, employee, '/settings/integrations')
    await page.getByText('Claude usage is read every hour').waitFor()
    expect(await page.content()).not.toContain(lastFour)
    expect(await page.getByRole('button', { name: /Sync now|Replace key|Disconnect/ }).count()).toBe(0)
    await page.context().close()
  })
})

/** Counts the rows of `/users` on the latest day. The preview leaves out users who are only in other reports. */
const countUserRows = async (key: string): Promise<number> => {
  const { api } = windmill
  const url = `${api.url}/v1/organizations/analytics/users?date=${api.truth.latestDay()}&limit=1000`
  const response = await fetch(url, { headers: { 'x-api-key': key } })
  const { data } = (await response.json()) as { readonly data: readonly unknown[] }
  return data.length
}

/** Returns as text everything that a page stores: its HTML and fields, cookies, storage and history. */
const readBrowserState = async (page: Page): Promise<string> => {
  const cookies = await page.context().cookies()
  const stored = await page.evaluate(async () => ({
    html: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    history: [history.state, location.href, performance.getEntries().map(({ name }) => name)],
  }))
  expect(stored.databases).toEqual([])
  expect(stored.caches).toEqual([])
  return JSON.stringify({ cookies, stored })
}

/** Returns all strings in a page's heap, such as those in state, caches and closures. */
const readHeapStrings = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot')
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] }
  // A text of the page proves that this is the page's heap.
  expect(strings).toContain('What Windmill reads from the tools you work with, to give reviews and 1:1s some context.')
  return strings.join('\n')
}

/** Returns as text all rows of all tables outside PostgreSQL's own schemas. */
const readDatabaseText = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    )
    const rowTexts: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
      rowTexts.push(...rows.map(({ line }) => line))
    }
    expect(rowTexts.join('').length).toBeGreaterThan(100_000)
    return rowTexts.join('\n')
  } finally {
    await client.end()
  }
}

/** Returns the content of all files in a folder. */
const readFilesText = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
    .join('\n')
