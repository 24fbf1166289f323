import type { Day } from '@windmill/claude-core'
import { type CalendarDay, computeAttendance } from '../organization/calendar.ts'
import type { Member } from '../organization/member.ts'
import { mix } from '../random.ts'
import {
  type Activity,
  type ChatActivity,
  type CodeActivity,
  type CoworkActivity,
  createIdleActivity,
  type DesignActivity,
  noOfficeActivity,
  type ScienceActivity,
  type SessionActivity,
} from './activity.ts'
import { drawConnectorUses, drawSkillUses } from './draw-uses.ts'
import { createDraws, type Draws } from './draws.ts'
import { perturbActivity } from './perturb-activity.ts'
import { scheduledSkill } from './skills.ts'

export interface ActivityOptions {
  /** Whether the organization offers the unified chat and Cowork experience. */
  readonly offersUnified: boolean
  /** Number of revisions since the day was first published; null once its figures are settled. */
  readonly revision: number | null
}

/** First day on which artifacts outside chat are counted. */
const firstArtifactCountDay: Day = '2026-08-17'

/**
 * Simulates a member's activity on a day; null when there was none. The result depends only on the arguments, so any
 * day can be simulated without the days before it.
 */
export const simulateActivity = (member: Member, date: CalendarDay, options: ActivityOptions): Activity | null => {
  const { day } = date
  if (day < member.from || (member.until !== null && day > member.until)) return null
  const key = mix(member.seed, date.dayNumber)
  const isUnified = options.offersUnified && member.unifiedFrom !== null && day >= member.unifiedFrom
  const activity = simulateUsage(member, date, createDraws(key), isUnified)
  if (!activity || options.revision === null) return activity
  // One in sixty members is missing when a day is first published.
  return options.revision === 0 && key % 60 === 7 ? null : perturbActivity(activity, key, options.revision)
}

const simulateUsage = (member: Member, date: CalendarDay, draws: Draws, isUnified: boolean): Activity | null => {
  const { random, chance, count } = draws
  const { day } = date
  const rampUp = Math.min(1, Math.max(0.3, 0.3 + (0.7 * (date.dayNumber - member.rampUpStart)) / 75))
  const attendance = computeAttendance(member.site, member.vacationWeeks, date)
  const isActive = random() < member.usageProbability * (0.5 + 0.5 * rampUp) * attendance
  if (!isActive) return simulateScheduledRun(member, isUnified, draws)

  const level = member.volume * rampUp * (0.5 + random()) * (date.isWeekend ? 0.5 : 1)
  const { useProbabilities } = member.usageProfile
  const chat = chance(useProbabilities.chat ?? 0) ? drawChat(draws, level) : null
  const code = chance(useProbabilities.code ?? 0) ? drawCode(draws, level, member.rejectionRate, day) : null
  const cowork = chance(useProbabilities.cowork ?? 0) ? drawCowork(draws, level, day) : null
  const excel = chance(useProbabilities.excel ?? 0) ? drawSessions(draws, 1.6 * level, 5) : null
  const powerpoint = chance(useProbabilities.powerpoint ?? 0) ? drawSessions(draws, 1.1 * level, 4) : null
  const word = chance(useProbabilities.word ?? 0) ? drawSessions(draws, level, 4) : null
  const outlook = chance(useProbabilities.outlook ?? 0) ? drawSessions(draws, 2 * level, 1.5) : null
  const design = chance(useProbabilities.design ?? 0) ? drawDesign(draws, level) : null
  const science = chance(useProbabilities.science ?? 0) ? drawScience(draws, level) : null
  const tagMessages = chance(useProbabilities.tag ?? 0) ? 1 + count(level) : 0
  const office = excel || powerpoint || word || outlook ? { excel, powerpoint, word, outlook } : noOfficeActivity
  if (!(chat || code || cowork || design || science || tagMessages) && office === noOfficeActivity) return null

  const webSearches = chat || code ? count(1.5 * level) : 0
  const activity = {
    ...createIdleActivity(member),
    isUnified,
    webSearches,
    tagMessages,
    chat,
    code,
    cowork,
    office,
    design,
    science,
  }
  return {
    ...activity,
    skills: drawSkillUses(activity, draws, level),
    connectors: drawConnectorUses(activity, draws, level, day),
  }
}

/** Simulates an occasional scheduled skill run on an otherwise idle day: only `/skills` reports it. */
const simulateScheduledRun = (member: Member, isUnified: boolean, { chance, count }: Draws): Activity | null => {
  if (!chance((member.usageProfile.useProbabilities.cowork ?? 0) * 0.05)) return null
  const run = {
    member,
    isUnified,
    surface: 'cowork',
    skill: scheduledSkill,
    sessions: 1,
    invocations: 1 + count(0.5),
  } as const
  return { ...createIdleActivity(member), isListed: false, isUnified, skills: [run] }
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

const drawCode = ({ count, chance }: Draws, level: number, rejectionRate: number, day: Day): CodeActivity => {
  // A session that starts late in the evening can commit after midnight, on a day without a session.
  const sessions = chance(0.02) ? 0 : 1 + count(2.2 * level)
  const edits = count(10 * sessions)
  const writes = count(1.6 * sessions)
  const notebookEdits = chance(0.05) ? count(3 * sessions) : 0
  const accepted = (proposals: number): number => Math.round(proposals * (1 - rejectionRate))
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
    artifacts: day < firstArtifactCountDay ? 0 : count(0.05 * sessions),
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
    artifacts: day < firstArtifactCountDay ? 0 : count(0.3 * sessions),
  }
}

const drawSessions = ({ count }: Draws, meanSessions: number, messagesPerSession: number): SessionActivity => {
  const sessions = 1 + count(meanSessions)
  return { sessions, messages: sessions + count(messagesPerSession * sessions) }
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
