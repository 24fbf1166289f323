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
const answer = async (viewer: string, path: string) => {
  const response = await ask(windmill.url, viewer, path)
  const headers = Object.fromEntries(response.headers)
  delete headers.date
  return { status: response.status, headers, body: await response.text() }
}

const statsPath = (employee: string) =>
  `/api/claude/employees/${employee}/stats?from=2026-10-01&to=2026-10-31&bucket=day`

describe.each(['peer', 'archived'] as const)('the viewer “%s”', (persona) => {
  it('gets nothing of someone else from any route, and cannot tell whether they exist', async () => {
    const { personas } = windmill.api.organization
    for (const path of [statsPath, (id: string) => `/api/demo/people/${id}`]) {
      const hidden = await answer(personas[persona], path(personas.employee))
      expect(hidden.status).toBe(404)
      expect(hidden).toEqual(await answer(personas[persona], path(nobody)))
    }
  })

  it.each(['', '/review', '/one-on-one'])('sees the same page for both at /people/:id%s', async (tab) => {
    const { personas } = windmill.api.organization
    const hidden = await visit(personas[persona], `/people/${personas.employee}${tab}`)
    const missing = await visit(personas[persona], `/people/${nobody}${tab}`)
    expect(hidden).toEqual({ ...missing, asked: missing.asked.map((path) => path.replace(nobody, personas.employee)) })
    expect(hidden.html).toContain(
      persona === 'archived' ? 'Your account is archived' : 'There is nothing here that you can see',
    )
  })
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
  for (const path of [statsPath(archived), `/api/demo/people/${archived}`, '/api/claude/connection']) {
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

describe('switching to another person', () => {
  it('leaves nothing of what the former viewer saw, by keyboard alone', async () => {
    const { personas, directory } = windmill.api.organization
    const nameOf = (id: string) => directory.find((employee) => employee.id === id)?.name ?? ''
    const page = await browser.open(windmill.url, personas.manager, `/people/${personas.employee}`)
    await page.locator('.claude-StatsPanel-product').first().waitFor()

    await page.getByRole('button', { name: /^Viewing as/ }).press('Enter')
    await page.getByRole('searchbox', { name: 'Find a person' }).waitFor()
    await page.keyboard.type(nameOf(personas.peer))
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
