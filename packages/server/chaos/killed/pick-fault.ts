import type { Fault } from '@windmill/example-claude-api'
import type { Random } from '../random.ts'

/** Picks a fault that affects one to eight API requests. The sync recovers from every such fault without an admin. */
export const pickFault = (random: Random): Fault => ({
  ...random.pick<Fault>([
    { kind: 'error', status: 429 },
    { kind: 'error', status: 429, retryAfter: random.drawInteger(1, 30) },
    { kind: 'error', status: 500 },
    { kind: 'error', status: 500, shouldRetry: false },
    { kind: 'error', status: 503 },
    { kind: 'error', status: 529 },
    { kind: 'reset' },
    { kind: 'cut_off' },
    { kind: 'truncated_json' },
    { kind: 'empty_page' },
    { kind: 'wrong_type' },
  ]),
  ...(random.drawBoolean(0.3) && { endpoint: random.pick(['users', 'skills', 'connectors'] as const) }),
  times: random.drawInteger(1, 8),
})
