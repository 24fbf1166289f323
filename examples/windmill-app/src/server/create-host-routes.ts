import { type ClaudeIntegration, type Day, isArchived, type Permission, type Viewer } from '@windmill/claude-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type {
  BackOfficeResponse,
  MonthsResponse,
  NoteRequest,
  NoticesResponse,
  PeopleResponse,
  PersonasResponse,
  PersonResponse,
  PersonSummary,
  SessionResponse,
} from '../host-api.ts'
import { computeOneOnOneDates } from './compute-one-on-one-dates.ts'
import { computeReview } from './compute-review.ts'
import { type Personas, personaKinds } from './derive-personas.ts'
import type { HostDatabase } from './open-host-database.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

export interface HostRoutesOptions {
  readonly people: People
  readonly personas: Personas
  readonly getViewer: (request: Request) => Viewer | null
  /** Returns which of the viewer's permissions the Claude integration grants. It may refuse `totals:view`. */
  readonly listGranted: (viewer: Viewer) => Promise<readonly Permission[]>
  readonly getToday: () => Day
  readonly database: Pick<HostDatabase, 'findNotes' | 'saveNote' | 'notices' | 'stats'>
  readonly claude: Pick<ClaudeIntegration, 'handler' | 'health'>
}

/** Maximum length of a note, in code points, as `StatsPanel` has it. */
const maxNoteLength = 280

const noteRequestSchema: z.ZodType<NoteRequest> = z.object({
  note: z.string().refine((note) => [...note].length <= maxNoteLength),
})

/**
 * Creates the routes for Windmill's own data. The answer for a person that the viewer may not see is the same as for an
 * unknown id. Only `/personas` lists everyone, because the person switcher replaces a sign-in page.
 */
export const createHostRoutes = (options: HostRoutesOptions): Hono => {
  const { people, personas, getViewer, listGranted, getToday, database, claude } = options
  const app = new Hono()

  /** Returns the permissions in Windmill of the person behind a request. None for an archived or unknown person. */
  const getPermissions = (request: Request): readonly Permission[] => {
    const viewer = getViewer(request)
    const self = viewer && people.findById(viewer.employeeId)
    return self && !isArchived(self, getToday()) ? viewer.permissions : []
  }

  app.use(async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
  })

  app.get('/session', async (context) => {
    const viewer = getViewer(context.req.raw)
    const self = viewer && people.findById(viewer.employeeId)
    if (!self) return context.json<SessionResponse>({ viewer: null, reports: [] })
    const isViewerArchived = isArchived(self, getToday())
    return context.json<SessionResponse>({
      viewer: {
        ...toSummary(self),
        accessLevel: self.accessLevel,
        permissions: isViewerArchived ? [] : await listGranted(viewer),
        isArchived: isViewerArchived,
      },
      reports: isViewerArchived ? [] : people.listReports(self.id, getToday()).map(toSummary),
    })
  })

  app.get('/people', (context) => {
    const viewer = getViewer(context.req.raw)
    const visiblePeople = viewer ? people.listVisible(viewer, getToday()) : []
    const notes = database.findNotes(visiblePeople.map(({ id }) => id))
    return context.json<PeopleResponse>({
      people: visiblePeople.map((person) => ({ ...toSummary(person), note: notes.get(person.id) ?? null })),
    })
  })

  app.get('/people/:id', (context) => {
    const viewer = getViewer(context.req.raw)
    const person = viewer && people.findVisible(viewer, context.req.param('id'), getToday())
    if (!(viewer && person)) return context.json({ error: 'not_found' }, 404)
    const manager = person.managerId === null ? null : people.findById(person.managerId)
    const isViewer = person.id === viewer.employeeId
    return context.json<PersonResponse>({
      person: toSummary(person),
      isViewer,
      note: database.findNotes([person.id]).get(person.id) ?? null,
      canSeeAccess: isViewer || viewer.permissions.includes('audit:view'),
      hasTeam: people.listReports(person.id, getToday()).length > 0,
      archivedOn: person.archivedOn,
      manager: manager && { name: manager.name, id: people.findVisible(viewer, manager.id, getToday()) && manager.id },
      review: computeReview(getToday(), person.archivedOn),
      oneOnOne: isArchived(person, getToday()) ? null : computeOneOnOneDates(getToday(), person.startedOn),
    })
  })

  app.put('/people/:id/note', bodyLimit({ maxSize: 4_000 }), async (context) => {
    const viewer = getViewer(context.req.raw)
    const person = viewer && people.findVisible(viewer, context.req.param('id'), getToday())
    // Only the person may write the note. The body must be JSON, so that no page of another origin can send it: before
    // such a page sends JSON, the browser asks this server for permission, and this server never gives it.
    if (!person || person.id !== viewer.employeeId) return context.json({ error: 'not_found' }, 404)
    const isJson = context.req.header('content-type')?.startsWith('application/json') ?? false
    const request = noteRequestSchema.safeParse(isJson ? await context.req.json().catch(() => null) : null)
    if (!request.success) return context.json({ error: 'note_invalid' }, 400)
    database.saveNote(person.id, request.data.note.replace(/\s+/g, ' ').trim())
    return context.body(null, 204)
  })

  app.get('/notices', (context) => {
    const canManage = getPermissions(context.req.raw).includes('connection:manage')
    return context.json<NoticesResponse>({ notices: canManage ? database.notices.list() : [] })
  })

  app.delete('/notices/:kind', (context) => {
    if (!getPermissions(context.req.raw).includes('connection:manage')) return context.json({ error: 'not_found' }, 404)
    database.notices.dismiss(context.req.param('kind'))
    return context.body(null, 204)
  })

  app.get('/months', (context) => {
    if (!getPermissions(context.req.raw).includes('people:view')) return context.json({ error: 'not_found' }, 404)
    return context.json<MonthsResponse>({ months: database.stats.sumMonths() })
  })

  // In a real host, only its own staff may call this: an admin of one customer must not learn of other customers.
  app.get('/back-office', async (context) => {
    const { isReady, accounts } = await claude.health()
    return context.json<BackOfficeResponse>({ accounts: isReady ? accounts : null })
  })

  app.get('/personas', (context) =>
    context.json<PersonasResponse>({
      personas: personaKinds.flatMap((kind) => {
        const id = personas[kind]
        const person = id && people.findById(id)
        return person ? [{ kind, person: toSummary(person) }] : []
      }),
      everyone: people.everyone.map(toSummary),
    }),
  )

  app.notFound((context) => context.json({ error: 'not_found' }, 404))
  return app
}

const toSummary = ({ id, name, title, archivedOn }: Person): PersonSummary => ({
  id,
  name,
  title,
  hasArchivedDate: archivedOn !== null,
})
