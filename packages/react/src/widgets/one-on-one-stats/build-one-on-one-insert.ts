import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import { describeComparedPeriods } from '../../shared/conversation/describe-compared-periods.ts'
import { type Block, toMarkdown, toText } from '../../shared/conversation/document.ts'
import { formatObservation } from '../../shared/conversation/format-observation.ts'
import type { Insert, OneOnOneData } from '../../shared/conversation/insert.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'

interface OneOnOneInsertInput {
  readonly response: EmployeeStatsResponse
  /** The observations to insert: one, or all that are shown. */
  readonly observations: readonly Observation[]
  /** Whether the viewer is the employee. */
  readonly isOwn: boolean
  /** Heading of a list of observations. Null for a single observation, which explains itself. */
  readonly title: string | null
}

/** The observations as Markdown, plain text and data, for a meeting agenda. */
export const buildOneOnOneInsert = (
  words: Words<ObservationsText>,
  input: OneOnOneInsertInput,
): Insert<OneOnOneData> => {
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
    {
      kind: 'list',
      items: observations.map((observation) => formatObservation(words, observation, isOwn ? 'own' : 'ask')),
    },
  ]
  return {
    markdown: toMarkdown(blocks),
    text: toText(blocks),
    data: { employeeId, period, previous, observations },
  }
}
