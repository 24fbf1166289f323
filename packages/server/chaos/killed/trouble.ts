import type { Fault } from '@windmill/example-claude-api'
import type { Chance } from '../random.ts'

/** Something that goes wrong at the API for a few requests. Nothing that an admin would have to mend. */
export const faultOf = (chance: Chance): Fault => ({
  ...chance.pick<Fault>([
    { kind: 'error', status: 429 },
    { kind: 'error', status: 429, retryAfter: chance.integer(1, 30) },
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
  ...(chance.happens(0.3) && { endpoint: chance.pick(['users', 'skills', 'connectors'] as const) }),
  times: chance.integer(1, 8),
})
