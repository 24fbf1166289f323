import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minGroupSize, withholdSmallGroups } from './withhold-small-groups.ts'

/** Creates groups with these numbers of people. */
const createGroups = (...people: readonly number[]) => people.map((count, index) => ({ id: index, people: count }))
const getSizes = (groups: readonly { readonly people: number }[]) => groups.map(({ people }) => people)

/** Groups of any size. Half of them are small enough, or nearly, to be withheld. */
const anyGroups = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 8, max: 40 })), { maxLength: 7 })
  .map((counts) => createGroups(...counts))
/** The id of the group that must be combined; null for none. */
const anyCombinedId = fc.option(fc.integer({ min: 0, max: 6 }), { freq: 3 })

/**
 * Lists the number of people of every set of groups for which a figure can be computed from the shown figures. Adds,
 * subtracts or leaves out each shown set of groups in every combination, and keeps the combinations that count each person
 * once or not at all.
 */
const listDerivableSizes = (shownSets: readonly (readonly number[])[], people: readonly number[]): Set<number> => {
  const sizes = new Set<number>()
  const combineSets = (index: number, counts: readonly number[]): void => {
    const set = shownSets[index]
    if (set) {
      for (const sign of [-1, 0, 1]) {
        combineSets(
          index + 1,
          counts.map((count, group) => count + (set.includes(group) ? sign : 0)),
        )
      }
      return
    }
    const isSetWithSign = (sign: 1 | -1) =>
      counts.every((count, group) => count === 0 || count === sign || people[group] === 0)
    if (isSetWithSign(1) || isSetWithSign(-1)) {
      sizes.add(counts.reduce((sum, count, group) => sum + (count === 0 ? 0 : (people[group] ?? 0)), 0))
    }
  }
  combineSets(
    0,
    people.map(() => 0),
  )
  return sizes
}

describe('withholdSmallGroups', () => {
  test('shows no figures with a sum or difference that describes one to four people, except for the total', () => {
    fc.assert(
      fc.property(anyGroups, anyCombinedId, (groups, combinedId) => {
        const mustCombine = ({ id }: { readonly id: number }) => id === combinedId
        const { shown, combined, isCombinedShown } = withholdSmallGroups(groups, mustCombine)
        const shownSets = [
          groups.map(({ id }) => id),
          ...shown.map(({ id }) => [id]),
          ...(isCombinedShown ? [combined.map(({ id }) => id)] : []),
        ]
        const totalPeople = groups.reduce((sum, { people }) => sum + people, 0)
        for (const size of listDerivableSizes(shownSets, getSizes(groups))) {
          // The total may have any size.
          expect(size === 0 || size === totalPeople || size >= minGroupSize).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('puts every group in one list, and combines a large group, the smallest, only if the small ones need it', () => {
    fc.assert(
      fc.property(anyGroups, anyCombinedId, (groups, combinedId) => {
        const mustCombine = ({ id }: { readonly id: number }) => id === combinedId
        const { shown, combined, isCombinedShown } = withholdSmallGroups(groups, mustCombine)
        expect([...shown, ...combined].sort((a, b) => a.id - b.id)).toEqual(groups)
        const isSmall = (group: (typeof groups)[number]) => group.people < minGroupSize || mustCombine(group)
        const smallPeople = combined.filter(isSmall).reduce((sum, { people }) => sum + people, 0)
        const largeCombined = combined.filter((group) => !isSmall(group))
        // One large group hides the small ones. It is not needed if these have enough people together.
        expect(largeCombined.length).toBeLessThanOrEqual(smallPeople > 0 && smallPeople < minGroupSize ? 1 : 0)
        for (const group of largeCombined) expect(Math.min(...getSizes(shown), group.people)).toBe(group.people)
        expect(isCombinedShown).toBe(combined.reduce((sum, { people }) => sum + people, 0) >= minGroupSize)
      }),
    )
  })

  test.each<[string, number[], number[], number[], boolean]>([
    ['shows all large groups', [5, 9, 30], [5, 9, 30], [], false],
    [
      'combines a single small group with the smallest other group, since the total would reveal it',
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

  test('combines every group for which mustCombine returns true, however large it is', () => {
    const result = withholdSmallGroups(createGroups(12, 3, 8), ({ id }) => id === 0)
    expect([getSizes(result.shown), getSizes(result.combined), result.isCombinedShown]).toEqual([[8], [12, 3], true])
  })
})
