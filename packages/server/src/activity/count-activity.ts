import {
  type AdoptionId,
  adoptionIds,
  type Bucket,
  countDays,
  type Day,
  type Period,
  previousPeriod,
} from '@windmill/claude-core'
import {
  type ActiveCounts,
  type EngagementCounts,
  mapAdoptionIds,
  splitIntoBuckets,
} from '@windmill/claude-core/internal'
import {
  addWords,
  type Bitmap,
  createSlotCounter,
  forEachSlot,
  hasBit,
  type SlotCounter,
  type Words,
} from './bitmap.ts'
import { type ActivityGroup, assignPositions, type Positions } from './positions.ts'

export type { ActivityGroup, ActivityPerson } from './positions.ts'

/** Who was active on a day: for each adoption id, the slots of the active Claude users. An absent bitmap is empty. */
export interface ActivityDay {
  readonly day: Day
  readonly active: Readonly<Partial<Record<AdoptionId, Bitmap>>>
}

export interface ActivityInput {
  readonly period: Period
  readonly bucket: Bucket
  /** The read and kept days of the period and of the previous period. */
  readonly days: readonly ActivityDay[]
  /** The slots that were active on any other day before the period, even on days that are no longer kept. */
  readonly earlier: readonly Bitmap[]
  /** Each slot occurs only once in all groups together. */
  readonly groups: readonly ActivityGroup[]
}

/** Active people of one group. */
export interface GroupActivity {
  readonly active: ActiveCounts
  /** By the first day of the bucket. Buckets without activity are absent. */
  readonly series: ReadonlyMap<Day, ActiveCounts>
  /** The weeks of `listComparedWeeks`, each by its Monday. */
  readonly weeks: ReadonlyMap<Day, ActiveCounts>
}

/** Active people. */
export interface Activity {
  readonly previousActive: ActiveCounts
  readonly engagement: EngagementCounts
  /** By the first day of the bucket. Empty for the bucket `day`, because one day shows nothing about regularity. */
  readonly engagementSeries: ReadonlyMap<Day, EngagementCounts>
  /** In the order of the given groups. */
  readonly groups: readonly GroupActivity[]
}

/** Lists the whole ISO weeks between the start of the previous period and the end of a period, oldest first. */
export const listComparedWeeks = (period: Period): Period[] =>
  splitIntoBuckets({ from: previousPeriod(period).from, to: period.to }, 'week').filter((week) => countDays(week) === 7)

/**
 * Counts the active people of each group, over a period and in each of its buckets, and everyone's engagement. Each
 * person is in one group.
 */
export const countActivity = ({ period, bucket, days, earlier, groups }: ActivityInput): Activity => {
  const positions = assignPositions(groups, findSlotCount(days, earlier))
  const uniteDays = (within: Period): UnitedActivity => {
    const united = mapAdoptionIds(positions.createWords)
    for (const { day, active } of days) {
      if (!isIn(day, within)) continue
      for (const id of adoptionIds) if (active[id]) positions.addActive(united[id], active[id], day)
    }
    return united
  }
  const countGroups = (active: UnitedActivity): GroupTotals =>
    mapAdoptionIds((id) => {
      const counts = new Uint32Array(groups.length)
      forEachSlot(active[id], (position) => {
        const group = positions.groupByPosition[position] as number
        counts[group] = (counts[group] as number) + 1
      })
      return counts
    })
  const buckets = splitIntoBuckets(period, bucket).map((part) => {
    const active = uniteDays(part)
    return { ...part, active, totals: countGroups(active) }
  })
  const current = mapAdoptionIds(positions.createWords)
  for (const { active } of buckets) for (const id of adoptionIds) addWords(current[id], active[id])
  const currentTotals = countGroups(current)
  const previousTotals = countGroups(uniteDays(previousPeriod(period)))
  const weeks = listComparedWeeks(period).map((week) => {
    // With the bucket `week`, the whole weeks of the period are counted already.
    const counted = bucket === 'week' ? buckets.find(({ from }) => from === week.from) : undefined
    return { ...week, totals: counted?.totals ?? countGroups(uniteDays(week)) }
  })

  return {
    previousActive: mapAdoptionIds((id) => previousTotals[id].reduce((a, b) => a + b, 0)),
    ...countEngagement({
      period,
      active: current.any,
      parts: bucket === 'day' ? [] : buckets.map(({ from, to, active }) => ({ from, to, active: active.any })),
      days,
      earlier,
      positions,
    }),
    groups: groups.map((_, group) => ({
      active: getGroupCounts(currentTotals, group),
      series: new Map(
        buckets
          .map(({ from, totals }) => [from, getGroupCounts(totals, group)] as const)
          .filter(([, { any }]) => any > 0),
      ),
      weeks: new Map(weeks.map(({ from, totals }) => [from, getGroupCounts(totals, group)])),
    })),
  }
}

