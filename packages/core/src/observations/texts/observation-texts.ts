import type { en } from './en/index.ts'
import type { TextsOf } from './text.ts'

/** The texts of observations, in any language. */
export type ObservationTexts = TextsOf<typeof en>
