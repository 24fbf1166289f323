import { type DayFailureCode, dayFailures } from '@windmill/claude-core'

type DayFailureText = `dayFailure.${DayFailureCode}.${'title' | 'advice'}`

/** Core's words for why a day could not be read, as a table of texts, so that a host can replace them by key. */
export const dayFailureTexts: Readonly<Record<DayFailureText, string>> = Object.fromEntries(
  Object.entries(dayFailures).flatMap(([code, { title, advice }]) => [
    [`dayFailure.${code}.title`, title],
    [`dayFailure.${code}.advice`, advice],
  ]),
) as Record<DayFailureText, string>
