import type { Member } from '../organization/member.ts'
import type { Connector } from './connectors.ts'
import type { Skill } from './skills.ts'

/** Where a skill or connector was used. */
export type UsageSurface = 'chat' | 'code' | 'cowork' | OfficeApp | 'science'

export const officeApps = ['excel', 'powerpoint', 'word', 'outlook'] as const
export type OfficeApp = (typeof officeApps)[number]

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

/** A skill's or connector's use by one member on one day in one place. */
export interface Use {
  readonly member: Member
  readonly surface: UsageSurface
  /** Whether the member's chat and Cowork were one on that day. */
  readonly unified: boolean
  /** In how many conversations or sessions. */
  readonly sessions: number
  readonly invocations: number
}

export interface SkillUse extends Use {
  readonly skill: Skill
}

/** The calls that were classified; none where the place was not classified yet on that day. */
export interface ConnectorUse extends Use {
  readonly connector: Connector
  readonly reads: number
  readonly writes: number
  readonly unclassified: number
}

/** What a member did on a day. A part that they did not use is null. */
export interface Activity {
  readonly member: Member
  /** False where nothing but scheduled runs happened: reports by skill know of those, the list of users does not. */
  readonly listed: boolean
  readonly unified: boolean
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

/** A day on which a member did nothing. */
export const idle = (member: Member): Activity => ({
  member,
  listed: true,
  unified: false,
  webSearches: 0,
  tagMessages: 0,
  chat: null,
  code: null,
  cowork: null,
  office: noOffice,
  design: null,
  science: null,
  skills: [],
  connectors: [],
})

export const noOffice: Activity['office'] = { excel: null, powerpoint: null, word: null, outlook: null }
