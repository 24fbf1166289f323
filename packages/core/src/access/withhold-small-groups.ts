/** Minimum number of people in a group for its figures to be shown, in views that do not show people individually. */
export const minGroupSize = 5

export interface Withholding<Group> {
  /** Groups that may be shown individually, in the given order. */
  readonly shown: readonly Group[]
  /** All other groups. Only their combined figures may be shown, and only if `isCombinedShown`. */
  readonly combined: readonly Group[]
  /** Whether the combined groups have at least `minGroupSize` people. */
  readonly isCombinedShown: boolean
}

/**
 * Decides which groups may be shown individually, so that no sum or difference of shown figures describes 1 to 4 people.
 * The total is exempt: it may be that small itself.
 *
 * The groups must not overlap, and the figures of all groups together are shown as the total. The figures of the combined
 * groups are therefore always known: they are the total minus the shown groups. Rule:
 *
 * 1. Groups below `minGroupSize` are combined, and so is every group for which `mustCombine` returns true.
 * 2. While the combined groups have 1 to 4 people, the smallest remaining group is combined too.
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
