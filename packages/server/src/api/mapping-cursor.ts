import { mappingStates } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { MappingPosition } from '../storage/adapter.ts'
import { isStorableId } from '../storage/sanitize.ts'

/**
 * Encodes the position of a page's last entry, as the cursor of the next page. A position instead of an offset skips no
 * entry when other entries leave the list between two pages.
 */
export const encodeMappingCursor = (position: MappingPosition): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** @throws `ProblemError` `invalid_request` if the cursor is malformed. */
export const decodeMappingCursor = (cursor: string): MappingPosition => {
  try {
    const [state, email, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof state === 'number' && Object.hasOwn(mappingStates, state) && isText(email) && isText(id)) {
      return [state, email, id]
    }
  } catch {
    // Rejected below, like any other malformed cursor.
  }
  throw new ProblemError('invalid_request', {
    field: 'page',
    detail: 'page must be the value of "next" on the previous page.',
  })
}

const isText = (value: unknown): value is string => typeof value === 'string' && isStorableId(value)
