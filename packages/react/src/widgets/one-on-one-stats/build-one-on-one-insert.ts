import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import { describeComparedPeriods } from '../../shared/conversation/describe-compared-periods.ts'
import { type Block, toMarkdown, toText } from '../../shared/conversation/document.ts'
import { formatObservation } from '../../shared/conversation/format-observation.ts'
import type { Insert, OneOnOneData } from '../../shared/conversation/insert.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { ObservationText } from '../../texts/en/observations.ts'

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
export const buildOneOnOneInsert = (words: Words<ObservationText>, input: OneOnOneInsertInput): Insert<OneOnOneData> => {
  const { response, observations, isOwn, title } = input
  const { employeeId, period, previous } = response
  const blocks: Block[] = [
    ...(title
      ? [
          {
            kind: 'paragraph',
            content: [{ strong: title }, ` (${describeComparedPeriods(words, response)})`],
          } as const,
        ]
      : []),
    { kind: 'list', items: observations.map((one) => formatObservation(words, one, isOwn ? 'own' : 'ask')) },
  ]
  return {
    markdown: toMarkdown(blocks),
    text: toText(blocks),
    data: { employeeId, period, previous, observations },
  }
}
