import { keyRequestSchema } from '@windmill/claude-core/contract'
import type { Input } from '../api/read-input.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { parseBody } from './parse-request.ts'

/**
 * Returns the arguments of an operation that takes a key. The operation reads the body after it checks the permission.
 */
export const readKeyInput = (request: Request): readonly [apiKey: Input<string>, options: ReadOptions] => [
  async () => (await parseBody(request, keyRequestSchema)).apiKey,
  { signal: request.signal },
]
