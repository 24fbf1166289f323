import type { Day } from '@windmill/claude-core'
import { addBitmap, type Bitmap, hasBit, hasSlot, type Words } from './bitmap.ts'

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

/**
 * One position per person: the slot of someone with one Claude user, and a position after all slots for someone with
 * several. A set of positions is stored like a set of slots.
 */
export interface Positions {
  /** The index of the group of each position. */
  readonly groupByPosition: Uint32Array
  readonly createWords: () => Words
  /** Returns the positions of everyone who counts on a day. */
  readonly getCountedOn: (day: Day) => Words
  /** Adds the positions of everyone who counts on a day and was active on it. */
  readonly addActive: (words: Words, bitmap: Bitmap, day: Day) => void
  /** Returns the positions with a slot in any of the bitmaps, whatever the day. */
  readonly toPositions: (bitmaps: readonly Bitmap[]) => Words
}

/**
 * Assigns the positions.
 * @param slotCount - Number of slots in the longest bitmap. A person who has only later slots was never active, and
 * gets no position.
 */
export const assignPositions = (groups: readonly ActivityGroup[], slotCount: number): Positions => {
  const firstOtherPosition = Math.ceil(slotCount / 32) * 32
  const withSeveralUsers = groups.flatMap(({ people }, group) =>
    people.flatMap(({ users, ...days }) => (users.length > 1 ? { users, ...days, group } : [])),
  )
  const wordCount = Math.ceil((firstOtherPosition + withSeveralUsers.length) / 32)
  const createWords = () => new Uint32Array(wordCount)
  const groupByPosition = new Uint32Array(wordCount * 32)
  const allPositions = createWords()
  const partlyCounted: { readonly position: number; readonly from: Day | null; readonly to: Day | null }[] = []

  for (const [group, { slots, people }] of groups.entries()) {
    const assignSlot = (slot: number): boolean => {
      if (slot >= firstOtherPosition) return false
      groupByPosition[slot] = group
      setBit(allPositions, slot)
      return true
    }
    for (const slot of slots) assignSlot(slot)
    for (const { users, from, to } of people) {
      const [user] = users
      if (users.length !== 1 || !user || !assignSlot(user.slot)) continue
      partlyCounted.push({ position: user.slot, from: findLaterDay(from, user.keptFrom), to })
    }
  }
  for (const [index, { group, from, to }] of withSeveralUsers.entries()) {
    const position = firstOtherPosition + index
    groupByPosition[position] = group
    setBit(allPositions, position)
    partlyCounted.push({ position, from, to })
  }

  const countedByDay = new Map<Day, Words>()
  const getCountedOn = (day: Day): Words => {
    const known = countedByDay.get(day)
    if (known) return known
    const counted = allPositions.slice()
    for (const { position, from, to } of partlyCounted) {
      if ((from !== null && day < from) || (to !== null && day > to)) clearBit(counted, position)
    }
    countedByDay.set(day, counted)
    return counted
  }

  return {
    groupByPosition,
    createWords,
    getCountedOn,
    addActive(words, bitmap, day) {
      const counted = getCountedOn(day)
      addBitmap(words, bitmap, counted)
      const isActive = ({ slot, keptFrom }: ActivityPerson['users'][number]) =>
        (keptFrom === null || day >= keptFrom) && hasSlot(bitmap, slot)
      for (const [index, { users }] of withSeveralUsers.entries()) {
        const position = firstOtherPosition + index
        if (hasBit(counted, position) && users.some(isActive)) setBit(words, position)
      }
    },
    toPositions(bitmaps) {
      const words = createWords()
      for (const bitmap of bitmaps) addBitmap(words, bitmap)
      for (const [index, { users }] of withSeveralUsers.entries()) {
        if (users.some(({ slot }) => slot < firstOtherPosition && hasBit(words, slot))) {
          setBit(words, firstOtherPosition + index)
        }
      }
      return words
    },
  }
}

const findLaterDay = (one: Day | null, other: Day | null): Day | null => {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

const setBit = (words: Words, bit: number): void => {
  words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31))
}

const clearBit = (words: Words, bit: number): void => {
  words[bit >> 5] = (words[bit >> 5] as number) & ~(1 << (bit & 31))
}
