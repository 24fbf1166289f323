import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../stats/counters.ts'

/**
 * Numbers the Claude users of a day. Tables and reports that share an index store their data by row number, so that
 * each id is in memory only once.
 */
export interface RowIndex {
  /** Returns the row number of a Claude user. Adds a row if they have none. */
  readonly getOrAdd: (id: ClaudeUserId) => number
  /** Returns the row number of a Claude user. Undefined if they have no row. */
  readonly find: (id: ClaudeUserId) => number | undefined
  /** Iterates over all Claude users and their row numbers. */
  readonly entries: () => Iterable<readonly [ClaudeUserId, number]>
}

/** Creates an empty index. */
export const createRowIndex = (): RowIndex => {
  const rows = new Map<ClaudeUserId, number>()
  return {
    getOrAdd(id) {
      const row = rows.get(id) ?? rows.size
      rows.set(id, row)
      return row
    },
    find: (id) => rows.get(id),
    entries: () => rows,
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

const countersPerRow = counterIds.length
const counterPositions = Object.fromEntries(counterIds.map((id, index) => [id, index])) as Record<CounterId, number>
const rowsPerBlock = 1_024
/** Represents null: no count is negative. */
const unknownCount = -1

/**
 * Creates an empty table. It stores counts as plain numbers and creates objects only on request: 100,000 objects would
 * take most of a process's memory. The numbers are in blocks, so that the table grows without being copied.
 */
export const createUserTable = (index: RowIndex): UserTable => {
  /**
   * E-mails by row number. Undefined if the Claude user is not in this table: a report or another table added the row.
   */
  const emails: (string | null | undefined)[] = []
  let size = 0
  /** Blocks of 32-bit integers take half the memory. A block becomes 64-bit when it gets a number that does not fit. */
  const blocks: (Int32Array | Float64Array)[] = []

  const getBlock = (row: number): Int32Array | Float64Array => {
    const blockNumber = Math.floor(row / rowsPerBlock)
    const block = blocks[blockNumber] ?? new Int32Array(rowsPerBlock * countersPerRow)
    blocks[blockNumber] = block
    return block
  }
  const computeOffset = (row: number, counter: CounterId): number =>
    (row % rowsPerBlock) * countersPerRow + counterPositions[counter]
  const readCounters = (row: number): Counters => {
    const block = getBlock(row)
    return mapCounters((counter) => {
      const count = block[computeOffset(row, counter)] ?? unknownCount
      return count === unknownCount ? null : count
    })
  }
  /** Writes a count. Returns whether it differs from the count before. */
  const writeCount = (row: number, counter: CounterId, count: number | null): boolean => {
    const storedCount = count ?? unknownCount
    const fitsBlock = getBlock(row) instanceof Float64Array || (storedCount | 0) === storedCount
    if (!fitsBlock) blocks[Math.floor(row / rowsPerBlock)] = Float64Array.from(getBlock(row))
    const block = getBlock(row)
    const offset = computeOffset(row, counter)
    const isChanged = block[offset] !== storedCount
    block[offset] = storedCount
    return isChanged
  }

  function* entries(): Generator<readonly [ClaudeUserId, number]> {
    for (const entry of index.entries()) if (emails[entry[1]] !== undefined) yield entry
  }
  const findRow = (id: ClaudeUserId): number | undefined => {
    const row = index.find(id)
    return row === undefined || emails[row] === undefined ? undefined : row
  }

  return {
    size: () => size,
    has: (id) => findRow(id) !== undefined,
    get(id) {
      const row = findRow(id)
      return row === undefined ? undefined : readCounters(row)
    },
    getEmail: (id) => emails[findRow(id) ?? -1] ?? null,
    *ids() {
      for (const [id] of entries()) yield id
    },
    set(id, email, counters) {
      const row = index.getOrAdd(id)
      const isNew = emails[row] === undefined
      if (isNew) size += 1
      emails[row] = email
      let isChanged = false
      for (const counter of counterIds) isChanged = writeCount(row, counter, counters[counter]) || isChanged
      return isChanged && !isNew
    },
    setCounter(id, counter, count) {
      const row = findRow(id)
      if (row !== undefined) writeCount(row, counter, count)
    },
    *[Symbol.iterator]() {
      for (const [id, row] of entries()) yield [id, readCounters(row)]
    },
  }
}
