import type { Clock } from './clock.ts'
import type { Milliseconds } from './storage/adapter.ts'

const day: Milliseconds = 86_400_000

/** From when on it is kept who read whose stats: what is older is neither told nor stored any longer. */
export const keptFrom = ({ clock, accessDays }: { readonly clock: Clock; readonly accessDays: number }): Milliseconds =>
  clock.now() - accessDays * day
