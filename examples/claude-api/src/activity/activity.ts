import type { Member } from '../organization/member.ts'
import type { Connector } from './connectors.ts'
import type { Skill } from './skills.ts'
import type { OfficeApp, UsageSurface } from './usage-surface.ts'

export interface ChatActivity {
  readonly conversations: number
  readonly messages: number
  readonly thinkingMessages: number
  readonly projectsCreated: number
  readonly projectsUsed: number
  readonly files: number
  readonly artifacts: number
  readonly sharedViewed: number
}

export interface CodeActivity {
  readonly sessions: number
  readonly commits: number
  readonly pullRequests: number
  readonly linesAdded: number
  readonly linesRemoved: number
  readonly editsAccepted: number
  readonly editsRejected: number
  readonly writesAccepted: number
  readonly writesRejected: number
  readonly notebookEditsAccepted: number
  readonly notebookEditsRejected: number
  readonly artifacts: number
}

export interface CoworkActivity {
  readonly sessions: number
  readonly messages: number
  readonly actions: number
  readonly dispatchTurns: number
  readonly artifacts: number
}

export interface SessionActivity {
  readonly sessions: number
  readonly messages: number
}

export interface DesignActivity extends SessionActivity {
  readonly projectsCreated: number
  readonly projectsUsed: number
}

export interface ScienceActivity extends SessionActivity {
  readonly delegations: number
  readonly remoteJobs: number
}

/** Use of one skill or connector by one member on one day on one surface. */
export interface Use {
  readonly member: Member
  readonly surface: UsageSurface
  /** Whether the member had the unified chat and Cowork experience on that day. */
  readonly isUnified: boolean
  /** Number of conversations or sessions with this use. */
  readonly sessions: number
  readonly invocations: number
}

export interface SkillUse extends Use {
  readonly skill: Skill
}

/** Use of a connector with its classified calls: all zero before classification started on the surface. */
export interface ConnectorUse extends Use {
  readonly connector: Connector
  readonly reads: number
  readonly writes: number
  readonly unclassified: number
}

/** A member's activity on one day. A product that was not used is null. */
export interface Activity {
  readonly member: Member
  /** False when only scheduled runs happened: `/skills` reports them, but `/users` has no row. */
  readonly isListed: boolean
  readonly isUnified: boolean
  readonly webSearches: number
  readonly tagMessages: number
  readonly chat: ChatActivity | null
  readonly code: CodeActivity | null
  readonly cowork: CoworkActivity | null
  readonly office: Readonly<Record<OfficeApp, SessionActivity | null>>
  readonly design: DesignActivity | null
  readonly science: ScienceActivity | null
  readonly skills: readonly SkillUse[]
  readonly connectors: readonly ConnectorUse[]
}

/** Creates the activity of a member who did nothing on a day. */
export const createIdleActivity = (member: Member): Activity => ({
  member,
  isListed: true,
  isUnified: false,
  webSearches: 0,
  tagMessages: 0,
  chat: null,
  code: null,
  cowork: null,
  office: noOfficeActivity,
  design: null,
  science: null,
  skills: [],
  connectors: [],
})

export const noOfficeActivity: Activity['office'] = { excel: null, powerpoint: null, word: null, outlook: null }
