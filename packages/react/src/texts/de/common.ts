import type { TextsOf } from '../text-types.ts'
import type { enCommon } from '../en/common.ts'

/** The texts that all widgets share, in German. */
export const deCommon: TextsOf<typeof enCommon> = {
  retry: 'Erneut versuchen',
  requestId: 'Anfrage-ID: {id}',
}
