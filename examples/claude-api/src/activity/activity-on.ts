import type { Day } from '@windmill/claude-core'
import { attendance, type CalendarDay } from '../organization/calendar.ts'
import type { Member } from '../organization/member.ts'
import { mix } from '../random.ts'
import {
  type Activity,
  type ChatActivity,
  type CodeActivity,
  type CoworkActivity,
  type DesignActivity,
  idle,
  noOffice,
  type ScienceActivity,
  type SessionActivity,
} from './activity.ts'
import { createDraws, type Draws } from './draws.ts'
import { asFirstReported } from './revision.ts'
import { scheduledSkill } from './skills.ts'
import { connectorUses, skillUses } from './uses.ts'

export interface ActivityOptions {
  /** Whether the organisation has chat and Cowork in one. */
  readonly unified: boolean
  /** How often the day was revised since it was first published; null once its figures are settled. */
  readonly revision: number | null
}

/** Artifacts outside chat are counted from this day. */
const artifactsCountedFrom: Day = '2026-08-17'

/**
 * What a member did on a day, or null where that is nothing. It depends on the member and the day alone, so that any
 * day can be asked for without those before it.
 */
export const activityOn = (member: Member, date: CalendarDay, options: ActivityOptions): Activity | null => {
  const { day } = date
  if (day < member.from || (member.until !== null && day > member.until)) return null
  const key = mix(member.seed, date.number)
  const unified = options.unified && member.unifiedFrom !== null && day >= member.unifiedFrom
  const activity = happening(member, date, createDraws(key), unified)
  if (!activity || options.revision === null) return activity
  // When a day is first published, one in sixty is not in it yet.
  return options.revision === 0 && key % 60 === 7 ? null : asFirstReported(activity, key, options.revision)
}

const happening = (member: Member, date: CalendarDay, draws: Draws, unified: boolean): Activity | null => {
  const { random, chance, count } = draws
  const { day } = date
  const learned = Math.min(1, Math.max(0.3, 0.3 + (0.7 * (date.number - member.learningSince)) / 75))
  if (random() >= member.pace * (0.5 + 0.5 * learned) * attendance(member.site, member.vacationWeeks, date)) {
    return scheduledRun(member, unified, draws)
  }

  const level = member.volume * learned * (0.5 + random()) * (date.weekend ? 0.5 : 1)
  const { uses } = member.work
  const chat = chance(uses.chat ?? 0) ? drawChat(draws, level) : null
  const code = chance(uses.code ?? 0) ? drawCode(draws, level, member.caution, day) : null
  const cowork = chance(uses.cowork ?? 0) ? drawCowork(draws, level, day) : null
  const excel = chance(uses.excel ?? 0) ? drawSessions(draws, 1.6 * level, 5) : null
  const powerpoint = chance(uses.powerpoint ?? 0) ? drawSessions(draws, 1.1 * level, 4) : null
  const word = chance(uses.word ?? 0) ? drawSessions(draws, level, 4) : null
  const outlook = chance(uses.outlook ?? 0) ? drawSessions(draws, 2 * level, 1.5) : null
  const design = chance(uses.design ?? 0) ? drawDesign(draws, level) : null
  const science = chance(uses.science ?? 0) ? drawScience(draws, level) : null
  const tagMessages = chance(uses.tag ?? 0) ? 1 + count(level) : 0
  const office = excel || powerpoint || word || outlook ? { excel, powerpoint, word, outlook } : noOffice
  if (!(chat || code || cowork || design || science || tagMessages) && office === noOffice) return null

  const webSearches = chat || code ? count(1.5 * level) : 0
  const done = { ...idle(member), unified, webSearches, tagMessages, chat, code, cowork, office, design, science }
  return { ...done, skills: skillUses(done, draws, level), connectors: connectorUses(done, draws, level, day) }
}

/** Now and then a skill runs on a schedule while its owner is away: only the report by skill knows of it. */
const scheduledRun = (member: Member, unified: boolean, { chance, count }: Draws): Activity | null => {
  if (!chance((member.work.uses.cowork ?? 0) * 0.05)) return null
  const run = {
    member,
    unified,
    surface: 'cowork',
    skill: scheduledSkill,
    sessions: 1,
    invocations: 1 + count(0.5),
  } as const
  return { ...idle(member), listed: false, unified, skills: [run] }
}

const drawChat = ({ count, chance }: Draws, level: number): ChatActivity => {
  const conversations = 1 + count(3.2 * level)
  const messages = conversations + count(3.6 * conversations)
  const projectsCreated = chance(0.06) ? 1 : 0
  return {
    conversations,
    messages,
    thinkingMessages: count(0.2 * messages),
    projectsCreated,
    projectsUsed: projectsCreated + count(0.3 * conversations),
    files: count(0.4 * conversations),
    artifacts: count(0.28 * conversations),
    sharedViewed: count(0.1),
  }
}

const drawCode = ({ count, chance }: Draws, level: number, caution: number, day: Day): CodeActivity => {
  // What was begun late in the evening may be committed after midnight, in the same session.
  const sessions = chance(0.02) ? 0 : 1 + count(2.2 * level)
  const edits = count(10 * sessions)
  const writes = count(1.6 * sessions)
  const notebookEdits = chance(0.05) ? count(3 * sessions) : 0
  const accepted = (proposals: number): number => Math.round(proposals * (1 - caution))
  const linesAdded = count(14 * accepted(edits) + 38 * accepted(writes))
  const commits = sessions === 0 ? 1 : count(1.1 * sessions)
  return {
    sessions,
    commits,
    pullRequests: count(0.3 * commits),
    linesAdded,
    linesRemoved: count(0.3 * linesAdded),
    editsAccepted: accepted(edits),
    editsRejected: edits - accepted(edits),
    writesAccepted: accepted(writes),
    writesRejected: writes - accepted(writes),
    notebookEditsAccepted: accepted(notebookEdits),
    notebookEditsRejected: notebookEdits - accepted(notebookEdits),
    artifacts: day < artifactsCountedFrom ? 0 : count(0.05 * sessions),
  }
}

const drawCowork = ({ count, chance }: Draws, level: number, day: Day): CoworkActivity => {
  const sessions = 1 + count(0.9 * level)
  const messages = sessions + count(3 * sessions)
  return {
    sessions,
    messages,
    actions: count(3 * messages),
    dispatchTurns: chance(0.15) ? count(2 * sessions) : 0,
    artifacts: day < artifactsCountedFrom ? 0 : count(0.3 * sessions),
  }
}

const drawSessions = ({ count }: Draws, mean: number, messagesEach: number): SessionActivity => {
  const sessions = 1 + count(mean)
  return { sessions, messages: sessions + count(messagesEach * sessions) }
}

const drawDesign = (draws: Draws, level: number): DesignActivity => {
  const projectsCreated = draws.chance(0.2) ? 1 : 0
  return {
    ...drawSessions(draws, level, 6),
    projectsCreated,
    projectsUsed: Math.max(1, projectsCreated + draws.count(0.6)),
  }
}

const drawScience = (draws: Draws, level: number): ScienceActivity => ({
  ...drawSessions(draws, 0.8 * level, 6),
  delegations: draws.count(1.2 * level),
  remoteJobs: draws.count(0.5 * level),
})
