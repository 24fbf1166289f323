import { AnalyticsError } from '@windmill/claude-core/api'

/** Makes sure that the figures of an account come from one Claude organization. */
export interface OrganizationGuard {
  /** Returns the organization's id. Null until an answer names it. */
  readonly getId: () => string | null
  /**
   * Checks the organization of an answer. An answer that names none is accepted.
   * @throws `AnalyticsError` `organization_differs`.
   */
  readonly check: (id: string | undefined) => void
  /** Resolves when an id that was learned from an answer is stored. */
  readonly settle: () => Promise<void>
}

/**
 * Creates a guard.
 * @param knownId - The organization that the answers must come from. Null accepts the first organization that an answer
 * names.
 * @param storeId - Stores an id that was learned from an answer. By default, the id is not stored.
 */
export const createOrganizationGuard = (
  knownId: string | null,
  storeId: (id: string) => Promise<void> = async () => {},
): OrganizationGuard => {
  let currentId = knownId
  let stored: Promise<void> = Promise.resolve()
  return {
    getId: () => currentId,
    check(id) {
      if (id === undefined || id === currentId) return
      if (currentId !== null) {
        throw new AnalyticsError(
          'organization_differs',
          `Claude’s API answered for the organization ${id}, but the figures come from the organization ${currentId}.`,
        )
      }
      currentId = id
      stored = storeId(id)
      // The error is thrown by `settle`.
      stored.catch(() => {})
    },
    settle: () => stored,
  }
}
