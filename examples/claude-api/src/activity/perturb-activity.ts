import { createRandom, mix, type Random } from '../random.ts'
import type { Activity, ConnectorUse, SkillUse } from './activity.ts'

/**
 * Returns an activity as reported before its day is settled. The product counts, and the invocations of skills and
 * connectors, deviate by up to 3 % before they are rounded. A positive count never becomes zero, so a revision never
 * removes a row. `key` seeds the deviations. `revision` is the number of revisions since the first publication, and
 * every revision draws other deviations.
 */
export const perturbActivity = (activity: Activity, key: number, revision: number): Activity => {
  const perturbCount = createPerturbCountFunction(createRandom(mix(key, revision + 1)))
  const { office } = activity
  return {
    ...activity,
    webSearches: perturbCount(activity.webSearches),
    tagMessages: perturbCount(activity.tagMessages),
    chat: perturbCounts(activity.chat, perturbCount),
    code: perturbCounts(activity.code, perturbCount),
    cowork: perturbCounts(activity.cowork, perturbCount),
    office: {
      excel: perturbCounts(office.excel, perturbCount),
      powerpoint: perturbCounts(office.powerpoint, perturbCount),
      word: perturbCounts(office.word, perturbCount),
      outlook: perturbCounts(office.outlook, perturbCount),
    },
    design: perturbCounts(activity.design, perturbCount),
    science: perturbCounts(activity.science, perturbCount),
    skills: activity.skills.map((use): SkillUse => ({ ...use, invocations: perturbCount(use.invocations) })),
    connectors: activity.connectors.map((use) => perturbConnectorUse(use, perturbCount)),
  }
}

type PerturbCount = (count: number) => number

/**
 * Rounds up or down at random, with probabilities that keep the mean. Always rounding to the nearest integer would
 * leave every small count unchanged.
 */
const createPerturbCountFunction =
  (random: Random): PerturbCount =>
  (count) =>
    count === 0 ? 0 : Math.max(1, Math.floor(count * (0.97 + 0.06 * random()) + random()))

const perturbCounts = <Counts extends object>(counts: Counts | null, perturbCount: PerturbCount): Counts | null =>
  counts && (Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, perturbCount(count)])) as Counts)

/**
 * Perturbs the invocations. Changes the unclassified calls by the same number, so that a use with classified calls
 * never has fewer calls than invocations.
 */
const perturbConnectorUse = (use: ConnectorUse, perturbCount: PerturbCount): ConnectorUse => {
  const invocations = perturbCount(use.invocations)
  const isClassified = use.readCalls + use.writeCalls + use.unclassifiedCalls > 0
  const unclassifiedCalls = isClassified ? Math.max(0, use.unclassifiedCalls + invocations - use.invocations) : 0
  return { ...use, invocations, unclassifiedCalls }
}
