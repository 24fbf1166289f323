/** A point in time: ISO 8601 in UTC with a `Z`, like `2026-11-20T10:00:00.000Z`. */
export type Instant = string
