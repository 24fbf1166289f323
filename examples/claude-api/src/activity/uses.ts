import type { Day } from '@windmill/claude-core'
import { type Activity, type ConnectorUse, officeApps, type SkillUse, type UsageSurface, type Use } from './activity.ts'
import { classifiedFrom } from './connectors.ts'
import type { Draws } from './draws.ts'
import { skillsOf } from './skills.ts'

/** How likely a skill, and a connector, comes into play in a place that was used. */
const skillChance: Readonly<Record<UsageSurface, number>> = {
  chat: 0.45,
  code: 0.4,
  cowork: 0.7,
  excel: 0.75,
  powerpoint: 0.7,
  word: 0.5,
  outlook: 0.2,
  science: 0.3,
}
const connectorChance = {
  chat: 0.6,
  code: 0.45,
  cowork: 0.75,
  excel: 0.3,
  powerpoint: 0.15,
  word: 0.2,
  outlook: 0.6,
} as const

/** The places that were used, with how many sessions or conversations there were. */
const placesOf = ({ chat, code, cowork, office, science }: Activity): [UsageSurface, number][] => {
  const places: [UsageSurface, number][] = []
  if (chat) places.push(['chat', chat.conversations])
  if (code && code.sessions > 0) places.push(['code', code.sessions])
  if (cowork) places.push(['cowork', cowork.sessions])
  for (const app of officeApps) {
    const sessions = office[app]
    if (sessions) places.push([app, sessions.sessions])
  }
  if (science) places.push(['science', science.sessions])
  return places
}

export const skillUses = (activity: Activity, draws: Draws, level: number): SkillUse[] => {
  const uses: SkillUse[] = []
  for (const [surface, sessions] of placesOf(activity)) {
    if (!draws.chance(skillChance[surface])) continue
    for (const skill of someOf(skillsOf[surface], draws)) {
      uses.push({ ...drawUse(activity, surface, sessions, level, draws), skill })
    }
  }
  return uses
}

export const connectorUses = (activity: Activity, draws: Draws, level: number, day: Day): ConnectorUse[] => {
  const uses: ConnectorUse[] = []
  for (const [surface, sessions] of placesOf(activity)) {
    if (surface === 'science' || !draws.chance(connectorChance[surface])) continue
    for (const connector of someOf(activity.member.work.connectors, draws)) {
      const use = drawUse(activity, surface, sessions, 1.5 * level, draws)
      // One use can take more calls than one.
      const calls = use.invocations + Math.floor(use.invocations * 0.3 * draws.random() + draws.random() * 0.5)
      const reads = Math.floor(calls * (0.5 + 0.4 * draws.random()))
      const writes = Math.floor((calls - reads) * draws.random())
      const split = day >= classifiedFrom[surface] ? { reads, writes, unclassified: calls - reads - writes } : unsplit
      uses.push({ ...use, ...split, connector })
    }
  }
  return uses
}

const unsplit = { reads: 0, writes: 0, unclassified: 0 }

/** One or two of a list, more often from its beginning. */
const someOf = <Item>(items: readonly Item[], { random, chance }: Draws): Item[] => {
  const first = Math.floor(random() * random() * items.length)
  const second = chance(0.35) ? (first + 1 + Math.floor(random() * (items.length - 1))) % items.length : first
  return items.filter((_, index) => index === first || index === second)
}

const drawUse = (
  { member, unified }: Activity,
  surface: UsageSurface,
  sessions: number,
  level: number,
  { count, random }: Draws,
): Use => {
  const used = 1 + Math.floor((sessions - 1) * random() * 0.7)
  return { member, unified, surface, sessions: used, invocations: used + count(1.3 * level) }
}
