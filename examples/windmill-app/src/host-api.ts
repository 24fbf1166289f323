import type { Day, Period, Permission } from '@windmill/claude-react'
import type { AccountHealth } from '@windmill/claude-server'

// The HTTP contract between Windmill's server and its pages. All paths are below `/api/demo`.

/** Name of the cookie that holds the viewer's id. */
export const viewerCookie = 'demo_viewer'

/** A person in a list. */
export interface PersonSummary {
  readonly id: string
  readonly name: string
  readonly title: string | null
  /** Whether the person has an archived date, in the past or in the future. */
  readonly hasArchivedDate: boolean
}

/** A level of access, which decides what someone may do in Windmill. */
export type AccessLevel = 'admin' | 'hr_admin' | 'integration_manager' | 'data_analyst' | 'member'

/** `GET /session` */
export interface SessionResponse {
  /** Null when nobody is signed in. `isArchived` is whether the viewer's archived date has passed. */
  readonly viewer:
    | (PersonSummary & {
        readonly accessLevel: AccessLevel
        /** The permissions that have an effect. Empty for an archived viewer. */
        readonly permissions: readonly Permission[]
        readonly isArchived: boolean
      })
    | null
  /** The viewer's direct reports who are not archived. Empty for an archived viewer. */
  readonly reports: readonly PersonSummary[]
}

/** `GET /people`: everyone the viewer may see. */
export interface PeopleResponse {
  /** `note` is what the person wants others to know about their figures. Null if there is none. */
  readonly people: readonly (PersonSummary & { readonly note: string | null })[]
}

/** `PUT /people/{id}/note`. Only the person may call it. An empty text removes the note. */
export interface NoteRequest {
  readonly note: string
}

/** `GET /people/{id}`. The answer for a person that the viewer may not see is the same 404 as for an unknown id. */
export interface PersonResponse {
  readonly person: PersonSummary
  readonly isViewer: boolean
  /** What the person wants others to know about their figures. Null if there is none. */
  readonly note: string | null
  /**
   * Whether the viewer may see who looked at this person's Claude usage. Only the person and those with `audit:view`
   * may.
   */
  readonly canSeeAccess: boolean
  /** Whether the person has a team page: someone who is not archived reports to them. */
  readonly hasTeam: boolean
  readonly archivedOn: Day | null
  /** `id` is null when the viewer may not see the manager's page. */
  readonly manager: { readonly name: string; readonly id: string | null } | null
  /**
   * The review of the last complete quarter, with the period that it covers. For someone who left before it, their last
   * quarter. `dueOn` can be in the past.
   */
  readonly review: Period & { readonly label: string; readonly dueOn: Day }
  /** Null for someone who has left. `lastOn` is null before the first 1:1. */
  readonly oneOnOne: { readonly lastOn: Day | null; readonly nextOn: Day } | null
}

/** What a notice is about: the first figures, or more Claude users without an employee. */
export type NoticeKind = 'first_data' | 'more_unmatched'

/** A notice for those who manage the connection. */
export interface Notice {
  readonly kind: NoticeKind
  readonly at: string
}

/** `GET /notices`: empty for viewers who do not manage the connection. `DELETE /notices/{kind}` dismisses one. */
export interface NoticesResponse {
  readonly notices: readonly Notice[]
}

/** The chat messages of a month. */
export interface MonthRow {
  /** `YYYY-MM` */
  readonly month: string
  /** Number of days with any row. */
  readonly days: number
  /** Number of people with a message. */
  readonly people: number
  /** Null if nothing is known. */
  readonly messages: number | null
  /** Whether `messages` is a lower bound. */
  readonly isAtLeast: boolean
}

/** `GET /months`, from Windmill's own table, for viewers with `people:view`. */
export interface MonthsResponse {
  readonly months: readonly MonthRow[]
}

/** `GET /back-office`: the accounts of all customers, for Windmill's own staff. */
export interface BackOfficeResponse {
  /** Null while the integration is not ready. */
  readonly accounts: readonly AccountHealth[] | null
}

/** A kind of viewer. A peer has the same manager as the employee. */
export type PersonaKind =
  | 'employee'
  | 'manager'
  | 'managersManager'
  | 'peer'
  | 'admin'
  | 'hrAdmin'
  | 'integrationManager'
  | 'dataAnalyst'
  | 'archived'

/** `GET /personas`: the choices of the person switcher. In the demo it replaces a sign-in page. */
export interface PersonasResponse {
  readonly personas: readonly { readonly kind: PersonaKind; readonly person: PersonSummary }[]
  readonly everyone: readonly PersonSummary[]
}
