import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../stats/counters.ts'

/**
 * Numbers the Claude users of a day. Tables and reports that share an index store their data by these numbers, so that
 * each id is in memory only once.
 */
export interface UserIndex {
  /** Returns the number of a Claude user. Assigns the next number if they have none. */
  readonly getOrAdd: (id: ClaudeUserId) => number
  /** Returns the number of a Claude user. Undefined if they have none. */
  readonly find: (id: ClaudeUserId) => number | undefined
  /** Iterates over all Claude users and their numbers. */
  readonly entries: () => Iterable<readonly [ClaudeUserId, number]>
}

/** Creates an empty index. */
export const createUserIndex = (): UserIndex => {
  const userNumbers = new Map<ClaudeUserId, number>()
  return {
    getOrAdd(id) {
      const userNumber = userNumbers.get(id) ?? userNumbers.size
      userNumbers.set(id, userNumber)
      return userNumber
    },
    find: (id) => userNumbers.get(id),
    entries: () => userNumbers,
  }
}

/** The counters and e-mails of one day's Claude users. Iterates over the counters by Claude user. */
export interface UserTable extends Iterable<readonly [ClaudeUserId, Counters]> {
  /** Returns the number of Claude users. */
  readonly size: () => number
  readonly has: (id: ClaudeUserId) => boolean
  /** Returns the counters of a Claude user. Undefined if they are not in the table. */
  readonly get: (id: ClaudeUserId) => Counters | undefined
  /** Returns a Claude user's e-mail. Null if it is unknown, or if the Claude user is not in the table. */
  readonly getEmail: (id: ClaudeUserId) => string | null
  /** Iterates over the Claude users in the table. */
  readonly ids: () => Iterable<ClaudeUserId>
  /**
   * Adds a Claude user, or replaces their e-mail and counters.
   * @returns Whether the Claude user was in the table before and any of their counters changed.
   */
  readonly set: (id: ClaudeUserId, email: string | null, counters: Counters) => boolean
  /** Sets one counter. Does nothing for a Claude user who is not in the table. */
  readonly setCounter: (id: ClaudeUserId, counter: CounterId, count: number | null) => void
}

const countersPerUser = counterIds.length
const counterPositions = Object.fromEntries(counterIds.map((id, index) => [id, index])) as Record<CounterId, number>
const usersPerBlock = 1_024
/** Represents null: no count is negative. */
const unknownCount = -1

/**
 * Creates an empty table. It stores counts as plain numbers and creates objects only on request: 100,000 objects would
 * take most of a process's memory. The numbers are in blocks, so that the table grows without being copied.
 */
export const createUserTable = (index: UserIndex): UserTable => {
  /**
   * E-mails by user number. Undefined if the Claude user is not in this table: a report or another table added the
   * number.
   */
  const emails: (string | null | undefined)[] = []
  let size = 0
  /** Blocks of 32-bit integers take half the memory. A block becomes 64-bit when it gets a number that does not fit. */
  const blocks: (Int32Array | Float64Array)[] = []

  const getBlock = (userNumber: number): Int32Array | Float64Array => {
    const blockNumber = Math.floor(userNumber / usersPerBlock)
    const block = blocks[blockNumber] ?? new Int32Array(usersPerBlock * countersPerUser)
    blocks[blockNumber] = block
    return block
  }
  const computeOffset = (userNumber: number, counter: CounterId): number =>
    (userNumber % usersPerBlock) * countersPerUser + counterPositions[counter]
  const readCounters = (userNumber: number): Counters => {
    const block = getBlock(userNumber)
    return mapCounters((counter) => {
      const count = block[computeOffset(userNumber, counter)] ?? unknownCount
      return count === unknownCount ? null : count
    })
  }
  /** Writes a count. Returns whether it differs from the count before. */
  const writeCount = (userNumber: number, counter: CounterId, count: number | null): boolean => {
    const storedCount = count ?? unknownCount
    const fitsBlock = getBlock(userNumber) instanceof Float64Array || (storedCount | 0) === storedCount
    if (!fitsBlock) blocks[Math.floor(userNumber / usersPerBlock)] = Float64Array.from(getBlock(userNumber))
    const block = getBlock(userNumber)
    const offset = computeOffset(userNumber, counter)
    const isChanged = block[offset] !== storedCount
    block[offset] = storedCount
    return isChanged
  }

  function* entries(): Generator<readonly [ClaudeUserId, number]> {
    for (const entry of index.entries()) if (emails[entry[1]] !== undefined) yield entry
  }
  const findUserNumber = (id: ClaudeUserId): number | undefined => {
    const userNumber = index.find(id)
    return userNumber === undefined || emails[userNumber] === undefined ? undefined : userNumber
  }

  return {
    size: () => size,
    has: (id) => findUserNumber(id) !== undefined,
    get(id) {
      const userNumber = findUserNumber(id)
      return userNumber === undefined ? undefined : readCounters(userNumber)
    },
    getEmail: (id) => emails[findUserNumber(id) ?? -1] ?? null,
    *ids() {
      for (const [id] of entries()) yield id
    },
    set(id, email, counters) {
      const userNumber = index.getOrAdd(id)
      const isNew = emails[userNumber] === undefined
      if (isNew) size += 1
      emails[userNumber] = email
      let isChanged = false
      for (const counter of counterIds) isChanged = writeCount(userNumber, counter, counters[counter]) || isChanged
      return isChanged && !isNew
    },
    setCounter(id, counter, count) {
      const userNumber = findUserNumber(id)
      if (userNumber !== undefined) writeCount(userNumber, counter, count)
    },
    *[Symbol.iterator]() {
      for (const [id, userNumber] of entries()) yield [id, readCounters(userNumber)]
    },
  }
}
