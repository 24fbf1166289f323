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

/** How the activity of a day is reported. */
export interface ActivityOptions {
  /** Whether the organization offers the unified chat and Cowork experience. */
  readonly isUnifiedOffered: boolean
  /** Number of revisions since the day was first published; null when the day is settled. */
  readonly revision: number | null
}

/** First day on which artifacts outside chat are counted. */
const firstArtifactCountDay: Day = '2026-08-17'

/**
 * Simulates a member's activity on a day; null when there was none. The result depends only on the arguments, so any
 * day can be simulated without the days before it.
 */
export const simulateActivity = (
  member: Member,
  calendarDay: CalendarDay,
  options: ActivityOptions,
): Activity | null => {
  const { day } = calendarDay
  if (day < member.from || (member.until !== null && day > member.until)) return null
  const key = mix(member.seed, calendarDay.dayNumber)
  const isUnified = options.isUnifiedOffered && member.unifiedFrom !== null && day >= member.unifiedFrom
  const activity = simulateUsage(member, calendarDay, createDraws(key), isUnified)
  if (!activity || options.revision === null) return activity
  // Until its first revision, a day lacks about one in sixty of its members.
  return options.revision === 0 && key % 60 === 7 ? null : perturbActivity(activity, key, options.revision)
}

const simulateUsage = (member: Member, calendarDay: CalendarDay, draws: Draws, isUnified: boolean): Activity | null => {
  const { random, drawBoolean, drawCount } = draws
  const { day } = calendarDay
  // Rises linearly from 0.3 to 1 in the 75 days after the ramp-up starts.
  const rampUp = Math.min(1, Math.max(0.3, 0.3 + (0.7 * (calendarDay.dayNumber - member.rampUpStartDayNumber)) / 75))
  const attendance = computeAttendance(member.officeCountry, member.vacationWeeks, calendarDay)
  const isActive = random() < member.usageProbability * (0.5 + 0.5 * rampUp) * attendance
  if (!isActive) return simulateScheduledSkill(member, isUnified, draws)

  const level = member.volume * rampUp * (0.5 + random()) * (calendarDay.isWeekend ? 0.5 : 1)
  const { useProbabilities } = member.usageProfile
  const chat = drawBoolean(useProbabilities.chat ?? 0) ? drawChat(draws, level) : null
  const code = drawBoolean(useProbabilities.code ?? 0) ? drawCode(draws, level, member.rejectionRate, day) : null
  const cowork = drawBoolean(useProbabilities.cowork ?? 0) ? drawCowork(draws, level, day) : null
  const excel = drawBoolean(useProbabilities.excel ?? 0) ? drawSessions(draws, 1.6 * level, 5) : null
  const powerpoint = drawBoolean(useProbabilities.powerpoint ?? 0) ? drawSessions(draws, 1.1 * level, 4) : null
  const word = drawBoolean(useProbabilities.word ?? 0) ? drawSessions(draws, level, 4) : null
  const outlook = drawBoolean(useProbabilities.outlook ?? 0) ? drawSessions(draws, 2 * level, 1.5) : null
  const design = drawBoolean(useProbabilities.design ?? 0) ? drawDesign(draws, level) : null
  const science = drawBoolean(useProbabilities.science ?? 0) ? drawScience(draws, level) : null
  const tagMessages = drawBoolean(useProbabilities.tag ?? 0) ? 1 + drawCount(level) : 0
  const office = excel || powerpoint || word || outlook ? { excel, powerpoint, word, outlook } : noOfficeActivity
  if (!(chat || code || cowork || design || science || tagMessages) && office === noOfficeActivity) return null

  const webSearches = chat || code ? drawCount(1.5 * level) : 0
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

/** Simulates a scheduled skill on a day without other usage; null on most such days. Only `/skills` reports it. */
const simulateScheduledSkill = (
  member: Member,
  isUnified: boolean,
  { drawBoolean, drawCount }: Draws,
): Activity | null => {
  if (!drawBoolean((member.usageProfile.useProbabilities.cowork ?? 0) * 0.05)) return null
  const use = {
    member,
    isUnified,
    surface: 'cowork',
    skill: scheduledSkill,
    sessions: 1,
    invocations: 1 + drawCount(0.5),
  } as const
  return { ...createIdleActivity(member), isListed: false, isUnified, skills: [use] }
}

const drawChat = ({ drawCount, drawBoolean }: Draws, level: number): ChatActivity => {
  const conversations = 1 + drawCount(3.2 * level)
  const messages = conversations + drawCount(3.6 * conversations)
  const projectsCreated = drawBoolean(0.06) ? 1 : 0
  return {
    conversations,
    messages,
    thinkingMessages: drawCount(0.2 * messages),
    projectsCreated,
    projectsUsed: projectsCreated + drawCount(0.3 * conversations),
    filesUploaded: drawCount(0.4 * conversations),
    artifactsCreated: drawCount(0.28 * conversations),
    sharedConversationsViewed: drawCount(0.1),
  }
}

const drawCode = ({ drawCount, drawBoolean }: Draws, level: number, rejectionRate: number, day: Day): CodeActivity => {
  // A session that starts late in the evening can commit after midnight, on a day without a session.
  const sessions = drawBoolean(0.02) ? 0 : 1 + drawCount(2.2 * level)
  const edits = drawCount(10 * sessions)
  const writes = drawCount(1.6 * sessions)
  const notebookEdits = drawBoolean(0.05) ? drawCount(3 * sessions) : 0
  const countAccepted = (proposals: number): number => Math.round(proposals * (1 - rejectionRate))
  const linesAdded = drawCount(14 * countAccepted(edits) + 38 * countAccepted(writes))
  const commits = sessions === 0 ? 1 : drawCount(1.1 * sessions)
  return {
    sessions,
    commits,
    pullRequests: drawCount(0.3 * commits),
    linesAdded,
    linesRemoved: drawCount(0.3 * linesAdded),
    editsAccepted: countAccepted(edits),
    editsRejected: edits - countAccepted(edits),
    writesAccepted: countAccepted(writes),
    writesRejected: writes - countAccepted(writes),
    notebookEditsAccepted: countAccepted(notebookEdits),
    notebookEditsRejected: notebookEdits - countAccepted(notebookEdits),
    artifactsCreated: day < firstArtifactCountDay ? 0 : drawCount(0.05 * sessions),
  }
}

const drawCowork = ({ drawCount, drawBoolean }: Draws, level: number, day: Day): CoworkActivity => {
  const sessions = 1 + drawCount(0.9 * level)
  const messages = sessions + drawCount(3 * sessions)
  return {
    sessions,
    messages,
    actions: drawCount(3 * messages),
    dispatchTurns: drawBoolean(0.15) ? drawCount(2 * sessions) : 0,
    artifactsCreated: day < firstArtifactCountDay ? 0 : drawCount(0.3 * sessions),
  }
}

/** Draws at least one session. A session has one message plus `meanFollowUps` more on average. */
const drawSessions = ({ drawCount }: Draws, meanExtraSessions: number, meanFollowUps: number): SessionActivity => {
  const sessions = 1 + drawCount(meanExtraSessions)
  return { sessions, messages: sessions + drawCount(meanFollowUps * sessions) }
}

const drawDesign = (draws: Draws, level: number): DesignActivity => {
  const projectsCreated = draws.drawBoolean(0.2) ? 1 : 0
  return {
    ...drawSessions(draws, level, 6),
    projectsCreated,
    projectsUsed: Math.max(1, projectsCreated + draws.drawCount(0.6)),
  }
}

const drawScience = (draws: Draws, level: number): ScienceActivity => ({
  ...drawSessions(draws, 0.8 * level, 6),
  delegations: draws.drawCount(1.2 * level),
  remoteJobs: draws.drawCount(0.5 * level),
})
