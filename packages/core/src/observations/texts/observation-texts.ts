import type { en } from './en/index.ts'
import type { TextsOf } from './text.ts'

/** Texts of observations in any language. */
export type ObservationTexts = TextsOf<typeof en>