const isIn = (day: Day, { from, to }: Period): boolean => day >= from && day <= to

/** Number of active people by adoption id and group. */
type GroupTotals = Readonly<Record<AdoptionId, Uint32Array>>

const getGroupCounts = (totals: GroupTotals, group: number): ActiveCounts =>
  mapAdoptionIds((id) => totals[id][group] as number)

/** Active positions by adoption id. */
type UnitedActivity = Readonly<Record<AdoptionId, Words>>

const findSlotCount = (days: readonly ActivityDay[], earlier: readonly Bitmap[]): number =>
  8 *
  [...earlier, ...days.flatMap(({ active }) => Object.values(active))].reduce(
    (maxLength, { length }) => Math.max(maxLength, length),
    0,
  )

interface EngagementInput extends Pick<ActivityInput, 'days' | 'earlier'> {
  readonly period: Period
  /** The positions that were active in the period. */
  readonly active: Words
  /** The buckets of the period, with the positions that were active in each. Empty to count only the whole period. */
  readonly parts: readonly (Period & { readonly active: Words })[]
  readonly positions: Positions
}

const countEngagement = ({
  period,
  active,
  parts,
  days,
  earlier,
  positions,
}: EngagementInput): Pick<Activity, 'engagement' | 'engagementSeries'> => {
  const dailyActive = days.map((entry) => {
    const words = positions.createWords()
    if (entry.active.any) positions.addActive(words, entry.active.any, entry.day)
    return { day: entry.day, words }
  })
  const countWithin = (within: Period, activeWithin: Words, activeBefore: Words): EngagementCounts => {
    const dayCounts = createSlotCounter()
    const previous = positions.createWords()
    const previousDays = previousPeriod(within)
    for (const { day, words } of dailyActive) {
      if (isIn(day, within)) dayCounts.add(words)
      if (isIn(day, previousDays)) addWords(previous, words)
    }
    // Only somebody who had not left before the last day counts as lapsed.
    const employed = positions.getCountedOn(within.to)
    return groupByEngagement({ dayCounts, active: activeWithin, previous, employed, earlier: activeBefore })
  }

  const activeSoFar = positions.toPositions([
    ...earlier,
    ...days.flatMap(({ day, active: { any } }) => (day < period.from && any ? any : [])),
  ])
  const engagement = countWithin(period, active, activeSoFar)
  const engagementSeries = new Map<Day, EngagementCounts>()
  for (const part of parts) {
    engagementSeries.set(part.from, countWithin(part, part.active, activeSoFar))
    addWords(activeSoFar, part.active)
  }
  return { engagement, engagementSeries }
}

/** What decides the engagement of each position in a period. */
interface PositionsByActivity {
  /** The number of active days of each position in the period. */
  readonly dayCounts: SlotCounter
  /** The positions that were active in the period. */
  readonly active: Words
  /** The positions that were active in the previous period. */
  readonly previous: Words
  /** The positions of everyone who is employed on the last day. */
  readonly employed: Words
  /** The positions that were active on any day before the period. */
  readonly earlier: Words
}

const groupByEngagement = ({
  dayCounts,
  active,
  previous,
  employed,
  earlier,
}: PositionsByActivity): EngagementCounts => {
  // Numbers of people, by the number of their active days.
  const newPeople: number[] = []
  const otherPeople: number[] = []
  forEachSlot(active, (position) => {
    const people = hasBit(earlier, position) ? otherPeople : newPeople
    const days = dayCounts.getCount(position)
    people[days] = (people[days] ?? 0) + 1
  })
  let lapsed = 0
  const lapsedPositions = previous.map(
    (words, index) => words & ~(active[index] as number) & (employed[index] as number),
  )
  forEachSlot(lapsedPositions, () => {
    lapsed += 1
  })
  const toEntries = (counts: readonly number[], isNew: boolean) =>
    Array.from(counts, (people = 0, days) => ({ isNew, days, people })).filter(({ people }) => people > 0)
  return { active: [...toEntries(newPeople, true), ...toEntries(otherPeople, false)], lapsed }
}
