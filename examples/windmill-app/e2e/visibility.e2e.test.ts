import { createProblem } from '@windmill/claude-core'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { startTestBrowser, type TestBrowser } from './test-browser.ts'
import { connectClaude, readConnection, requestAs, startWindmill, type Windmill } from './windmill.ts'

let windmill: Windmill
let browser: TestBrowser
const unknownId = 'e-999'

beforeAll(async () => {
  ;[windmill, browser] = await Promise.all([startWindmill(inject('postgresUrl')), startTestBrowser()])
  const { api, url } = windmill
  await connectClaude(url, api.organization.personas.admin, api.keys.analytics)
  await vi.waitFor(
    async () => expect((await readConnection(url, api.organization.personas.admin)).coverage).not.toBeNull(),
    30_000,
  )
})
afterAll(async () => {
  await browser?.close()
  await windmill?.stop()
})

/** Returns the complete response, except its date, which differs between requests. */
const readResponse = async (viewerId: string, path: string, init?: RequestInit) => {
  const response = await requestAs(windmill.url, viewerId, path, init)
  const headers = Object.fromEntries(response.headers)
  delete headers.date
  return { status: response.status, headers, body: await response.text() }
}

const buildStatsPath = (employeeId: string) =>
  `/api/claude/employees/${employeeId}/stats?from=2026-10-01&to=2026-10-31&bucket=day`
const buildAccessPath = (employeeId: string) => `/api/claude/employees/${employeeId}/access`
const buildPersonPath = (employeeId: string) => `/api/demo/people/${employeeId}`
const findName = (id: string) => windmill.api.organization.directory.find((person) => person.id === id)?.name ?? ''

describe.each(['peer', 'archived'] as const)('the viewer of kind %s', (persona) => {
  test('gets the same 404 for the stats, access log and profile of a hidden person as for an unknown id', async () => {
    const { personas } = windmill.api.organization
    for (const buildPath of [buildStatsPath, buildAccessPath, buildPersonPath]) {
      const hidden = await readResponse(personas[persona], buildPath(personas.employee))
      expect(hidden.status).toBe(404)
      expect(hidden).toEqual(await readResponse(personas[persona], buildPath(unknownId)))
    }
  })

  test.each(['', '/review', '/one-on-one', '/team', '/access'])(
    'sees the same page for a hidden person and for an unknown id at /people/:id%s',
    async (tab) => {
      const { personas } = windmill.api.organization
      const hidden = await visit(personas[persona], `/people/${personas.employee}${tab}`)
      const unknown = await visit(personas[persona], `/people/${unknownId}${tab}`)
      expect(hidden).toEqual({
        ...unknown,
        requestedPaths: unknown.requestedPaths.map((path) => path.replace(unknownId, personas.employee)),
      })
      expect(hidden.html).toContain(
        persona === 'archived' ? 'Your account is archived' : 'Page not found or not shared with you',
      )
    },
  )
})

