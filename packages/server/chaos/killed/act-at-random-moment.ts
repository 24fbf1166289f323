import { setTimeout as sleep } from 'node:timers/promises'
import { breakpoints } from './database-triggers.ts'
import type { Environment } from './environment.ts'
import { waitUntil } from './wait-until.ts'
import { filterAlive, type Worker } from './worker.ts'

/** Maximum wait for a moment that may never come, in real time. */
const momentTimeoutMs = 1_500
/** Maximum delay after the start of the workers, in real time. */
const maxStartDelayMs = 1_200
/** Maximum delay after the awaited number of requests, in real time. */
const maxRequestDelayMs = 20

/**
 * Waits for a random moment and then acts on one of the workers. The moment is soon after the start, after some
 * requests, or while the worker is paused at a breakpoint. Soon after the start, a worker may still wait for its lease.
 * @param act - Acts on a worker, and resolves with a string that names the worker and the action.
 * @returns That string with the moment. Null when all workers have ended before the moment.
 */
export const actAtRandomMoment = async (
  { random, api, observer }: Environment,
  workers: readonly Worker[],
  act: (worker: Worker) => Promise<string>,
): Promise<string | null> => {
  const moment = random.pick([
    'soon',
    'after requests',
    'after requests',
    'at a breakpoint',
    'at a breakpoint',
    'at a breakpoint',
  ] as const)
  const delayFraction = random.drawFraction()
  // Squared, so that small numbers are more likely, because a worker that has caught up sends only a few requests.
  const requestCount = Math.floor(random.drawFraction() ** 2 * 30)
  const breakpoint = random.pick(breakpoints)
  const targetFraction = random.drawFraction()
  const findTarget = () => filterAlive(workers)[Math.floor(targetFraction * filterAlive(workers).length)]

  if (moment === 'soon') await sleep(delayFraction * maxStartDelayMs)
  else {
    await Promise.race(workers.map(({ started }) => started))
    const totalBefore = api.requests.total()
    await waitUntil(() => !findTarget() || api.requests.total() >= totalBefore + requestCount, momentTimeoutMs)
    await sleep(delayFraction * maxRequestDelayMs)
  }
  if (moment !== 'at a breakpoint') {
    const target = findTarget()
    return target ? `${await act(target)} ${moment}` : null
  }

  await observer.enableBreakpoint(breakpoint)
  try {
    let pausedName: string | undefined
    await waitUntil(async () => {
      pausedName = (await observer.listPaused(breakpoint))[0]
      return !findTarget() || pausedName !== undefined
    }, momentTimeoutMs)
    const target = workers.find(({ name }) => name === pausedName) ?? findTarget()
    if (!target) return null
    const when = pausedName ? `at the breakpoint ${breakpoint}` : 'before it reached a breakpoint'
    return `${await act(target)} ${when}`
  } finally {
    await observer.disableBreakpoint(breakpoint)
  }
}
