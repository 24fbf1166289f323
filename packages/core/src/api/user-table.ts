import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../stats/counters.ts'

/** Rows by claude user. Whatever is kept of someone's day is kept by the row, so that ids are in memory once. */
export interface RowIndex {
  /** The row of someone, who is given one if they have none yet. */
  readonly place: (id: ClaudeUserId) => number
  readonly find: (id: ClaudeUserId) => number | undefined
  readonly entries: () => Iterable<readonly [ClaudeUserId, number]>
}

export const createRowIndex = (): RowIndex => {
  const rows = new Map<ClaudeUserId, number>()
  return {
    place(id) {
      const row = rows.get(id) ?? rows.size
      rows.set(id, row)
      return row
    },
    find: (id) => rows.get(id),
    entries: () => rows,
  }
}

/** What is known of a day's claude users, each under their id. */
export interface UserTable extends Iterable<readonly [ClaudeUserId, Counters]> {
  readonly size: () => number
  readonly has: (id: ClaudeUserId) => boolean
  readonly get: (id: ClaudeUserId) => Counters | undefined
  readonly emailOf: (id: ClaudeUserId) => string | null
  readonly ids: () => Iterable<ClaudeUserId>
  /** Adds someone, or replaces what was known of them. */
  readonly put: (id: ClaudeUserId, email: string | null, counters: Counters) => void
  /** Changes one counter of someone who is there. */
  readonly change: (id: ClaudeUserId, counter: CounterId, count: number | null) => void
}

const width = counterIds.length
const positions = Object.fromEntries(counterIds.map((id, index) => [id, index])) as Record<CounterId, number>
const rowsInBlock = 1_024
/** Stands for null: no count is below zero. */
const unknown = -1

/**
 * Counts are kept as bare numbers, and made into objects only when they are asked for: of a hundred thousand claude users
 * as many objects would be most of what a process has in memory. Blocks of numbers grow without being copied.
 */
export const createUserTable = (index: RowIndex): UserTable => {
  /** Of whom there is none here, somebody else may have made the row. */
  const emails: (string | null | undefined)[] = []
  let size = 0
  /** Small numbers take half the room; a block with a number that is none of them has wide ones. */
  const blocks: (Int32Array | Float64Array)[] = []

  const blockOf = (row: number): Int32Array | Float64Array => {
    const index = Math.floor(row / rowsInBlock)
    const block = blocks[index] ?? new Int32Array(rowsInBlock * width)
    blocks[index] = block
    return block
  }
  const placeOf = (row: number, counter: CounterId): number => (row % rowsInBlock) * width + positions[counter]
  const countersAt = (row: number): Counters => {
    const block = blockOf(row)
    return mapCounters((counter) => {
      const count = block[placeOf(row, counter)] ?? unknown
      return count === unknown ? null : count
    })
  }
  const changeAt = (row: number, counter: CounterId, count: number | null): void => {
    const number = count ?? unknown
    const fits = blockOf(row) instanceof Float64Array || (number | 0) === number
    if (!fits) blocks[Math.floor(row / rowsInBlock)] = Float64Array.from(blockOf(row))
    blockOf(row)[placeOf(row, counter)] = number
  }

  function* entries(): Generator<readonly [ClaudeUserId, number]> {
    for (const entry of index.entries()) if (emails[entry[1]] !== undefined) yield entry
  }
  /** Someone's row, if they are here. */
  const find = (id: ClaudeUserId): number | undefined => {
    const row = index.find(id)
    return row === undefined || emails[row] === undefined ? undefined : row
  }

  return {
    size: () => size,
    has: (id) => find(id) !== undefined,
    get(id) {
      const row = find(id)
      return row === undefined ? undefined : countersAt(row)
    },
    emailOf: (id) => emails[find(id) ?? -1] ?? null,
    *ids() {
      for (const [id] of entries()) yield id
    },
    put(id, email, counters) {
      const row = index.place(id)
      if (emails[row] === undefined) size += 1
      emails[row] = email
      for (const counter of counterIds) changeAt(row, counter, counters[counter])
    },
    change(id, counter, count) {
      const row = find(id)
      if (row !== undefined) changeAt(row, counter, count)
    },
    *[Symbol.iterator]() {
      for (const [id, row] of entries()) yield [id, countersAt(row)]
    },
  }
}
