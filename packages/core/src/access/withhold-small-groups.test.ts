import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minGroupSize, withholdSmallGroups } from './withhold-small-groups.ts'

const createGroups = (...people: readonly number[]) => people.map((count, index) => ({ id: index, people: count }))
const getSizes = (groups: readonly { readonly people: number }[]) => groups.map(({ people }) => people)

/** Mostly small groups, since these are withheld. */
const anyGroups = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 8, max: 40 })), { maxLength: 7 })
  .map((counts) => createGroups(...counts))
const anyCombinedId = fc.option(fc.integer({ min: 0, max: 6 }), { freq: 3 })

/**
 * Computes the size of every set of groups with a figure that follows from the published ones. Tries every combination of
 * adding, subtracting or leaving out each published set, and keeps those that count each person once or not at all.
 */
const listDerivableSizes = (published: readonly (readonly number[])[], people: readonly number[]): Set<number> => {
  const sizes = new Set<number>()
  const walk = (index: number, counts: readonly number[]): void => {
    const set = published[index]
    if (set) {
      for (const sign of [-1, 0, 1]) {
        walk(
          index + 1,
          counts.map((count, group) => count + (set.includes(group) ? sign : 0)),
        )
      }
      return
    }
    const isSetWith = (sign: 1 | -1) =>
      counts.every((count, group) => count === 0 || count === sign || people[group] === 0)
    if (isSetWith(1) || isSetWith(-1)) {
      sizes.add(counts.reduce((sum, count, group) => sum + (count === 0 ? 0 : (people[group] ?? 0)), 0))
    }
  }
  walk(
    0,
    people.map(() => 0),
  )
  return sizes
}

describe('withholdSmallGroups', () => {
  test('publishes no figures with a sum or difference that describes one to four people', () => {
    fc.assert(
      fc.property(anyGroups, anyCombinedId, (groups, combinedId) => {
        const mustCombine = ({ id }: { readonly id: number }) => id === combinedId
        const { shown, combined, isCombinedShown } = withholdSmallGroups(groups, mustCombine)
        const total = groups.map(({ id }) => id)
        const published = [
          total,
          ...shown.map(({ id }) => [id]),
          ...(isCombinedShown ? [combined.map(({ id }) => id)] : []),
        ]
        const totalPeople = groups.reduce((sum, { people }) => sum + people, 0)
        for (const size of listDerivableSizes(published, getSizes(groups))) {
          // The viewer may always see the total.
          expect(size === 0 || size === totalPeople || size >= minGroupSize).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('shows or combines every group, and combines as few groups as possible', () => {
    fc.assert(
      fc.property(anyGroups, anyCombinedId, (groups, combinedId) => {
        const mustCombine = ({ id }: { readonly id: number }) => id === combinedId
        const { shown, combined, isCombinedShown } = withholdSmallGroups(groups, mustCombine)
        expect([...shown, ...combined].sort((a, b) => a.id - b.id)).toEqual(groups)
        const isSmall = (group: (typeof groups)[number]) => group.people < minGroupSize || mustCombine(group)
        const small = combined.filter(isSmall).reduce((sum, { people }) => sum + people, 0)
        const added = combined.filter((group) => !isSmall(group))
        // One large group hides any small ones. None is needed if the small ones have enough people together.
        expect(added.length).toBeLessThanOrEqual(small > 0 && small < minGroupSize ? 1 : 0)
        for (const group of added) expect(Math.min(...getSizes(shown), group.people)).toBe(group.people)
        expect(isCombinedShown).toBe(combined.reduce((sum, { people }) => sum + people, 0) >= minGroupSize)
      }),
    )
  })

  test.each<[string, number[], number[], number[], boolean]>([
    ['shows all large groups', [5, 9, 30], [5, 9, 30], [], false],
    [
      'combines a single small group with the smallest other group, because the total would reveal it',
      [4, 9, 6],
      [9],
      [4, 6],
      true,
    ],
    ['combines two small groups of five people only with each other', [2, 9, 3], [9], [2, 3], true],
    ['combines two small groups of four people with another group', [2, 9, 2, 5], [9], [2, 2, 5], true],
    ['combines the first of several groups of equal size', [1, 6, 6], [6], [1, 6], true],
    ['shows only the combined figures if no group is large', [3, 3], [], [3, 3], true],
    ['shows nothing if all groups together are too small', [1, 3], [], [1, 3], false],
    ['combines no other group with an empty one', [0, 5], [5], [0], false],
    ['returns nothing without groups', [], [], [], false],
  ])('%s', (_rule, people, shown, combined, isCombinedShown) => {
    const result = withholdSmallGroups(createGroups(...people))
    expect({ ...result, shown: getSizes(result.shown), combined: getSizes(result.combined) }).toEqual({
      shown,
      combined,
      isCombinedShown,
    })
  })

  test('never shows a group individually for which mustCombine is true', () => {
    const result = withholdSmallGroups(createGroups(12, 3, 8), ({ id }) => id === 0)
    expect([getSizes(result.shown), getSizes(result.combined), result.isCombinedShown]).toEqual([[8], [12, 3], true])
  })
})
