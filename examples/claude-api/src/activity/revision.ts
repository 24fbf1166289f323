import { mix, type Random, randomFrom } from '../random.ts'
import type { Activity, ConnectorUse, SkillUse } from './activity.ts'

/**
 * An activity as it was reported at first: the same things, counted a few percent too high or too low. `revision`
 * says how often the day was revised since it was first published; each bends the counts in its own way. No count
 * becomes zero, so that a revision never takes someone or something off a list.
 */
export const asFirstReported = (activity: Activity, key: number, revision: number): Activity => {
  const bend = bendWith(randomFrom(mix(key, revision + 1)))
  const { office } = activity
  return {
    ...activity,
    webSearches: bend(activity.webSearches),
    tagMessages: bend(activity.tagMessages),
    chat: bendAll(activity.chat, bend),
    code: bendAll(activity.code, bend),
    cowork: bendAll(activity.cowork, bend),
    office: {
      excel: bendAll(office.excel, bend),
      powerpoint: bendAll(office.powerpoint, bend),
      word: bendAll(office.word, bend),
      outlook: bendAll(office.outlook, bend),
    },
    design: bendAll(activity.design, bend),
    science: bendAll(activity.science, bend),
    skills: activity.skills.map((use): SkillUse => ({ ...use, invocations: bend(use.invocations) })),
    connectors: activity.connectors.map((use) => bendUse(use, bend)),
  }
}

type Bend = (count: number) => number

/** Stochastic rounding: over many counts the share is kept, though a small one mostly stays as it is. */
const bendWith =
  (random: Random): Bend =>
  (count) =>
    count === 0 ? 0 : Math.max(1, Math.floor(count * (0.97 + 0.06 * random()) + random()))

const bendAll = <Counts extends object>(counts: Counts | null, bend: Bend): Counts | null =>
  counts && (Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, bend(count)])) as Counts)

/** Calls follow the uses that they belong to, so that there are never fewer calls than uses. */
const bendUse = (use: ConnectorUse, bend: Bend): ConnectorUse => {
  const invocations = bend(use.invocations)
  const classified = use.reads + use.writes + use.unclassified > 0
  const unclassified = classified ? Math.max(0, use.unclassified + invocations - use.invocations) : 0
  return { ...use, invocations, unclassified }
}
