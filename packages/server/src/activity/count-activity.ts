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
import { addBitmap, addWords, type Bitmap, countSlots, hasSlot, type Words } from './bitmap.ts'

/** Who was active on a day: for each adoption id, the slots of the active Claude users. An absent bitmap is empty. */
export interface ActivityDay {
  readonly day: Day
  readonly active: Readonly<Partial<Record<AdoptionId, Bitmap>>>
}

/** People who are counted together, such as a team. */
export interface ActivityGroup {
  /** One slot per person, for people with one Claude user who count on every day of the compared periods. */
  readonly slots: readonly number[]
  /** Everyone else in the group. */
  readonly people: readonly ActivityPerson[]
}

/** Someone with several Claude users, or with days that do not count. */
export interface ActivityPerson {
  /** The slot and the first kept day of each Claude user. The day is null if all days are kept. */
  readonly users: readonly { readonly slot: number; readonly keptFrom: Day | null }[]
  /** The first day that counts. Null if all days up to `to` count. */
  readonly from: Day | null
  /** The last day that counts. Null if all days from `from` on count. */
  readonly to: Day | null
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
  const united = days.map(({ day, active }) => ({
    day,
    active: mapAdoptionIds((id) => positions.toWords(active[id], day)),
  }))
  const uniteDays = ({ from, to }: Period): UnitedActivity =>
    uniteAll(
      united.flatMap(({ day, active }) => (day >= from && day <= to ? active : [])),
      positions.createWords,
    )
  const countGroups = (active: UnitedActivity): GroupTotals =>
    mapAdoptionIds((id) => {
      const counts = new Uint32Array(groups.length + 1)
      countSlots(active[id], positions.groups, counts)
      return counts
    })
  const buckets = splitIntoBuckets(period, bucket).map((part) => {
    const active = uniteDays(part)
    return { ...part, active, totals: countGroups(active) }
  })
  const current = uniteAll(
    buckets.map(({ active }) => active),
    positions.createWords,
  )
  const previous = uniteDays(previousPeriod(period))
  const currentTotals = countGroups(current)
  const previousTotals = countGroups(previous)
  const weeks = listComparedWeeks(period).map((week) => {
    // With the bucket `week`, the whole weeks of the period are counted already.
    const counted = bucket === 'week' ? buckets.find(({ from }) => from === week.from) : undefined
    return { ...week, totals: counted?.totals ?? countGroups(uniteDays(week)) }
  })

