import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClaudeUserId, claudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../stats/counters.ts'
import { createUserIndex, createUserTable } from './user-table.ts'

const anyId = fc.nat(3_000).map((number): ClaudeUserId => claudeUserId(`user_${number}`))
const anyCount = fc.oneof(
  fc.constant(null),
  fc.nat(100),
  // A sum of counts can exceed the maximum of a single count.
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 52),
)
const anyStep = fc.oneof(
  fc.record({ method: fc.constant('getOrAdd'), id: anyId }),
  fc.record({
    method: fc.constant('set'),
    id: anyId,
    email: fc.constantFrom(null, 'a@example.com'),
    count: anyCount,
  }),
  fc.record({ method: fc.constant('setCounter'), id: anyId, counter: fc.constantFrom(...counterIds), count: anyCount }),
)

interface Entry {
  readonly email: string | null
  readonly counters: Counters
}

test('a table returns the last values that were set, for counts of any size, and only for users that were set', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60, size: 'max' }), (steps) => {
      const index = createUserIndex()
      const table = createUserTable(index)
      const model = new Map<ClaudeUserId, Entry>()
      for (const { id, ...step } of steps as readonly Step[]) {
        const entry = model.get(id)
        if (step.method === 'getOrAdd') index.getOrAdd(id)
        else if (step.method === 'set') {
          // The counters of one user differ, so that a value in the wrong place is noticed.
          const counters = mapCounters((counter) => (counter === 'code_commits' ? step.count : 7))
          table.set(id, step.email, counters)
          model.set(id, { email: step.email, counters })
        } else {
          table.setCounter(id, step.counter, step.count)
          if (entry) model.set(id, { ...entry, counters: { ...entry.counters, [step.counter]: step.count } })
        }
      }
      expect(new Map(table)).toEqual(new Map(Array.from(model, ([id, { counters }]) => [id, counters])))
      expect([...table.ids()].sort()).toEqual([...model.keys()].sort())
      expect(table.size()).toBe(model.size)
      for (const { id } of steps) {
        expect(table.get(id)).toEqual(model.get(id)?.counters)
        expect(table.has(id)).toBe(model.has(id))
        expect(table.getEmail(id)).toBe(model.get(id)?.email ?? null)
      }
    }),
  )
})

type Step = { readonly id: ClaudeUserId } & (
  | { readonly method: 'getOrAdd' }
  | { readonly method: 'set'; readonly email: string | null; readonly count: number | null }
  | { readonly method: 'setCounter'; readonly counter: CounterId; readonly count: number | null }
)
