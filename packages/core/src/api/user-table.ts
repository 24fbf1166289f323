import { type CounterId, type Counters, counterIds, eachCounter } from '../counters.ts'
import type { ClaudeUserId } from '../ids.ts'

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

/**
 * Counts are kept as bare numbers, and made into objects only when they are asked for: of a hundred thousand claude users
 * as many objects would be most of what a process has in memory. Blocks of numbers grow without being copied.
 */
export const createUserTable = (): UserTable => {
  const rows = new Map<ClaudeUserId, number>()
  const emails: (string | null)[] = []
  /** Not a number stands for null. */
  const blocks: Float64Array[] = []

  const blockOf = (row: number): Float64Array => {
    const index = Math.floor(row / rowsInBlock)
    const block = blocks[index] ?? new Float64Array(rowsInBlock * width)
    blocks[index] = block
    return block
  }
  const placeOf = (row: number, counter: CounterId): number => (row % rowsInBlock) * width + positions[counter]
  const countersAt = (row: number): Counters => {
    const block = blockOf(row)
    return eachCounter((counter) => {
      const count = block[placeOf(row, counter)] ?? Number.NaN
      return Number.isNaN(count) ? null : count
    })
  }
  const changeAt = (row: number, counter: CounterId, count: number | null): void => {
    blockOf(row)[placeOf(row, counter)] = count ?? Number.NaN
  }

  return {
    size: () => rows.size,
    has: (id) => rows.has(id),
    get(id) {
      const row = rows.get(id)
      return row === undefined ? undefined : countersAt(row)
    },
    emailOf: (id) => emails[rows.get(id) ?? -1] ?? null,
    ids: () => rows.keys(),
    put(id, email, counters) {
      const row = rows.get(id) ?? rows.size
      rows.set(id, row)
      emails[row] = email
      for (const counter of counterIds) changeAt(row, counter, counters[counter])
    },
    change(id, counter, count) {
      const row = rows.get(id)
      if (row !== undefined) changeAt(row, counter, count)
    },
    *[Symbol.iterator]() {
      for (const [id, row] of rows) yield [id, countersAt(row)]
    },
  }
}