  return {
    previousActive: mapAdoptionIds((id) => previousTotals[id].subarray(0, positions.nobody).reduce((a, b) => a + b, 0)),
    ...countEngagement({
      period,
      parts: bucket === 'day' ? [] : buckets.map(({ from, to, active }) => ({ from, to, active: active.any })),
      days: united.map(({ day, active }) => ({ day, active: active.any })),
      earlier: positions.toEarlier(earlier, previous.any),
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

/** Number of active people by adoption id and group. */
type GroupTotals = Readonly<Record<AdoptionId, Uint32Array>>

const getGroupCounts = (totals: GroupTotals, group: number): ActiveCounts =>
  mapAdoptionIds((id) => totals[id][group] as number)

/** Active positions by adoption id. */
type UnitedActivity = Readonly<Record<AdoptionId, Words>>

const uniteAll = (all: readonly UnitedActivity[], createWords: () => Words): UnitedActivity => {
  const united = mapAdoptionIds(createWords)
  for (const active of all) for (const id of adoptionIds) addWords(united[id], active[id])
  return united
}

const findSlotCount = (days: readonly ActivityDay[], earlier: readonly Bitmap[]): number =>
  8 *
  [...earlier, ...days.flatMap(({ active }) => Object.values(active))].reduce(
    (maxLength, { length }) => Math.max(maxLength, length),
    0,
  )

/**
 * One position per person: the slot of someone with one Claude user, and a position after all slots for everyone else.
 */
interface Positions {
  /** The index of the group of each position. It is `nobody` for a position that no one has. */
  readonly groups: Uint32Array
  readonly nobody: number
  readonly createWords: () => Words
  /** Returns the positions that were active on a day. */
  readonly toWords: (bitmap: Bitmap | undefined, day: Day) => Words
  /** Returns the positions that were active on earlier days, or in the previous period. */
  readonly toEarlier: (earlier: readonly Bitmap[], previous: Words) => Words
  /** Whether the person at a position had not left before a day. */
  readonly hasNotLeftBefore: (position: number, day: Day) => boolean
}

const assignPositions = (groups: readonly ActivityGroup[], slotCount: number): Positions => {
  const firstOtherPosition = Math.ceil(slotCount / 32) * 32
  const others = groups.flatMap(({ people }, group) => people.map((person) => ({ person, group })))
  const wordCount = Math.ceil((firstOtherPosition + others.length) / 32)
  const groupOfPosition = new Uint32Array(wordCount * 32).fill(groups.length)
  // Someone with a slot after the end of every bitmap was never active.
  for (const [group, { slots }] of groups.entries()) {
    for (const slot of slots) if (slot < firstOtherPosition) groupOfPosition[slot] = group
  }
  for (const [index, { group }] of others.entries()) groupOfPosition[firstOtherPosition + index] = group

  const createWords = () => new Uint32Array(wordCount)
  const addPosition = (words: Words, position: number): void => {
    words[position >> 5] = (words[position >> 5] as number) | (1 << (position & 31))
  }
  return {
    groups: groupOfPosition,
    nobody: groups.length,
    createWords,
    toWords(bitmap, day) {
      const words = createWords()
      if (!bitmap) return words
      addBitmap(words, bitmap)
      for (const [index, { person }] of others.entries()) {
        if (isActive(person, bitmap, day)) addPosition(words, firstOtherPosition + index)
      }
      return words
    },
    toEarlier(earlier, previous) {
      const words = previous.slice()
      for (const bitmap of earlier) addBitmap(words, bitmap)
      const isEarlier = ({ slot }: ActivityPerson['users'][number]) => slot < firstOtherPosition && hasBit(words, slot)
      for (const [index, { person }] of others.entries()) {
        if (person.users.some(isEarlier)) addPosition(words, firstOtherPosition + index)
      }
      return words
    },
    hasNotLeftBefore(position, day) {
      const to = others[position - firstOtherPosition]?.person.to ?? null
      return to === null || to >= day
    },
  }
}

const hasBit = (words: Words, bit: number): boolean => (((words[bit >> 5] ?? 0) >>> (bit & 31)) & 1) === 1

const isActive = ({ users, from, to }: ActivityPerson, bitmap: Bitmap, day: Day): boolean => {
  if ((from !== null && day < from) || (to !== null && day > to)) return false
  return users.some(({ slot, keptFrom }) => (keptFrom === null || day >= keptFrom) && hasSlot(bitmap, slot))
}

interface EngagementInput {
  readonly period: Period
  /** The buckets of the period, with the positions that were active in each. Empty to count only the whole period. */
  readonly parts: readonly (Period & { readonly active: Words })[]
  /** The active positions of each read day of the period and of the previous period. */
  readonly days: readonly { readonly day: Day; readonly active: Words }[]
  /** The positions that were active on any day before the period. */
  readonly earlier: Words
  readonly positions: Positions
}

const countEngagement = ({
  period,
  parts,
  days,
  earlier,
  positions,
}: EngagementInput): Pick<Activity, 'engagement' | 'engagementSeries'> => {
  const listActive = ({ from, to }: Period): Words[] =>
    days.flatMap(({ day, active }) => (day >= from && day <= to ? active : []))
  const positionIndexes = Uint32Array.from({ length: positions.groups.length }, (_, position) => position)
  /** Counts the active days of each position. */
  const countActiveDays = (within: Period): Uint32Array => {
    const counts = new Uint32Array(positionIndexes.length)
    for (const active of listActive(within)) countSlots(active, positionIndexes, counts)
    return counts
  }
  const group = (within: Period, dayCounts: Uint32Array, before: Words): EngagementCounts => {
    const previous = positions.createWords()
    for (const active of listActive(previousPeriod(within))) addWords(previous, active)
    return groupByEngagement({ dayCounts, previous, earlier: before, positions, to: within.to })
  }

  const engagementSeries = new Map<Day, EngagementCounts>()
  const periodCounts = parts.length === 0 ? countActiveDays(period) : new Uint32Array(positionIndexes.length)
  const earlierThanPart = earlier.slice()
  for (const part of parts) {
    const partCounts = countActiveDays(part)
    engagementSeries.set(part.from, group(part, partCounts, earlierThanPart))
    addWords(earlierThanPart, part.active)
    for (let position = 0; position < periodCounts.length; position += 1) {
      periodCounts[position] = (periodCounts[position] as number) + (partCounts[position] as number)
    }
  }
  return { engagement: group(period, periodCounts, earlier), engagementSeries }
}

interface PositionsByActivity {
  /** The number of active days of each position. */
  readonly dayCounts: Uint32Array
  /** The positions that were active in the previous period. */
  readonly previous: Words
  /** The positions that were active on any day before the period. */
  readonly earlier: Words
  readonly positions: Positions
  /** The last day of the period. Only somebody who had not left before this day counts as lapsed. */
  readonly to: Day
}

const groupByEngagement = ({ dayCounts, previous, earlier, positions, to }: PositionsByActivity): EngagementCounts => {
  const maxDays = dayCounts.reduce((max, count) => Math.max(max, count), 0)
  // Numbers of people, by the number of their active days.
  const newPeople = new Uint32Array(maxDays + 1)
  const otherPeople = new Uint32Array(maxDays + 1)
  let lapsed = 0
  for (let position = 0; position < dayCounts.length; position += 1) {
    if (positions.groups[position] === positions.nobody) continue
    const days = dayCounts[position] as number
    if (days === 0) lapsed += hasBit(previous, position) && positions.hasNotLeftBefore(position, to) ? 1 : 0
    else if (hasBit(earlier, position)) otherPeople[days] = (otherPeople[days] as number) + 1
    else newPeople[days] = (newPeople[days] as number) + 1
  }
  const toEntries = (counts: Uint32Array, isNew: boolean) =>
    [...counts].flatMap((people, days) => (people > 0 ? { isNew, days, people } : []))
  return { active: [...toEntries(newPeople, true), ...toEntries(otherPeople, false)], lapsed }
}
