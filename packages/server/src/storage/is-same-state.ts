import type { LinkState } from './adapter.ts'

/** Returns whether two states of a Claude user's link are equal. */
export const isSameState = (a: LinkState, b: LinkState): boolean =>
  a?.employeeId === b?.employeeId && a?.method === b?.method && a?.ignored === b?.ignored
