import type { TextsOf } from '@windmill/claude-core/observations'
import type { enCommon } from '../en/common.ts'

/** German texts shared by all widgets. */
export const deCommon: TextsOf<typeof enCommon> = {
  language: 'de',
  retry: 'Erneut versuchen',
  requestId: 'Anfrage-ID: {id}',
}