test('a peer sees only themself in the list of people', async () => {
  const { peer } = windmill.api.organization.personas
  const page = await browser.openPage(windmill.url, peer, '/people')
  await page.locator('.person-row').first().waitFor()
  const links = await page.locator('.person-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('href')))
  expect(links).toEqual([`/people/${peer}`])
  await page.context().close()
})

test('an archived viewer gets neither their own data nor the connection nor the Claude users', async () => {
  const { archived } = windmill.api.organization.personas
  for (const path of [
    buildStatsPath(archived),
    buildAccessPath(archived),
    buildPersonPath(archived),
    '/api/claude/connection',
    '/api/claude/claude-users',
  ]) {
    expect((await readResponse(archived, path)).status).toBe(404)
  }
})

test('a viewer who is not in the directory is not signed in', async () => {
  expect(await readResponse(unknownId, buildStatsPath(unknownId))).toMatchObject({ status: 401 })
  const page = await browser.openPage(windmill.url, unknownId, '/people')
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
  await page.context().close()
})

test('only admins can check a key, change the connection or start a sync', async () => {
  const { employee, manager, admin } = windmill.api.organization.personas
  for (const viewer of [employee, manager]) {
    const body = JSON.stringify({ apiKey: windmill.api.keys.replacement })
    for (const [method, path] of [
      ['PUT', '/connection'],
      ['POST', '/connection/preview'],
      ['POST', '/sync'],
      ['DELETE', '/connection?data=erase'],
    ]) {
      const response = await requestAs(windmill.url, viewer, `/api/claude${path}`, { method: method ?? '', body })
      expect(response.status, `${method} ${path}`).toBe(403)
    }
  }
  expect((await readConnection(windmill.url, admin)).key?.lastFour).toBe(windmill.api.keys.analytics.slice(-4))
})

describe('the links of Claude users and the audit log', () => {
  test.each(['peer', 'manager'] as const)(
    'are refused to a %s, with the same answer for existing and unknown ids',
    async (persona) => {
      const { personas, claudeUsers } = windmill.api.organization
      const viewer = personas[persona]
      const linkBody = JSON.stringify({ decision: 'link', employeeId: viewer })
      for (const [existingPath, unknownPath, init] of [
        ['/claude-users', '/claude-users?search=nobody'],
        ['/log', '/log?page=nothing'],
        [`/employees?search=${findName(personas.admin)}`, '/employees?search=nobody'],
        [`/claude-users/${claudeUsers[0]?.id}/link`, '/claude-users/user_nobody/link'],
        [
          `/claude-users/${claudeUsers[0]?.id}/link`,
          '/claude-users/user_nobody/link',
          { method: 'PUT', body: linkBody },
        ],
      ] as const) {
        const hidden = await readResponse(viewer, `/api/claude${existingPath}`, init)
        expect(hidden).toMatchObject({ status: 403, body: JSON.stringify(createProblem('not_permitted')) })
        expect(hidden).toEqual(await readResponse(viewer, `/api/claude${unknownPath}`, init))
      }
    },
  )

  test.each([
    ['peer', '/settings/claude-users'],
    ['manager', '/settings/claude-users'],
    ['manager', '/settings/audit-log'],
  ] as const)('look like an unknown page to a %s who guesses the address %s', async (persona, path) => {
    const viewer = windmill.api.organization.personas[persona]
    const unknownPath = '/settings/nothing'
    const hidden = await visit(viewer, path)
    const unknown = await visit(viewer, unknownPath)
    expect(hidden).toEqual({
      ...unknown,
      requestedPaths: unknown.requestedPaths.map((requested) => requested.replace(unknownPath, path)),
    })
    expect(hidden.html).toContain('Page not found or not shared with you')
    expect(hidden.html).not.toMatch(/Claude users|Audit log/)
  })
})

test('the visited employee and admins see a manager’s visit in the access log, but the manager does not', async () => {
  const { manager, peer: report, admin } = windmill.api.organization.personas
  const reportPage = await browser.openPage(windmill.url, report, `/people/${report}`)
  await reportPage.locator('.claude-Product').first().waitFor()
  await reportPage.getByRole('link', { name: 'Access history' }).click()
  await reportPage.getByText('Automatic matching linked a Claude account to you').waitFor()
  expect(await reportPage.getByText('viewed your page').count()).toBe(0)
  await reportPage
    .getByRole('listitem')
    .filter({ hasText: 'The managers above' })
    .getByText(findName(manager))
    .waitFor()

  const managerPage = await browser.openPage(windmill.url, manager, `/people/${report}`)
  await managerPage.locator('.claude-Product').first().waitFor()
  expect(await managerPage.getByRole('link', { name: 'Access history' }).count()).toBe(0)
  expect(await readResponse(manager, buildAccessPath(report))).toEqual(
    await readResponse(manager, buildAccessPath(unknownId)),
  )
  await managerPage.goto(`${windmill.url}/people/${report}/access`)
  await managerPage.getByRole('heading', { name: 'Page not found or not shared with you' }).waitFor()
  await managerPage.context().close()

  await reportPage.reload()
  await reportPage.getByText(`${findName(manager)} viewed your page`).waitFor()
  await reportPage.context().close()
  const adminPage = await browser.openPage(windmill.url, admin, `/people/${report}/access`)
  await adminPage.getByText(`${findName(manager)} viewed the page of ${findName(report)}`).waitFor()
  await adminPage.context().close()
})

describe('switching to another person', () => {
  test('is possible with the keyboard alone and removes what the previous viewer saw', async () => {
    const { personas } = windmill.api.organization
    const page = await browser.openPage(windmill.url, personas.manager, `/people/${personas.employee}`)
    await page.locator('.claude-Product').first().waitFor()

    await page.getByRole('button', { name: /^Viewing as/ }).press('Enter')
    await page.keyboard.type(findName(personas.peer))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: findName(personas.peer) })
      .waitFor()
    await page.getByRole('heading', { name: '1 found' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Page not found or not shared with you' }).waitFor()
    expect(await page.locator('main').textContent()).not.toContain(findName(personas.employee))
    expect(await page.locator('.claude-root').count()).toBe(0)
    await page.goBack()
    await page.goto(`${windmill.url}/people/${personas.peer}`)
    await page.getByRole('heading', { name: findName(personas.peer) }).waitFor()
    await page.context().close()
  })
})

interface Visit {
  readonly title: string
  readonly html: string
  /** Paths that the page requested from the server. */
  readonly requestedPaths: readonly string[]
}

/** Opens a page and returns everything that could reveal whether it exists. */
const visit = async (viewerId: string, path: string): Promise<Visit> => {
  const page: Page = await browser.openPage(windmill.url, viewerId, '/settings/integrations')
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The requests of this page must end first. Otherwise they would be counted for the next page.
  await page.waitForLoadState('networkidle')
  const requestedPaths: string[] = []
  page.on('request', (request) => requestedPaths.push(new URL(request.url()).pathname))
  await page.goto(`${windmill.url}${path}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const content = { title: await page.title(), html: await page.locator('body').innerHTML() }
  await page.context().close()
  return { ...content, requestedPaths }
}
