import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minGroupSize, withholdSmallGroups } from './withhold-small-groups.ts'

const groupsOf = (...people: readonly number[]) => people.map((count, index) => ({ id: index, people: count }))
const sizes = (groups: readonly { readonly people: number }[]) => groups.map(({ people }) => people)

/** Small companies of small teams: what is withheld there is what is at stake. */
const anyGroups = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 8, max: 40 })), { maxLength: 7 })
  .map((counts) => groupsOf(...counts))
const anyRest = fc.option(fc.integer({ min: 0, max: 6 }), { freq: 3 })

/**
 * The sizes of all sets of people whose figure follows from what is published: each published set added, taken away, or
 * left alone, wherever that leaves each person counted once or not at all.
 */
const computableSizes = (published: readonly (readonly number[])[], people: readonly number[]): Set<number> => {
  const found = new Set<number>()
  const walk = (index: number, counts: readonly number[]): void => {
    const set = published[index]
    if (set) {
      for (const sign of [-1, 0, 1])
        walk(
          index + 1,
          counts.map((count, group) => count + (set.includes(group) ? sign : 0)),
        )
      return
    }
    const isSet = (wanted: 1 | -1) =>
      counts.every((count, group) => count === 0 || count === wanted || people[group] === 0)
    if (isSet(1) || isSet(-1)) {
      found.add(counts.reduce((sum, count, group) => sum + (count === 0 ? 0 : (people[group] ?? 0)), 0))
    }
  }
  walk(
    0,
    people.map(() => 0),
  )
  return found
}

describe('withholdSmall', () => {
  test('no sum or difference of what is published is a figure of one to four people', () => {
    fc.assert(
      fc.property(anyGroups, anyRest, (groups, rest) => {
        const isRest = ({ id }: { readonly id: number }) => id === rest
        const { shown, leftOver, leftOverShown } = withholdSmallGroups(groups, isRest)
        const total = groups.map(({ id }) => id)
        const published = [
          total,
          ...shown.map(({ id }) => [id]),
          ...(leftOverShown ? [leftOver.map(({ id }) => id)] : []),
        ]
        const whole = groups.reduce((sum, { people }) => sum + people, 0)
        for (const size of computableSizes(published, sizes(groups))) {
          // The whole itself is the viewer's own to see.
          expect(size === 0 || size === whole || size >= minGroupSize).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('every group is shown or left over, and only those that must be are left over', () => {
    fc.assert(
      fc.property(anyGroups, anyRest, (groups, rest) => {
        const isRest = ({ id }: { readonly id: number }) => id === rest
        const { shown, leftOver, leftOverShown } = withholdSmallGroups(groups, isRest)
        expect([...shown, ...leftOver].sort((a, b) => a.id - b.id)).toEqual(groups)
        const isSmall = (group: (typeof groups)[number]) => group.people < minGroupSize || isRest(group)
        const small = leftOver.filter(isSmall).reduce((sum, { people }) => sum + people, 0)
        const added = leftOver.filter((group) => !isSmall(group))
        // One large group is enough to hide any small ones, and none is needed where they hide each other.
        expect(added.length).toBeLessThanOrEqual(small > 0 && small < minGroupSize ? 1 : 0)
        for (const group of added) expect(Math.min(...sizes(shown), group.people)).toBe(group.people)
        expect(leftOverShown).toBe(leftOver.reduce((sum, { people }) => sum + people, 0) >= minGroupSize)
      }),
    )
  })

  test.each<[string, number[], number[], number[], boolean]>([
    ['large groups are all shown', [5, 9, 30], [5, 9, 30], [], false],
    [
      'one small group would be the difference to the whole: the smallest other goes with it',
      [4, 9, 6],
      [9],
      [4, 6],
      true,
    ],
    ['two small groups of five together hide each other', [2, 9, 3], [9], [2, 3], true],
    ['two small groups of four together need another', [2, 9, 2, 5], [9], [2, 2, 5], true],
    ['of groups of the same size, the first goes', [1, 6, 6], [6], [1, 6], true],
    ['without a large group, what there is shows only together', [3, 3], [], [3, 3], true],
    ['too few people are not shown at all', [1, 3], [], [1, 3], false],
    ['a group of nobody hides nothing', [0, 5], [5], [0], false],
    ['no groups', [], [], [], false],
  ])('%s', (_, people, shown, leftOver, leftOverShown) => {
    const result = withholdSmallGroups(groupsOf(...people))
    expect({ ...result, shown: sizes(result.shown), leftOver: sizes(result.leftOver) }).toEqual({
      shown,
      leftOver,
      leftOverShown,
    })
  })

  test('a rest is never shown alone, but with what is small', () => {
    const result = withholdSmallGroups(groupsOf(12, 3, 8), ({ id }) => id === 0)
    expect([sizes(result.shown), sizes(result.leftOver), result.leftOverShown]).toEqual([[8], [12, 3], true])
  })
})
