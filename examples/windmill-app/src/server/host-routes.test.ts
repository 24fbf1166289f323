import { expect, it } from 'vitest'
import type { PeopleResponse, PersonResponse, SessionResponse } from '../host-api.ts'
import { peopleOf } from '../test-people.ts'
import { hostRoutes } from './host-routes.ts'
import { createPeople } from './people.ts'
import { derivePersonas } from './personas.ts'
import { createViewerOf } from './viewer.ts'

const on = '2026-11-22'
const people = createPeople(
  peopleOf({
    chief: {},
    hr: { manager: 'chief', role: 'admin' },
    lead: { manager: 'chief' },
    anna: { manager: 'lead' },
    berta: { manager: 'lead' },
    gone: { manager: 'lead', left: '2026-06-30' },
    'gone-admin': { role: 'admin', left: '2026-06-30' },
  }),
)
const app = hostRoutes({
  people,
  personas: derivePersonas(people, on),
  viewerOf: createViewerOf(people),
  today: () => on,
})
const ask = async <Answer>(viewer: string, path: string): Promise<{ status: number; body: Answer; text: string }> => {
  const response = await app.request(path, { headers: { 'x-demo-viewer': viewer } })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text) as Answer, text }
}
const visibleTo = async (viewer: string) =>
  (await ask<PeopleResponse>(viewer, '/people')).body.people.map(({ id }) => id)

it('lists whom a viewer may see, and nobody else', async () => {
  expect(await visibleTo('anna')).toEqual(['anna'])
  expect(await visibleTo('lead')).toEqual(['anna', 'berta', 'gone', 'lead'])
  expect(await visibleTo('chief')).toEqual(['anna', 'berta', 'chief', 'gone', 'hr', 'lead'])
  expect(await visibleTo('hr')).toHaveLength(people.all.length)
})

it('answers an archived viewer and a stranger as if there were nobody', async () => {
  for (const viewer of ['gone', 'gone-admin', 'stranger']) {
    expect(await visibleTo(viewer)).toEqual([])
    expect((await ask(viewer, '/people/anna')).status).toBe(404)
    expect((await ask(viewer, `/people/${viewer}`)).status).toBe(404)
  }
})

it('tells nobody a hidden person from one who does not exist', async () => {
  for (const viewer of ['anna', 'gone']) {
    const hidden = await ask(viewer, '/people/berta')
    const missing = await ask(viewer, '/people/nobody')
    expect(hidden.status).toBe(404)
    expect(hidden).toEqual(missing)
  }
})

it('shows a person’s page to those above them, and names their manager', async () => {
  const { body } = await ask<PersonResponse>('chief', '/people/anna')
  expect(body).toMatchObject({ person: { id: 'anna', name: 'anna' }, isViewer: false, manager: { id: 'lead' } })
})

it('shows who looked at someone to themself and to admins, not to those above them', async () => {
  const seesAccess = async (viewer: string) => (await ask<PersonResponse>(viewer, '/people/anna')).body.seesAccess
  expect(await seesAccess('anna')).toBe(true)
  expect(await seesAccess('hr')).toBe(true)
  expect(await seesAccess('lead')).toBe(false)
})

it('gives a team page to those to whom someone reports who is still here', async () => {
  const hasTeam = async (id: string) => (await ask<PersonResponse>('chief', `/people/${id}`)).body.hasTeam
  expect(await hasTeam('lead')).toBe(true)
  expect(await hasTeam('anna')).toBe(false)
})

it('gives no link to a manager whose page the viewer may not see', async () => {
  const { body } = await ask<PersonResponse>('anna', '/people/anna')
  expect(body).toMatchObject({ isViewer: true, manager: { name: 'lead', id: null } })
})

it('says who is signed in, and who reports to them and is still here', async () => {
  const { body } = await ask<SessionResponse>('lead', '/session')
  expect(body.viewer).toMatchObject({ id: 'lead', role: 'employee', archived: false })
  expect(body.reports.map(({ id }) => id)).toEqual(['anna', 'berta'])
  expect((await ask<SessionResponse>('gone', '/session')).body.viewer?.archived).toBe(true)
  expect((await ask<SessionResponse>('stranger', '/session')).body).toEqual({ viewer: null, reports: [] })
})
