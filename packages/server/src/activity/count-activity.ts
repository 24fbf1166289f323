import { type AdoptionId, adoptionIds, type Bucket, type Day, type Period, previousPeriod } from '@windmill/claude-core'
import {
  type ActiveCounts,
  type EngagementCounts,
  mapAdoptionIds,
  splitIntoBuckets,
} from '@windmill/claude-core/internal'
import { addBitmap, addWords, type Bitmap, countSlots, hasSlot, type Words } from './bitmap.ts'

/** Who was active on a day: for each adoption id, the slots of the active Claude users. An absent one is empty. */
export interface ActivityDay {
  readonly day: Day
  readonly active: Readonly<Partial<Record<AdoptionId, Bitmap>>>
}

/** People who are counted together, such as a team. */
export interface ActivityGroup {
  /** One slot per person, for people with one Claude user who count on every day of the compared periods. */
  readonly slots: readonly number[]
  /** All others. */
  readonly people: readonly ActivityPerson[]
}

/** Someone with several Claude users, or with days that do not count. */
export interface ActivityPerson {
  /** The slots, and the first day that is kept of each. Null if all days are. */
  readonly users: readonly { readonly slot: number; readonly keptFrom: Day | null }[]
  /** The first day that counts. Null if all days before `to` do. */
  readonly from: Day | null
  /** The last day that counts. Null if all days after `from` do. */
  readonly to: Day | null
}

export interface ActivityInput {
  readonly period: Period
  readonly bucket: Bucket
  /** The read and kept days of the period and of the previous period. */
  readonly days: readonly ActivityDay[]
  /** The slots that were active on any other day before the period, also on days that are no longer kept. */
  readonly earlier: readonly Bitmap[]
  /** Each slot is in one group, once. */
  readonly groups: readonly ActivityGroup[]
}

/** Active people of one group. */
export interface GroupActivity {
  readonly active: ActiveCounts
  /** By the first day of the bucket. Buckets without activity are absent. */
  readonly series: ReadonlyMap<Day, ActiveCounts>
}

/** Active people. */
export interface Activity {
  readonly previousActive: ActiveCounts
  readonly engagement: EngagementCounts
  /** In the order of the given groups. */
  readonly groups: readonly GroupActivity[]
}

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
  const previous = uniteDays(previousPeriod(period))
  const buckets = splitIntoBuckets(period, bucket).map((part) => [part.from, uniteDays(part)] as const)
  const current = uniteAll(
    buckets.map(([, active]) => active),
    positions.createWords,
  )
  const countGroups = (active: UnitedActivity) =>
    mapAdoptionIds((id) => {
      const counts = new Uint32Array(groups.length + 1)
      countSlots(active[id], positions.groups, counts)
      return counts
    })
  const groupCounts = countGroups(current)
  const previousCounts = countGroups(previous)
  const bucketCounts = buckets.map(([from, active]) => [from, countGroups(active)] as const)

  return {
    previousActive: mapAdoptionIds((id) => previousCounts[id].subarray(0, positions.nobody).reduce((a, b) => a + b, 0)),
    engagement: countEngagement({
      current: united.flatMap(({ day, active }) => (day >= period.from && day <= period.to ? active.any : [])),
      previous: previous.any,
      earlier: positions.toEarlier(earlier, previous.any),
      positions,
      to: period.to,
    }),
    groups: groups.map((_, group) => ({
      active: mapAdoptionIds((id) => groupCounts[id][group] as number),
      series: new Map(
        bucketCounts
          .map(([from, counts]) => [from, mapAdoptionIds((id) => counts[id][group] as number)] as const)
          .filter(([, { any }]) => any > 0),
      ),
    })),
  }
}

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
  /** Whether somebody was employed on a day, after their first one. */
  readonly isEmployedOn: (position: number, day: Day) => boolean
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
    isEmployedOn(position, day) {
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
  /** The active positions of each day of the period, of the previous period, and of all days before the period. */
  readonly current: readonly Words[]
  readonly previous: Words
  readonly earlier: Words
  readonly positions: Positions
  /** The last day of the period. */
  readonly to: Day
}

const countEngagement = ({ current, previous, earlier, positions, to }: EngagementInput): EngagementCounts => {
  const positionCount = positions.groups.length
  const dayCounts = new Uint32Array(positionCount)
  const positionIndexes = Uint32Array.from({ length: positionCount }, (_, position) => position)
  for (const words of current) countSlots(words, positionIndexes, dayCounts)
  // By the number of active days.
  const newPeople = new Uint32Array(current.length + 1)
  const otherPeople = new Uint32Array(current.length + 1)
  let lapsed = 0
  for (let position = 0; position < positionCount; position += 1) {
    if (positions.groups[position] === positions.nobody) continue
    const days = dayCounts[position] as number
    if (days === 0) lapsed += hasBit(previous, position) && positions.isEmployedOn(position, to) ? 1 : 0
    else if (hasBit(earlier, position)) otherPeople[days] = (otherPeople[days] as number) + 1
    else newPeople[days] = (newPeople[days] as number) + 1
  }
  const toEntries = (counts: Uint32Array, isNew: boolean) =>
    [...counts].flatMap((people, days) => (people > 0 ? { isNew, days, people } : []))
  return { active: [...toEntries(newPeople, true), ...toEntries(otherPeople, false)], lapsed }
}
