import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../stats/counters.ts'

/**
 * Numbers the Claude users of a day. Tables and reports that share an index store their data by row number, so that
 * each id is in memory only once.
 */
export interface RowIndex {
  /** Returns the row of a Claude user, and adds one if they have none. */
  readonly getOrAdd: (id: ClaudeUserId) => number
  readonly find: (id: ClaudeUserId) => number | undefined
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

/** The counters and e-mails of one day's Claude users. */
export interface UserTable extends Iterable<readonly [ClaudeUserId, Counters]> {
  /** Returns the number of Claude users. */
  readonly size: () => number
  readonly has: (id: ClaudeUserId) => boolean
  readonly get: (id: ClaudeUserId) => Counters | undefined
  /** Returns the e-mail. Null if it is unknown, or if the Claude user is not in the table. */
  readonly getEmail: (id: ClaudeUserId) => string | null
  readonly ids: () => Iterable<ClaudeUserId>
  /** Adds a Claude user, or replaces their e-mail and counters. */
  readonly set: (id: ClaudeUserId, email: string | null, counters: Counters) => void
  /** Sets one counter. Does nothing for a Claude user who is not in the table. */
  readonly setCounter: (id: ClaudeUserId, counter: CounterId, count: number | null) => void
}

const countersPerRow = counterIds.length
const counterPositions = Object.fromEntries(counterIds.map((id, index) => [id, index])) as Record<CounterId, number>
const rowsPerBlock = 1_024
/** Stands for null. No count is negative. */
const unknownCount = -1

/**
 * Creates an empty table. It stores counts as plain numbers and creates objects only on request: 100,000 objects would
 * take most of a process's memory. The numbers are in blocks, so that the table grows without being copied.
 */
export const createUserTable = (index: RowIndex): UserTable => {
  /** By row. Undefined if the Claude user is not in this table: a report or another table added the row. */
  const emails: (string | null | undefined)[] = []
  let size = 0
  /** Blocks of 32-bit integers take half the memory. A block becomes 64-bit when it gets a number that does not fit. */
  const blocks: (Int32Array | Float64Array)[] = []

  const getBlock = (row: number): Int32Array | Float64Array => {
    const index = Math.floor(row / rowsPerBlock)
    const block = blocks[index] ?? new Int32Array(rowsPerBlock * countersPerRow)
    blocks[index] = block
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
  const writeCount = (row: number, counter: CounterId, count: number | null): void => {
    const number = count ?? unknownCount
    const isStorable = getBlock(row) instanceof Float64Array || (number | 0) === number
    if (!isStorable) blocks[Math.floor(row / rowsPerBlock)] = Float64Array.from(getBlock(row))
    getBlock(row)[computeOffset(row, counter)] = number
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
      if (emails[row] === undefined) size += 1
      emails[row] = email
      for (const counter of counterIds) writeCount(row, counter, counters[counter])
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
