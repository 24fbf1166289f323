/** An instant, ISO 8601 in UTC with a `Z`. */
export type Instant = string
