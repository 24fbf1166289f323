import type { Day } from '@windmill/claude-core'
import type { UsageSurface } from './usage-surface.ts'

export interface Connector {
  /** Name in reports: readable, or an opaque id. */
  readonly name: string
  readonly displayName: string | null
}

export const createConnector = (name: string, displayName: string | null = null): Connector => ({ name, displayName })

/** First day on which calls from each surface are classified as reads or writes. Science has no connectors. */
export const classificationStartBySurface: Readonly<Record<Exclude<UsageSurface, 'science'>, Day>> = {
  excel: '2026-05-29',
  powerpoint: '2026-05-29',
  word: '2026-05-29',
  outlook: '2026-05-29',
  code: '2026-05-30',
  chat: '2026-06-01',
  cowork: '2026-06-02',
}

/** First day with classified calls. Before it, reports return null. */
export const firstClassifiedDay: Day = '2026-05-29'
/** First day on which calls from every surface are classified, so reports are complete. */
export const firstFullyClassifiedDay: Day = '2026-06-02'
