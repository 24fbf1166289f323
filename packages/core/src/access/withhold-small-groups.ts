/** Minimum number of people in a group for its figures to be shown, in a view that shows groups and no individuals. */
export const minGroupSize = 5

/** Which groups may be shown. */
export interface Withholding<Group> {
  /** Groups that may be shown individually, in the given order. */
  readonly shown: readonly Group[]
  /** All other groups, in the given order. Only their combined figures may be shown, and only if `isCombinedShown`. */
  readonly combined: readonly Group[]
  /** Whether the combined groups have at least `minGroupSize` people. */
  readonly isCombinedShown: boolean
}

/**
 * Decides which groups may be shown individually, so that no sum or difference of shown figures describes 1 to 4 people.
 * Only the total of all groups may be that small.
 *
 * The groups must not overlap. The total is always shown, so anyone can compute the figures of the combined groups by
 * subtracting the shown groups from it. Rules:
 *
 * 1. Groups below `minGroupSize` are combined, and so is every group for which `mustCombine` returns true.
 * 2. If the combined groups have 1 to 4 people, the smallest remaining group is combined with them.
 */
export const withholdSmallGroups = <Group extends { readonly people: number }>(
  groups: readonly Group[],
  mustCombine: (group: Group) => boolean = () => false,
): Withholding<Group> => {
  const combined = new Set(groups.filter((group) => group.people < minGroupSize || mustCombine(group)))
  let people = 0
  for (const group of combined) people += group.people
  for (const group of groups.toSorted((a, b) => a.people - b.people)) {
    if (people === 0 || people >= minGroupSize) break
    if (combined.has(group)) continue
    combined.add(group)
    people += group.people
  }
  return {
    shown: groups.filter((group) => !combined.has(group)),
    combined: groups.filter((group) => combined.has(group)),
    isCombinedShown: people >= minGroupSize,
  }
}
