import type { Day } from '@windmill/claude-core'
import type { UsageSurface } from './activity.ts'

export interface Connector {
  /** As reports name it: readable, or an opaque id. */
  readonly name: string
  readonly displayName: string | null
}

export const connector = (name: string, displayName: string | null = null): Connector => ({ name, displayName })

/** From when on a place's calls are told apart into reading and writing. Science has no connectors. */
export const classifiedFrom: Readonly<Record<Exclude<UsageSurface, 'science'>, Day>> = {
  excel: '2026-05-29',
  powerpoint: '2026-05-29',
  word: '2026-05-29',
  outlook: '2026-05-29',
  code: '2026-05-30',
  chat: '2026-06-01',
  cowork: '2026-06-02',
}

/** Before this day no call is classified, and reports give null. */
export const classificationBegins: Day = '2026-05-29'
/** From this day on every call is classified, and reports are complete. */
export const classificationComplete: Day = '2026-06-02'
