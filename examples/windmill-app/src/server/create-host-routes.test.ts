import { expect, test } from 'vitest'
import { createTestPeople } from '../create-test-people.ts'
import type { NoticesResponse, PeopleResponse, PersonResponse, SessionResponse } from '../host-api.ts'
import { createGetViewer } from './create-get-viewer.ts'
import { createHostRoutes } from './create-host-routes.ts'
import { derivePersonas } from './derive-personas.ts'
import { openHostDatabase } from './open-host-database.ts'
import { createPeople } from './people.ts'

const today = '2026-11-22'
const people = createPeople(
  createTestPeople({
    chief: {},
    hr: { managerId: 'chief', accessLevel: 'admin' },
    lead: { managerId: 'chief' },
    anna: { managerId: 'lead' },
    berta: { managerId: 'lead' },
    gone: { managerId: 'lead', archivedOn: '2026-06-30' },
    partner: { accessLevel: 'hr_admin' },
    'gone-admin': { accessLevel: 'admin', archivedOn: '2026-06-30' },
  }),
)
const database = openHostDatabase(null)
const app = createHostRoutes({
  people,
  personas: derivePersonas(people, today),
  getViewer: createGetViewer(people),
  listGranted: async ({ permissions }) => permissions.filter((permission) => permission !== 'totals:view'),
  getToday: () => today,
  database,
  claude: {
    handler: async () => new Response(),
    health: async () => ({ isReady: true, problem: null, nextSyncAt: null, slowReads: 0, accounts: [] }),
  },
})
const sendRequest = async <Answer>(
  viewer: string,
  path: string,
): Promise<{ status: number; body: Answer; text: string }> => {
  const response = await app.request(path, { headers: { 'x-demo-viewer': viewer } })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text) as Answer, text }
}
const listVisibleIds = async (viewer: string) =>
  (await sendRequest<PeopleResponse>(viewer, '/people')).body.people.map(({ id }) => id)

test('lists only the people that the viewer may see', async () => {
  expect(await listVisibleIds('anna')).toEqual(['anna'])
  expect(await listVisibleIds('lead')).toEqual(['anna', 'berta', 'gone', 'lead'])
  expect(await listVisibleIds('chief')).toEqual(['anna', 'berta', 'chief', 'gone', 'hr', 'lead'])
  expect(await listVisibleIds('hr')).toHaveLength(people.everyone.length)
})

test('shows nobody to an archived viewer or to an unknown viewer, not even themself', async () => {
  for (const viewer of ['gone', 'gone-admin', 'stranger']) {
    expect(await listVisibleIds(viewer)).toEqual([])
    expect((await sendRequest(viewer, '/people/anna')).status).toBe(404)
    expect((await sendRequest(viewer, `/people/${viewer}`)).status).toBe(404)
  }
})

test('gives the same answer for a hidden person as for an unknown id', async () => {
  for (const viewer of ['anna', 'gone']) {
    const hidden = await sendRequest(viewer, '/people/berta')
    const unknown = await sendRequest(viewer, '/people/nobody')
    expect(hidden.status).toBe(404)
    expect(hidden).toEqual(unknown)
  }
})

test('shows a person’s page to their manager’s manager and names their manager', async () => {
  const { body } = await sendRequest<PersonResponse>('chief', '/people/anna')
  expect(body).toMatchObject({ person: { id: 'anna', name: 'anna' }, isViewer: false, manager: { id: 'lead' } })
})

test('lets the person and admins, but not the person’s manager, see who looked at the person’s usage', async () => {
  const canSeeAccess = async (viewer: string) =>
    (await sendRequest<PersonResponse>(viewer, '/people/anna')).body.canSeeAccess
  expect(await canSeeAccess('anna')).toBe(true)
  expect(await canSeeAccess('hr')).toBe(true)
  expect(await canSeeAccess('lead')).toBe(false)
})

test('gives a team page to people with a report who is not archived, and to nobody else', async () => {
  const hasTeam = async (id: string) => (await sendRequest<PersonResponse>('chief', `/people/${id}`)).body.hasTeam
  expect(await hasTeam('lead')).toBe(true)
  expect(await hasTeam('anna')).toBe(false)
})

test('names the manager without an id when the viewer may not see the manager’s page', async () => {
  const { body } = await sendRequest<PersonResponse>('anna', '/people/anna')
  expect(body).toMatchObject({ isViewer: true, manager: { name: 'lead', id: null } })
})

