import type { Day, Period } from '@windmill/claude-core'

/** The HTTP contract between Windmill's server and its pages, below `/api/demo`. */

/** Cookie that holds the id of the person viewing the pages. */
export const viewerCookie = 'demo_viewer'

export interface PersonSummary {
  readonly id: string
  readonly name: string
  readonly title: string | null
  /** True for former employees, and for employees with a known last day. */
  readonly left: boolean
}

/** `GET /session` */
export interface SessionResponse {
  /** Null when the request is not signed in. */
  readonly viewer: (PersonSummary & { readonly role: 'employee' | 'admin'; readonly archived: boolean }) | null
  /** The viewer's direct reports. */
  readonly reports: readonly PersonSummary[]
}

/** `GET /people`: everyone the viewer may see. */
export interface PeopleResponse {
  readonly people: readonly PersonSummary[]
}

/** `GET /people/{id}`. A person the viewer may not see gets the same 404 as an unknown id. */
export interface PersonResponse {
  readonly person: PersonSummary
  readonly isViewer: boolean
  /** Whether the viewer may see who looked at this person's Claude usage: the person themself, and admins. */
  readonly seesAccess: boolean
  /** Whether the person has a team page, because someone reports to them. */
  readonly hasTeam: boolean
  readonly archivedOn: Day | null
  /** `id` is null when the viewer may not see the manager's page. */
  readonly manager: { readonly name: string; readonly id: string | null } | null
  readonly review: Period & { readonly label: string; readonly dueOn: Day }
  readonly oneOnOne: { readonly lastOn: Day; readonly nextOn: Day }
}

export type PersonaKind = 'employee' | 'manager' | 'managersManager' | 'peer' | 'admin' | 'archived'

/** `GET /personas`: the choices of the person switcher, which replaces a sign-in page in the demo. */
export interface PersonasResponse {
  readonly personas: readonly { readonly kind: PersonaKind; readonly person: PersonSummary }[]
  readonly everyone: readonly PersonSummary[]
}
