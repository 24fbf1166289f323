import type { Day } from '@windmill/claude-core'
import type { Activity, ConnectorUse, SkillUse, Use } from './activity.ts'
import { classificationStartBySurface } from './connectors.ts'
import type { Draws } from './draws.ts'
import { skillsBySurface } from './skills.ts'
import type { UsageSurface } from './usage-surface.ts'
import { officeApps } from './usage-surface.ts'

/** Probability that a member uses a skill on a surface that they use on the day. */
const skillProbabilityBySurface: Readonly<Record<UsageSurface, number>> = {
  chat: 0.45,
  code: 0.4,
  cowork: 0.7,
  excel: 0.75,
  powerpoint: 0.7,
  word: 0.5,
  outlook: 0.2,
  science: 0.3,
}

/** Probability that a member uses a connector on a surface that they use on the day. */
const connectorProbabilityBySurface = {
  chat: 0.6,
  code: 0.45,
  cowork: 0.75,
  excel: 0.3,
  powerpoint: 0.15,
  word: 0.2,
  outlook: 0.6,
} as const

/** Lists the surfaces used on a day, each with its number of conversations or sessions. */
const listUsedSurfaces = ({ chat, code, cowork, office, science }: Activity): [UsageSurface, number][] => {
  const surfaces: [UsageSurface, number][] = []
  if (chat) surfaces.push(['chat', chat.conversations])
  if (code && code.sessions > 0) surfaces.push(['code', code.sessions])
  if (cowork) surfaces.push(['cowork', cowork.sessions])
  for (const app of officeApps) {
    const appActivity = office[app]
    if (appActivity) surfaces.push([app, appActivity.sessions])
  }
  if (science) surfaces.push(['science', science.sessions])
  return surfaces
}

/** Draws the skill uses of one day. A higher `level` gives more invocations. */
export const drawSkillUses = (activity: Activity, draws: Draws, level: number): SkillUse[] => {
  const uses: SkillUse[] = []
  for (const [surface, sessions] of listUsedSurfaces(activity)) {
    if (!draws.drawBoolean(skillProbabilityBySurface[surface])) continue
    for (const skill of pickOneOrTwo(skillsBySurface[surface], draws)) {
      uses.push({ ...drawUse(activity, surface, sessions, level, draws), skill })
    }
  }
  return uses
}

/** Draws the connector uses of one day. A higher `level` gives more invocations. */
export const drawConnectorUses = (activity: Activity, draws: Draws, level: number, day: Day): ConnectorUse[] => {
  const uses: ConnectorUse[] = []
  for (const [surface, sessions] of listUsedSurfaces(activity)) {
    if (surface === 'science' || !draws.drawBoolean(connectorProbabilityBySurface[surface])) continue
    for (const connector of pickOneOrTwo(activity.member.usageProfile.connectors, draws)) {
      const use = drawUse(activity, surface, sessions, 1.5 * level, draws)
      // One invocation can make several calls.
      const calls = use.invocations + Math.floor(use.invocations * 0.3 * draws.random() + draws.random() * 0.5)
      const readCalls = Math.floor(calls * (0.5 + 0.4 * draws.random()))
      const writeCalls = Math.floor((calls - readCalls) * draws.random())
      const classifiedCalls =
        day >= classificationStartBySurface[surface]
          ? { readCalls, writeCalls, unclassifiedCalls: calls - readCalls - writeCalls }
          : noClassifiedCalls
      uses.push({ ...use, ...classifiedCalls, connector })
    }
  }
  return uses
}

const noClassifiedCalls = { readCalls: 0, writeCalls: 0, unclassifiedCalls: 0 }

/** Picks one or two items, favoring the start of the list. */
const pickOneOrTwo = <Item>(items: readonly Item[], { random, drawBoolean }: Draws): Item[] => {
  const first = Math.floor(random() * random() * items.length)
  const second = drawBoolean(0.35) ? (first + 1 + Math.floor(random() * (items.length - 1))) % items.length : first
  return items.filter((_, index) => index === first || index === second)
}

const drawUse = (
  { member, isUnified }: Activity,
  surface: UsageSurface,
  sessions: number,
  level: number,
  { drawCount, random }: Draws,
): Use => {
  const sessionsWithUse = 1 + Math.floor((sessions - 1) * random() * 0.7)
  return {
    member,
    isUnified,
    surface,
    sessions: sessionsWithUse,
    invocations: sessionsWithUse + drawCount(1.3 * level),
  }
}
