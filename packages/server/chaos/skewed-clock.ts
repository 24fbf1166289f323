import type { Clock } from '../src/clock.ts'
import type { Random } from './random.ts'

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000]
const offsets = [45 * secondMs, 5 * minuteMs, hourMs, dayMs]

/**
 * Creates the clock of a server. The clock is right, or up to a day ahead or behind. Within the first five minutes, it
 * may jump to a different offset. Its sleeps have the right duration.
 */
export const createSkewedClock = (clock: Clock, random: Random): Clock => {
  const pickOffset = () => (random.drawBoolean(0.5) ? 0 : random.pick(offsets) * random.pick([-1, 1]))
  const [firstOffset, secondOffset] = [pickOffset(), pickOffset()]
  const jumpAt = clock.now() + random.drawInteger(0, 5 * minuteMs)
  return { ...clock, now: () => clock.now() + (clock.now() < jumpAt ? firstOffset : secondOffset) }
}