test('returns the signed-in viewer and their reports who are not archived', async () => {
  const { body } = await sendRequest<SessionResponse>('lead', '/session')
  expect(body.viewer).toMatchObject({ id: 'lead', accessLevel: 'member', isArchived: false })
  expect(body.reports.map(({ id }) => id)).toEqual(['anna', 'berta'])
  expect((await sendRequest<SessionResponse>('gone', '/session')).body.viewer?.isArchived).toBe(true)
  expect((await sendRequest<SessionResponse>('stranger', '/session')).body).toEqual({ viewer: null, reports: [] })
})

test('lists only the permissions that the integration grants the viewer', async () => {
  const listPermissions = async (viewer: string) =>
    (await sendRequest<SessionResponse>(viewer, '/session')).body.viewer?.permissions
  expect(await listPermissions('partner')).toEqual(['connection:manage', 'users:match'])
  expect(await listPermissions('gone-admin')).toEqual([])
})

const saveNote = async (viewer: string, id: string, body: string, contentType = 'application/json') =>
  (
    await app.request(`/people/${id}/note`, {
      method: 'PUT',
      body,
      headers: { 'x-demo-viewer': viewer, 'content-type': contentType },
    })
  ).status
const readNote = async (viewer: string, id: string) =>
  (await sendRequest<PersonResponse>(viewer, `/people/${id}`)).body.note
const readListedNote = async (viewer: string, id: string) =>
  (await sendRequest<PeopleResponse>(viewer, '/people')).body.people.find((person) => person.id === id)?.note

test('lets people write their own note, and shows the note only to those who may see the person', async () => {
  expect(await readNote('lead', 'anna')).toBeNull()
  expect(await saveNote('anna', 'anna', JSON.stringify({ note: ' On parental\nleave 👩‍🍼 ' }))).toBe(204)
  for (const viewer of ['anna', 'lead', 'chief', 'hr']) {
    expect(await readNote(viewer, 'anna')).toBe('On parental leave 👩‍🍼')
    expect(await readListedNote(viewer, 'anna')).toBe('On parental leave 👩‍🍼')
  }
  expect((await sendRequest('berta', '/people')).text).not.toContain('parental')
  expect((await sendRequest('berta', '/personas')).text).not.toContain('parental')
  expect(await saveNote('anna', 'anna', JSON.stringify({ note: '' }))).toBe(204)
  expect(await readNote('lead', 'anna')).toBeNull()
})

test('stores no note about somebody else, none that is too long and none that is not JSON', async () => {
  for (const viewer of ['lead', 'hr', 'berta', 'gone', 'stranger'])
    expect(await saveNote(viewer, 'anna', JSON.stringify({ note: 'on call' }))).toBe(404)
  expect(await saveNote('gone', 'gone', JSON.stringify({ note: 'gone' }))).toBe(404)
  expect(await saveNote('anna', 'anna', JSON.stringify({ note: 'a'.repeat(281) }))).toBe(400)
  expect(await saveNote('anna', 'anna', JSON.stringify({ note: '🏖'.repeat(280) }), 'text/plain')).toBe(400)
  expect(await saveNote('anna', 'anna', 'note')).toBe(400)
  expect(await readNote('lead', 'anna')).toBeNull()
  expect(await saveNote('anna', 'anna', JSON.stringify({ note: '🏖'.repeat(280) }))).toBe(204)
})

test('shows notices only to those who manage the connection, and lets nobody else dismiss a notice', async () => {
  database.notices.addEvent({ id: 'a', at: '2026-11-22T10:00:00.000Z', event: { kind: 'first_data' } })
  const listNotices = async (viewer: string) =>
    (await sendRequest<NoticesResponse>(viewer, '/notices')).body.notices.map(({ kind }) => kind)
  const dismiss = async (viewer: string) =>
    (await app.request('/notices/first_data', { method: 'DELETE', headers: { 'x-demo-viewer': viewer } })).status
  for (const viewer of ['anna', 'lead', 'gone-admin', 'stranger']) {
    expect([viewer, await listNotices(viewer), await dismiss(viewer)]).toEqual([viewer, [], 404])
  }
  expect(await listNotices('partner')).toEqual(['first_data'])
  expect(await dismiss('hr')).toBe(204)
  expect(await listNotices('partner')).toEqual([])
})

test('shows Windmill’s own table only to viewers who may see everyone’s figures', async () => {
  for (const viewer of ['anna', 'lead', 'partner', 'gone-admin', 'stranger']) {
    expect([viewer, (await sendRequest(viewer, '/months')).status]).toEqual([viewer, 404])
  }
  expect(await sendRequest('hr', '/months')).toMatchObject({ status: 200, body: { months: [] } })
})
