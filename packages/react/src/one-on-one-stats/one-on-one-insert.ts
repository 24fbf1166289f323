import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import { comparedPeriods } from '../talks/compared.ts'
import { type Block, toMarkdown, toText } from '../talks/document.ts'
import type { Insert, OneOnOneData } from '../talks/insert.ts'
import { observationLine } from '../talks/observation-line.ts'
import type { ObservationText } from '../texts/en-observations.ts'
import type { Words } from '../texts/use-texts.ts'

interface OneOnOneInsertInput {
  readonly response: EmployeeStatsResponse
  /** One, or all that are shown. */
  readonly observations: readonly Observation[]
  /** Whether the viewer is the employee. */
  readonly isOwn: boolean
  /** Stands above all of them; one alone says by itself what it is. */
  readonly title: string | null
}

/** What is added to an agenda. */
export const oneOnOneInsert = (words: Words<ObservationText>, input: OneOnOneInsertInput): Insert<OneOnOneData> => {
  const { response, observations, isOwn, title } = input
  const { employeeId, period, previous } = response
  const blocks: Block[] = [
    ...(title
      ? [
          {
            kind: 'paragraph',
            content: [{ strong: title }, ` (${comparedPeriods(words, response)})`],
          } as const,
        ]
      : []),
    { kind: 'list', items: observations.map((one) => observationLine(words, one, isOwn ? 'own' : 'ask')) },
  ]
  return {
    markdown: toMarkdown(blocks),
    text: toText(blocks),
    data: { employeeId, period, previous, observations },
  }
}
