import { expect, test } from 'vitest'
import type { PeopleResponse, PersonResponse, SessionResponse } from '../host-api.ts'
import { createTestPeople } from '../test-people.ts'
import { createHostRoutes } from './host-routes.ts'
import { createPeople } from './people.ts'
import { derivePersonas } from './personas.ts'
import { createGetViewer } from './viewer.ts'

const today = '2026-11-22'
const people = createPeople(
  createTestPeople({
    chief: {},
    hr: { managerId: 'chief', role: 'admin' },
    lead: { managerId: 'chief' },
    anna: { managerId: 'lead' },
    berta: { managerId: 'lead' },
    gone: { managerId: 'lead', archivedOn: '2026-06-30' },
    'gone-admin': { role: 'admin', archivedOn: '2026-06-30' },
  }),
)
const app = createHostRoutes({
  people,
  personas: derivePersonas(people, today),
  getViewer: createGetViewer(people),
  today: () => today,
})
const request = async <Answer>(
  viewer: string,
  path: string,
): Promise<{ status: number; body: Answer; text: string }> => {
  const response = await app.request(path, { headers: { 'x-demo-viewer': viewer } })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text) as Answer, text }
}
const listVisibleIds = async (viewer: string) =>
  (await request<PeopleResponse>(viewer, '/people')).body.people.map(({ id }) => id)

test('lists only the people that the viewer may see', async () => {
  expect(await listVisibleIds('anna')).toEqual(['anna'])
  expect(await listVisibleIds('lead')).toEqual(['anna', 'berta', 'gone', 'lead'])
  expect(await listVisibleIds('chief')).toEqual(['anna', 'berta', 'chief', 'gone', 'hr', 'lead'])
  expect(await listVisibleIds('hr')).toHaveLength(people.all.length)
})

test('shows nobody to an archived viewer or to an unknown id', async () => {
  for (const viewer of ['gone', 'gone-admin', 'stranger']) {
    expect(await listVisibleIds(viewer)).toEqual([])
    expect((await request(viewer, '/people/anna')).status).toBe(404)
    expect((await request(viewer, `/people/${viewer}`)).status).toBe(404)
  }
})

test('answers for a hidden person exactly as for an unknown id', async () => {
  for (const viewer of ['anna', 'gone']) {
    const hidden = await request(viewer, '/people/berta')
    const missing = await request(viewer, '/people/nobody')
    expect(hidden.status).toBe(404)
    expect(hidden).toEqual(missing)
  }
})

test('shows a person’s page to the managers above them and names their manager', async () => {
  const { body } = await request<PersonResponse>('chief', '/people/anna')
  expect(body).toMatchObject({ person: { id: 'anna', name: 'anna' }, isViewer: false, manager: { id: 'lead' } })
})

test('lets the person and admins see who looked, but not the managers above', async () => {
  const seesAccess = async (viewer: string) => (await request<PersonResponse>(viewer, '/people/anna')).body.seesAccess
  expect(await seesAccess('anna')).toBe(true)
  expect(await seesAccess('hr')).toBe(true)
  expect(await seesAccess('lead')).toBe(false)
})

test('gives a team page to everyone with a current report', async () => {
  const hasTeam = async (id: string) => (await request<PersonResponse>('chief', `/people/${id}`)).body.hasTeam
  expect(await hasTeam('lead')).toBe(true)
  expect(await hasTeam('anna')).toBe(false)
})

test('omits the manager’s id when the viewer may not see their page', async () => {
  const { body } = await request<PersonResponse>('anna', '/people/anna')
  expect(body).toMatchObject({ isViewer: true, manager: { name: 'lead', id: null } })
})

test('returns the signed-in viewer and their current reports', async () => {
  const { body } = await request<SessionResponse>('lead', '/session')
  expect(body.viewer).toMatchObject({ id: 'lead', role: 'employee', archived: false })
  expect(body.reports.map(({ id }) => id)).toEqual(['anna', 'berta'])
  expect((await request<SessionResponse>('gone', '/session')).body.viewer?.archived).toBe(true)
  expect((await request<SessionResponse>('stranger', '/session')).body).toEqual({ viewer: null, reports: [] })
})
