/** Figures of fewer people than this are not shown where people are not shown one by one. */
export const minGroupSize = 5

export interface Withholding<Group> {
  /** The groups whose figures may be shown one by one, in the order given. */
  readonly shown: readonly Group[]
  /** All others. Their figures may be shown together, and only if `leftOverShown`. */
  readonly leftOver: readonly Group[]
  readonly leftOverShown: boolean
}

/**
 * Which groups of a whole may be shown. The groups share nobody, together they are the whole, and the figures of the
 * whole are shown: what is left over is then known as a difference, whether it is shown or not. So small groups are put
 * together, with the next smallest ones until they are enough people, and no sum or difference of what is shown is a figure of
 * fewer than five. `isRest` names a group that is never shown alone, whatever its size.
 */
export const withholdSmallGroups = <Group extends { readonly people: number }>(
  groups: readonly Group[],
  isRest: (group: Group) => boolean = () => false,
): Withholding<Group> => {
  const leftOver = new Set(groups.filter((group) => group.people < minGroupSize || isRest(group)))
  let people = 0
  for (const group of leftOver) people += group.people
  for (const group of groups.toSorted((a, b) => a.people - b.people)) {
    if (people === 0 || people >= minGroupSize) break
    if (leftOver.has(group)) continue
    leftOver.add(group)
    people += group.people
  }
  return {
    shown: groups.filter((group) => !leftOver.has(group)),
    leftOver: groups.filter((group) => leftOver.has(group)),
    leftOverShown: people >= minGroupSize,
  }
}
