import type { Day } from '@windmill/claude-core'
import type { UsageSurface } from './usage-surface.ts'

/** A connector that members can use. */
export interface Connector {
  /** Name in reports: readable, or an opaque id. */
  readonly name: string
  /** Readable name for an opaque id; null when `name` is readable. */
  readonly displayName: string | null
}

export const createConnector = (name: string, displayName: string | null = null): Connector => ({ name, displayName })

/** First day on which calls are classified as reads or writes, by surface. Science has no connectors. */
export const classificationStartBySurface: Readonly<Record<Exclude<UsageSurface, 'science'>, Day>> = {
  excel: '2026-05-29',
  powerpoint: '2026-05-29',
  word: '2026-05-29',
  outlook: '2026-05-29',
  code: '2026-05-30',
  chat: '2026-06-01',
  cowork: '2026-06-02',
}

/** First day with classified calls on any surface. Call counts of earlier days are null in `/connectors`. */
export const firstClassifiedDay: Day = '2026-05-29'
/** First day with classified calls on every surface. From then on, `/connectors` counts every call. */
export const firstFullyClassifiedDay: Day = '2026-06-02'
