import { setTimeout as sleep } from 'node:timers/promises'

const pollIntervalMs = 4

/** Polls until a condition holds. Resolves with false if it does not hold within `timeoutMs` of real time. */
export const waitUntil = async (condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> => {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await sleep(pollIntervalMs)) {
    if (await condition()) return true
  }
  return false
}
