import { setTimeout as sleep } from 'node:timers/promises'
import { breakpoints } from './database-triggers.ts'
import type { Environment } from './environment.ts'
import type { Worker } from './worker.ts'

/** Maximum real time to wait for a moment that may never come. */
const momentTimeoutMs = 1_500

/** Waits until a condition holds. Returns false after the timeout, in real milliseconds. */
export const waitUntil = async (condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> => {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await sleep(4)) {
    if (await condition()) return true
  }
  return false
}

export const filterAlive = (workers: readonly Worker[]): readonly Worker[] =>
  workers.filter((worker) => worker.isAlive())

/**
 * Waits for a random moment and then acts on one of the workers, unless all have ended. The moments are spread over a
 * worker's whole run: while it starts and waits for its lease, after some requests, and paused at a breakpoint.
 * @returns A readable line with the action, the worker and the moment. Null without an action.
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
  // Squared, so that few requests are more likely than many: a worker that has caught up sends only a few.
  const [delay, requests, breakpoint] = [random.next(), Math.floor(random.next() ** 2 * 30), random.pick(breakpoints)]
  const position = random.next()
  const findTarget = () => filterAlive(workers)[Math.floor(position * filterAlive(workers).length)]

  if (moment === 'soon') await sleep(delay * 1_200)
  else {
    await Promise.race(workers.map(({ started }) => started))
    const before = api.requests.total()
    await waitUntil(() => !findTarget() || api.requests.total() >= before + requests, momentTimeoutMs)
    await sleep(delay * 20)
  }
  if (moment !== 'at a breakpoint') {
    const target = findTarget()
    return target ? `${await act(target)} ${moment}` : null
  }

  await observer.enable(breakpoint)
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
    await observer.disable(breakpoint)
  }
}
