import { type Day, isArchived, type Viewer } from '@windmill/claude-core'
import { Hono } from 'hono'
import type { PeopleResponse, PersonasResponse, PersonResponse, PersonSummary, SessionResponse } from '../host-api.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'
import { type Personas, personaKinds } from './personas.ts'
import { computeOneOnOne, computeReview } from './schedule.ts'

export interface HostRoutesOptions {
  readonly people: People
  readonly personas: Personas
  readonly getViewer: (request: Request) => Viewer | null
  readonly today: () => Day
}

/**
 * Creates the routes for Windmill's own data. A person the viewer may not see gets the same answer as an unknown id.
 * The one exception is `/personas`, which lists everyone: the person switcher replaces a sign-in page.
 */
export const createHostRoutes = ({ people, personas, getViewer, today }: HostRoutesOptions): Hono => {
  const app = new Hono()

  app.use(async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
  })

  app.get('/session', (context) => {
    const viewer = getViewer(context.req.raw)
    const self = viewer && people.find(viewer.employeeId)
    if (!self) return context.json<SessionResponse>({ viewer: null, reports: [] })
    const archived = isArchived(self, today())
    return context.json<SessionResponse>({
      viewer: { ...summarize(self), role: self.role, archived },
      reports: archived ? [] : people.listReports(self.id, today()).map(summarize),
    })
  })

  app.get('/people', (context) => {
    const viewer = getViewer(context.req.raw)
    const visible = viewer ? people.listVisible(viewer, today()) : []
    return context.json<PeopleResponse>({ people: visible.map(summarize) })
  })

  app.get('/people/:id', (context) => {
    const viewer = getViewer(context.req.raw)
    const person = viewer && people.findVisible(viewer, context.req.param('id'), today())
    if (!(viewer && person)) return context.json({ error: 'not_found' }, 404)
    const manager = person.managerId === null ? null : people.find(person.managerId)
    const isViewer = person.id === viewer.employeeId
    return context.json<PersonResponse>({
      person: summarize(person),
      isViewer,
      seesAccess: isViewer || viewer.role === 'admin',
      hasTeam: people.listReports(person.id, today()).length > 0,
      archivedOn: person.archivedOn,
      manager: manager && { name: manager.name, id: people.findVisible(viewer, manager.id, today()) && manager.id },
      review: computeReview(today()),
      oneOnOne: computeOneOnOne(today()),
    })
  })

  app.get('/personas', (context) =>
    context.json<PersonasResponse>({
      personas: personaKinds.flatMap((kind) => {
        const id = personas[kind]
        const person = id && people.find(id)
        return person ? [{ kind, person: summarize(person) }] : []
      }),
      everyone: people.all.map(summarize),
    }),
  )

  app.notFound((context) => context.json({ error: 'not_found' }, 404))
  return app
}

const summarize = ({ id, name, title, archivedOn }: Person): PersonSummary => ({
  id,
  name,
  title,
  left: archivedOn !== null,
})
