import { createRandom, mix, type Random } from '../random.ts'
import type { Activity, ConnectorUse, SkillUse } from './activity.ts'

/**
 * Returns an activity as reported before its day settled: every count is off by up to 3 %, then rounded. `revision` is
 * the number of revisions since first publication; each one gives different counts. A positive count never becomes
 * zero, so a revision never removes a row.
 */
export const perturbActivity = (activity: Activity, key: number, revision: number): Activity => {
  const perturb = createPerturb(createRandom(mix(key, revision + 1)))
  const { office } = activity
  return {
    ...activity,
    webSearches: perturb(activity.webSearches),
    tagMessages: perturb(activity.tagMessages),
    chat: perturbCounts(activity.chat, perturb),
    code: perturbCounts(activity.code, perturb),
    cowork: perturbCounts(activity.cowork, perturb),
    office: {
      excel: perturbCounts(office.excel, perturb),
      powerpoint: perturbCounts(office.powerpoint, perturb),
      word: perturbCounts(office.word, perturb),
      outlook: perturbCounts(office.outlook, perturb),
    },
    design: perturbCounts(activity.design, perturb),
    science: perturbCounts(activity.science, perturb),
    skills: activity.skills.map((use): SkillUse => ({ ...use, invocations: perturb(use.invocations) })),
    connectors: activity.connectors.map((use) => perturbConnectorUse(use, perturb)),
  }
}

type Perturb = (count: number) => number

/** Rounds stochastically: the average deviation stays right, although most small counts do not change. */
const createPerturb =
  (random: Random): Perturb =>
  (count) =>
    count === 0 ? 0 : Math.max(1, Math.floor(count * (0.97 + 0.06 * random()) + random()))

const perturbCounts = <Counts extends object>(counts: Counts | null, perturb: Perturb): Counts | null =>
  counts && (Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, perturb(count)])) as Counts)

/** Changes calls along with invocations, so there are never fewer calls than invocations. */
const perturbConnectorUse = (use: ConnectorUse, perturb: Perturb): ConnectorUse => {
  const invocations = perturb(use.invocations)
  const isClassified = use.reads + use.writes + use.unclassified > 0
  const unclassified = isClassified ? Math.max(0, use.unclassified + invocations - use.invocations) : 0
  return { ...use, invocations, unclassified }
}
