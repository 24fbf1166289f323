import type { Day, Period } from '@windmill/claude-core'

/** What Windmill's server and pages tell each other, below `/api/demo`. */

/** Holds the id of whom the pages are seen through. */
export const viewerCookie = 'demo_viewer'

export interface PersonSummary {
  readonly id: string
  readonly name: string
  readonly title: string | null
  /** They no longer work here, or their last day is known. */
  readonly left: boolean
}

/** `GET /session` */
export interface SessionResponse {
  /** Null when nobody is signed in. */
  readonly viewer: (PersonSummary & { readonly role: 'employee' | 'admin'; readonly archived: boolean }) | null
  /** Who reports to the viewer directly. */
  readonly reports: readonly PersonSummary[]
}

/** `GET /people`: everyone whom the viewer may see. */
export interface PeopleResponse {
  readonly people: readonly PersonSummary[]
}

/** `GET /people/{id}`; 404 for those whom the viewer may not see, and for those who do not exist. */
export interface PersonResponse {
  readonly person: PersonSummary
  readonly isViewer: boolean
  /** The viewer may know who looked at the person's Claude usage: they are that person, or an admin. */
  readonly seesAccess: boolean
  /** Someone reports to them: they have a team page. */
  readonly hasTeam: boolean
  readonly archivedOn: Day | null
  /** `id` is null where the viewer may not see the manager's own page. */
  readonly manager: { readonly name: string; readonly id: string | null } | null
  readonly review: Period & { readonly label: string; readonly dueOn: Day }
  readonly oneOnOne: { readonly lastOn: Day; readonly nextOn: Day }
}

export type PersonaKind = 'employee' | 'manager' | 'managersManager' | 'peer' | 'admin' | 'archived'

/** `GET /personas`: for the person switcher, which stands for a sign-in page. */
export interface PersonasResponse {
  readonly personas: readonly { readonly kind: PersonaKind; readonly person: PersonSummary }[]
  readonly everyone: readonly PersonSummary[]
}
