import { type Day, isArchived, type Viewer } from '@windmill/claude-core'
import { Hono } from 'hono'
import type { PeopleResponse, PersonasResponse, PersonResponse, PersonSummary, SessionResponse } from '../host-api.ts'
import { oneOnOneAt, reviewAt } from './cycle.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'
import { type Personas, personaKinds } from './personas.ts'

export interface HostRoutesOptions {
  readonly people: People
  readonly personas: Personas
  readonly viewerOf: (request: Request) => Viewer | null
  readonly today: () => Day
}

/**
 * Windmill's own data. A viewer gets what they may see; whoever else there is, is answered like nobody. The one
 * exception is the list for the person switcher, which stands for a sign-in page.
 */
export const hostRoutes = ({ people, personas, viewerOf, today }: HostRoutesOptions): Hono => {
  const app = new Hono()

  app.use(async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
  })

  app.get('/session', (context) => {
    const viewer = viewerOf(context.req.raw)
    const self = viewer && people.find(viewer.employeeId)
    if (!self) return context.json<SessionResponse>({ viewer: null, reports: [] })
    const archived = isArchived(self, today())
    return context.json<SessionResponse>({
      viewer: { ...summary(self), role: self.role, archived },
      reports: archived ? [] : people.reportsOf(self.id, today()).map(summary),
    })
  })

  app.get('/people', (context) => {
    const viewer = viewerOf(context.req.raw)
    const visible = viewer ? people.visibleTo(viewer, today()) : []
    return context.json<PeopleResponse>({ people: visible.map(summary) })
  })

  app.get('/people/:id', (context) => {
    const viewer = viewerOf(context.req.raw)
    const person = viewer && people.visible(viewer, context.req.param('id'), today())
    if (!(viewer && person)) return context.json({ error: 'not_found' }, 404)
    const manager = person.managerId === null ? null : people.find(person.managerId)
    const isViewer = person.id === viewer.employeeId
    return context.json<PersonResponse>({
      person: summary(person),
      isViewer,
      seesAccess: isViewer || viewer.role === 'admin',
      hasTeam: people.reportsOf(person.id, today()).length > 0,
      archivedOn: person.archivedOn,
      manager: manager && { name: manager.name, id: people.visible(viewer, manager.id, today()) && manager.id },
      review: reviewAt(today()),
      oneOnOne: oneOnOneAt(today()),
    })
  })

  app.get('/personas', (context) =>
    context.json<PersonasResponse>({
      personas: personaKinds.flatMap((kind) => {
        const id = personas[kind]
        const person = id && people.find(id)
        return person ? [{ kind, person: summary(person) }] : []
      }),
      everyone: people.all.map(summary),
    }),
  )

  app.notFound((context) => context.json({ error: 'not_found' }, 404))
  return app
}

const summary = ({ id, name, title, archivedOn }: Person): PersonSummary => ({
  id,
  name,
  title,
  left: archivedOn !== null,
})
