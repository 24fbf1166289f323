import { problemOf } from '@windmill/claude-core'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startBrowser, type TestBrowser } from './browser.ts'
import { ask, connect, connectionOf, startWindmill, type Windmill } from './windmill.ts'

let windmill: Windmill
let browser: TestBrowser
const nobody = 'e-999'

beforeAll(async () => {
  ;[windmill, browser] = await Promise.all([startWindmill(inject('postgresUrl')), startBrowser()])
  const { api, url } = windmill
  await connect(url, api.organization.personas.admin, api.keys.analytics)
  await vi.waitFor(
    async () => expect((await connectionOf(url, api.organization.personas.admin)).coverage).not.toBeNull(),
    30_000,
  )
})
afterAll(async () => {
  await browser?.close()
  await windmill?.stop()
})

/** A whole answer, without what differs from one answer to the next. */
const answer = async (viewer: string, path: string, init?: RequestInit) => {
  const response = await ask(windmill.url, viewer, path, init)
  const headers = Object.fromEntries(response.headers)
  delete headers.date
  return { status: response.status, headers, body: await response.text() }
}

const statsPath = (employee: string) =>
  `/api/claude/employees/${employee}/stats?from=2026-10-01&to=2026-10-31&bucket=day`
const accessPath = (employee: string) => `/api/claude/employees/${employee}/access`
const nameOf = (id: string) => windmill.api.organization.directory.find((person) => person.id === id)?.name ?? ''

describe.each(['peer', 'archived'] as const)('the viewer “%s”', (persona) => {
  it('gets nothing of someone else from any route, and cannot tell whether they exist', async () => {
    const { personas } = windmill.api.organization
    for (const path of [statsPath, accessPath, (id: string) => `/api/demo/people/${id}`]) {
      const hidden = await answer(personas[persona], path(personas.employee))
      expect(hidden.status).toBe(404)
      expect(hidden).toEqual(await answer(personas[persona], path(nobody)))
    }
  })

  it.each(['', '/review', '/one-on-one', '/team', '/access'])(
    'sees the same page for both at /people/:id%s',
    async (tab) => {
      const { personas } = windmill.api.organization
      const hidden = await visit(personas[persona], `/people/${personas.employee}${tab}`)
      const missing = await visit(personas[persona], `/people/${nobody}${tab}`)
      expect(hidden).toEqual({
        ...missing,
        asked: missing.asked.map((path) => path.replace(nobody, personas.employee)),
      })
      expect(hidden.html).toContain(
        persona === 'archived' ? 'Your account is archived' : 'There is nothing here that you can see',
      )
    },
  )
})

