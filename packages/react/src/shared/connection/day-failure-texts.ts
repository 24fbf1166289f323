import { type DayFailureCode, dayFailures } from '@windmill/claude-core'

type DayFailureText = `dayFailure.${DayFailureCode}.${'title' | 'advice'}`

/** Core's texts for failed days as a text table. `useTexts` lets a host override them by key. */
export const dayFailureTexts: Readonly<Record<DayFailureText, string>> = Object.fromEntries(
  Object.entries(dayFailures).flatMap(([code, { title, advice }]) => [
    [`dayFailure.${code}.title`, title],
    [`dayFailure.${code}.advice`, advice],
  ]),
) as Record<DayFailureText, string>
