import { setTimeout as sleep } from 'node:timers/promises'
import { gates } from './instruments.ts'
import type { Victim } from './victims.ts'
import type { World } from './world.ts'

/** For how many of the machine's milliseconds to wait for a moment that may never come. */
const patience = 1_500

/** Waits until something is so. False when it was not in time. */
export const until = async (holds: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> => {
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(4)) {
    if (await holds()) return true
  }
  return false
}

export const living = (victims: readonly Victim[]): readonly Victim[] => victims.filter((victim) => victim.isAlive())

/**
 * Waits for a moment that chance chooses, and does something to one of the processes then, unless all have ended. The
 * moments are spread over the whole of a life: while it starts and waits for its lease, after some requests, and held up
 * at a place in a transaction.
 * @returns What was done to whom and when, as a line to read.
 */
export const atSomeMoment = async (
  { chance, api, observer }: World,
  victims: readonly Victim[],
  act: (victim: Victim) => Promise<string>,
): Promise<string | null> => {
  const kind = chance.pick(['soon', 'after requests', 'after requests', 'at a gate', 'at a gate', 'at a gate'] as const)
  // Few more often than many: a process that has caught up has little to do.
  const [delay, requests, gate] = [chance.next(), Math.floor(chance.next() ** 2 * 30), chance.pick(gates)]
  const anyone = chance.next()
  const chosen = () => living(victims)[Math.floor(anyone * living(victims).length)]

  if (kind === 'soon') await sleep(delay * 1_200)
  else {
    await Promise.race(victims.map(({ started }) => started))
    const before = api.requests.total()
    await until(() => !chosen() || api.requests.total() >= before + requests, patience)
    await sleep(delay * 20)
  }
  if (kind !== 'at a gate') {
    const victim = chosen()
    return victim ? `${await act(victim)} ${kind}` : null
  }

  await observer.hold(gate)
  try {
    let held: string | undefined
    await until(async () => {
      held = (await observer.held(gate))[0]
      return !chosen() || held !== undefined
    }, patience)
    const victim = victims.find(({ name }) => name === held) ?? chosen()
    return victim ? `${await act(victim)} ${held ? `at the gate ${gate}` : kind}` : null
  } finally {
    await observer.release(gate)
  }
}
