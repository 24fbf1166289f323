import type { ClaudeApi, LoggedRequest } from '@windmill/example-claude-api'

/** Observes the requests of all processes together. */
export interface RequestObserver {
  /** Returns the requests since the last call. */
  readonly takeNew: () => readonly LoggedRequest[]
}

export const createRequestObserver = ({ requests }: ClaudeApi): RequestObserver => {
  let observedCount = 0
  return {
    takeNew() {
      // The log was cleared.
      if (requests.total() < observedCount) observedCount = 0
      const newCount = requests.total() - observedCount
      observedCount = requests.total()
      return newCount === 0 ? [] : requests.list().slice(-newCount)
    },
  }
}
