import type { Clock } from '../src/clock.ts'
import type { Random } from './random.ts'

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000]
const offsets = [45 * secondMs, 5 * minuteMs, hourMs, dayMs]

/** Creates the clock of a server that is ahead or behind. Its sleeps last as long as they should. */
export const createSkewedClock = (clock: Clock, random: Random): Clock => {
  const offset = random.pick(offsets) * random.pick([-1, 1])
  return { ...clock, now: () => clock.now() + offset }
}
