import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClaudeUserId, claudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from '../stats/counters.ts'
import { createRowIndex, createUserTable } from './user-table.ts'

const person = fc.nat(3_000).map((number): ClaudeUserId => claudeUserId(`user_${number}`))
const count = fc.oneof(
  fc.constant(null),
  fc.nat(100),
  // A sum of counts may be more than a count can be.
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 52),
)
const step = fc.oneof(
  fc.record({ kind: fc.constant('place'), id: person }),
  fc.record({ kind: fc.constant('put'), id: person, email: fc.constantFrom(null, 'a@example.com'), count }),
  fc.record({ kind: fc.constant('change'), id: person, counter: fc.constantFrom(...counterIds), count }),
)

interface Known {
  readonly email: string | null
  readonly counters: Counters
}

test('a table holds what was put last, of no one else, and numbers of any size', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const index = createRowIndex()
      const table = createUserTable(index)
      const model = new Map<ClaudeUserId, Known>()
      for (const { id, ...what } of steps as readonly Step[]) {
        const known = model.get(id)
        if (what.kind === 'place') index.place(id)
        else if (what.kind === 'put') {
          // Several counters of one row differ.
          const counters = mapCounters((counter) => (counter === 'code_commits' ? what.count : 7))
          table.put(id, what.email, counters)
          model.set(id, { email: what.email, counters })
        } else {
          table.change(id, what.counter, what.count)
          if (known) model.set(id, { ...known, counters: { ...known.counters, [what.counter]: what.count } })
        }
      }
      expect(new Map(table)).toEqual(new Map(Array.from(model, ([id, { counters }]) => [id, counters])))
      expect([...table.ids()].sort()).toEqual([...model.keys()].sort())
      expect(table.size()).toBe(model.size)
      for (const { id } of steps) {
        expect(table.get(id)).toEqual(model.get(id)?.counters)
        expect(table.has(id)).toBe(model.has(id))
        expect(table.emailOf(id)).toBe(model.get(id)?.email ?? null)
      }
    }),
  )
})

type Step = { readonly id: ClaudeUserId } & (
  | { readonly kind: 'place' }
  | { readonly kind: 'put'; readonly email: string | null; readonly count: number | null }
  | { readonly kind: 'change'; readonly counter: CounterId; readonly count: number | null }
)
