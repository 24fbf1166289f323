import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, createCounters } from '../../test/counters.ts'
import { additiveCounters } from './comparable-totals.ts'
import { compareTotals, isDisagreement } from './compare-totals.ts'
import { emptySums, sumCounters } from './counter-sums.ts'
import { type CounterId, type Counters, mapCounters } from './counters.ts'

/** Adds up days as Claude does: a total with an unknown count is unknown. */
const addUp = (days: readonly Counters[]): Counters =>
  mapCounters((counter) =>
    days.reduce<number | null>((sum, { [counter]: count }) => (sum === null || count === null ? null : sum + count), 0),
  )

const anyMonth = fc.array(anyCounters, { maxLength: 6 })
const anyCompleteMonth = fc.array(
  anyCounters.map((counters) => mapCounters((counter) => counters[counter] ?? 0)),
  { maxLength: 6 },
)

const nothingCompared = { isCompared: false, isIncomplete: false, differences: [] }

describe('compareTotals', () => {
  test('finds no difference between days and their total, whatever is unknown', () => {
    fc.assert(
      fc.property(anyMonth, (days) => {
        expect(compareTotals(sumCounters(days), addUp(days), additiveCounters).differences).toEqual([])
      }),
    )
  })

  test('leaves out what either side does not know', () => {
    const unknownDay = mapCounters(() => null)
    fc.assert(
      fc.property(anyMonth, anyMonth, (storedDays, claudeDays) => {
        const storedWithUnknown = sumCounters([...storedDays, unknownDay])
        const total = addUp(claudeDays)
        expect(compareTotals(storedWithUnknown, total, additiveCounters)).toEqual({
          ...nothingCompared,
          isIncomplete: additiveCounters.some((counter) => total[counter] !== null),
        })
        expect(compareTotals(storedWithUnknown, null, additiveCounters)).toEqual(nothingCompared)
        const totalWithUnknown = addUp([...claudeDays, unknownDay])
        expect(compareTotals(sumCounters(storedDays), totalWithUnknown, additiveCounters)).toEqual(nothingCompared)
      }),
    )
  })

  test('finds exactly the counters with known sums that differ', () => {
    fc.assert(
      fc.property(
        anyCompleteMonth,
        fc.dictionary(fc.constantFrom(...additiveCounters), fc.integer({ min: 1, max: 9 })),
        (days, added) => {
          const total = addUp(days)
          const changedTotal = mapCounters((counter) => (total[counter] ?? 0) + (added[counter] ?? 0))
          const { differences } = compareTotals(sumCounters(days), changedTotal, additiveCounters)
          expect(new Map(differences.map(({ counter, stored, claude }) => [counter, Number(claude) - stored]))).toEqual(
            new Map(additiveCounters.filter((id) => added[id]).map((id) => [id, added[id]])),
          )
        },
      ),
    )
  })

  test('compares only the given counters', () => {
    const stored = sumCounters([createCounters({ chat_messages: 4, chat_conversations: 9 })])
    const total = createCounters({ chat_messages: 5, chat_conversations: 7 })
    const listDifferences = (counters: readonly CounterId[]) =>
      compareTotals(stored, total, counters).differences.map(({ counter }) => counter)
    expect(listDifferences(additiveCounters)).toEqual(['chat_messages'])
    expect(listDifferences([])).toEqual([])
  })

  test('compares someone without a stored day as zero', () => {
    const total = createCounters({ code_commits: 2 })
    expect(compareTotals(emptySums, total, additiveCounters)).toEqual({
      isCompared: true,
      isIncomplete: false,
      differences: [{ counter: 'code_commits', stored: 0, claude: 2 }],
    })
    expect(compareTotals(emptySums, createCounters({}), additiveCounters)).toEqual(nothingCompared)
  })

  test('reports a person without a total from Claude only if they have stored usage, and then with `null` as the total', () => {
    const stored = sumCounters([createCounters({ chat_messages: 4 })])
    expect(compareTotals(stored, null, additiveCounters).differences).toEqual([
      { counter: 'chat_messages', stored: 4, claude: null },
    ])
    expect(compareTotals(sumCounters([createCounters({})]), null, additiveCounters)).toEqual(nothingCompared)
  })
})

test('isDisagreement is true if more than half of the compared people differ', () => {
  expect([isDisagreement(0, 0), isDisagreement(1, 2), isDisagreement(1, 1), isDisagreement(2, 3)]).toEqual([
    false,
    false,
    true,
    true,
  ])
})