it('a peer finds only themself in the list of people', async () => {
  const { peer } = windmill.api.organization.personas
  const page = await browser.open(windmill.url, peer, '/people')
  await page.locator('.person-row').first().waitFor()
  const links = await page.locator('.person-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('href')))
  expect(links).toEqual([`/people/${peer}`])
  await page.context().close()
})

it('an archived viewer gets nothing of themself either, nor of the connection', async () => {
  const { archived } = windmill.api.organization.personas
  for (const path of [
    statsPath(archived),
    accessPath(archived),
    `/api/demo/people/${archived}`,
    '/api/claude/connection',
    '/api/claude/claude-users',
  ]) {
    expect((await answer(archived, path)).status).toBe(404)
  }
})

it('someone who is not in the directory is not signed in', async () => {
  expect(await answer(nobody, statsPath(nobody))).toMatchObject({ status: 401 })
  const page = await browser.open(windmill.url, nobody, '/people')
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
  await page.context().close()
})

it('only an admin can change the connection', async () => {
  const { employee, manager, admin } = windmill.api.organization.personas
  for (const viewer of [employee, manager]) {
    const body = JSON.stringify({ apiKey: windmill.api.keys.replacement })
    for (const [method, path] of [
      ['PUT', '/connection'],
      ['POST', '/connection/preview'],
      ['POST', '/sync'],
      ['DELETE', '/connection?data=erase'],
    ]) {
      const response = await ask(windmill.url, viewer, `/api/claude${path}`, { method: method ?? '', body })
      expect(response.status, `${method} ${path}`).toBe(403)
    }
  }
  expect((await connectionOf(windmill.url, admin)).key?.lastFour).toBe(windmill.api.keys.analytics.slice(-4))
})

describe('whose each Claude user is', () => {
  it.each(['peer', 'manager'] as const)('is told to no %s, whatever they ask for', async (persona) => {
    const { personas, claudeUsers } = windmill.api.organization
    const viewer = personas[persona]
    const link = JSON.stringify({ decision: 'link', employeeId: viewer })
    for (const [real, guessed, init] of [
      ['/claude-users', '/claude-users?search=nobody'],
      [`/employees?search=${nameOf(personas.admin)}`, '/employees?search=nobody'],
      [`/claude-users/${claudeUsers[0]?.id}/link`, '/claude-users/user_nobody/link'],
      [`/claude-users/${claudeUsers[0]?.id}/link`, '/claude-users/user_nobody/link', { method: 'PUT', body: link }],
    ] as const) {
      const hidden = await answer(viewer, `/api/claude${real}`, init)
      expect(hidden).toMatchObject({ status: 403, body: JSON.stringify(problemOf('admin_only')) })
      expect(hidden).toEqual(await answer(viewer, `/api/claude${guessed}`, init))
    }
  })

  it.each(['peer', 'manager'] as const)('has no page for a %s who guesses its address', async (persona) => {
    const viewer = windmill.api.organization.personas[persona]
    const [path, unknown] = ['/settings/claude-users', '/settings/nothing']
    const hidden = await visit(viewer, path)
    const missing = await visit(viewer, unknown)
    expect(hidden).toEqual({ ...missing, asked: missing.asked.map((asked) => asked.replace(unknown, path)) })
    expect(hidden.html).toContain('There is nothing here that you can see')
    expect(hidden.html).not.toContain('Claude users')
  })
})

it('a manager’s look at a report is found by the report and by admins, not by the manager', async () => {
  const { manager, peer: report, admin } = windmill.api.organization.personas
  const own = await browser.open(windmill.url, report, `/people/${report}`)
  await own.locator('.claude-StatsPanel-product').first().waitFor()
  await own.getByRole('link', { name: 'Who looked' }).click()
  await own.getByText('Nobody has looked').waitFor()
  await own.getByRole('listitem').filter({ hasText: 'The managers above' }).getByText(nameOf(manager)).waitFor()

  const theirs = await browser.open(windmill.url, manager, `/people/${report}`)
  await theirs.locator('.claude-StatsPanel-product').first().waitFor()
  expect(await theirs.getByRole('link', { name: 'Who looked' }).count()).toBe(0)
  expect(await answer(manager, accessPath(report))).toEqual(await answer(manager, accessPath(nobody)))
  await theirs.goto(`${windmill.url}/people/${report}/access`)
  await theirs.getByRole('heading', { name: 'There is nothing here that you can see' }).waitFor()
  await theirs.context().close()

  await own.reload()
  await own.getByText(`${nameOf(manager)} opened your page`).waitFor()
  await own.context().close()
  const all = await browser.open(windmill.url, admin, `/people/${report}/access`)
  await all.getByText(`${nameOf(manager)} opened the page of ${nameOf(report)}`).waitFor()
  await all.context().close()
})

describe('switching to another person', () => {
  it('leaves nothing of what the former viewer saw, by keyboard alone', async () => {
    const { personas } = windmill.api.organization
    const page = await browser.open(windmill.url, personas.manager, `/people/${personas.employee}`)
    await page.locator('.claude-StatsPanel-product').first().waitFor()

    await page.getByRole('button', { name: /^Viewing as/ }).press('Enter')
    await page.keyboard.type(nameOf(personas.peer))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: nameOf(personas.peer) })
      .waitFor()
    await page.getByRole('heading', { name: '1 found' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'There is nothing here that you can see' }).waitFor()
    expect(await page.locator('main').textContent()).not.toContain(nameOf(personas.employee))
    expect(await page.locator('.claude-root').count()).toBe(0)
    await page.goBack()
    await page.goto(`${windmill.url}/people/${personas.peer}`)
    await page.getByRole('heading', { name: nameOf(personas.peer) }).waitFor()
    await page.context().close()
  })
})

interface Visit {
  readonly title: string
  readonly html: string
  /** What the page asked the server for. */
  readonly asked: readonly string[]
}

const visit = async (viewer: string, path: string): Promise<Visit> => {
  const page: Page = await browser.open(windmill.url, viewer, '/settings/integrations')
  await page.getByRole('heading', { level: 1 }).waitFor()
  // What this page still loads is not to be counted as the next one's.
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${windmill.url}${path}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const seen = { title: await page.title(), html: await page.locator('body').innerHTML() }
  await page.context().close()
  return { ...seen, asked }
}
