import type { Member } from '../organization/member.ts'
import type { Connector } from './connectors.ts'
import type { Skill } from './skills.ts'
import type { OfficeApp, UsageSurface } from './usage-surface.ts'

/** A member's chat usage on one day. */
export interface ChatActivity {
  readonly conversations: number
  readonly messages: number
  readonly thinkingMessages: number
  readonly projectsCreated: number
  /** Includes the projects created. */
  readonly projectsUsed: number
  readonly filesUploaded: number
  readonly artifactsCreated: number
  /** Conversations that others shared and the member viewed. */
  readonly sharedConversationsViewed: number
}

/** A member's Claude Code usage on one day. Edits and writes are the changes that Claude proposed. */
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
  readonly artifactsCreated: number
}

/** A member's Cowork usage on one day. */
export interface CoworkActivity {
  readonly sessions: number
  readonly messages: number
  readonly actions: number
  /** Turns of background agents (Dispatch). */
  readonly dispatchTurns: number
  readonly artifactsCreated: number
}

/** A member's usage of an Office app on one day. Design and Science have the same counts, and more. */
export interface SessionActivity {
  readonly sessions: number
  readonly messages: number
}

/** A member's Design usage on one day. */
export interface DesignActivity extends SessionActivity {
  readonly projectsCreated: number
  readonly projectsUsed: number
}

/** A member's Science usage on one day. */
export interface ScienceActivity extends SessionActivity {
  /** Handoffs to a specialized agent. */
  readonly delegations: number
  readonly remoteJobs: number
}

/** A member's use of one skill or connector on one surface on one day. */
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

/**
 * Use of a connector. Its calls are split into reads, writes and unclassified calls. All three are zero until
 * classification starts on the surface.
 */
export interface ConnectorUse extends Use {
  readonly connector: Connector
  readonly readCalls: number
  readonly writeCalls: number
  readonly unclassifiedCalls: number
}

/** A member's activity on one day. A product or Office app is null when it was not used. */
export interface Activity {
  readonly member: Member
  /**
   * Whether `/users` has a row for this activity. False when only a scheduled skill was used, which only `/skills`
   * reports.
   */
  readonly isListed: boolean
  /** Whether the member had the unified chat and Cowork experience on that day. */
  readonly isUnified: boolean
  readonly webSearches: number
  /** Messages to Claude Tag, which is Claude in Slack. */
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

export const noOfficeActivity: Activity['office'] = { excel: null, powerpoint: null, word: null, outlook: null }

/** Creates the activity of a member who did not use Claude on a day. `/users` can list it as a row of zeros. */
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
