import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'
import { describeComparedPeriods } from '../../shared/conversation/describe-compared-periods.ts'
import { formatObservation } from '../../shared/conversation/format-observation.ts'
import type { Insert, OneOnOneData } from '../../shared/conversation/insert.ts'
import { type Block, renderMarkdown, renderText } from '../../shared/conversation/render-document.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'

interface OneOnOneInsertInput {
  readonly response: EmployeeStatsResponse
  /** The observations to insert: one, or all. */
  readonly observations: readonly Observation[]
  /** Whether the viewer is the employee. */
  readonly isOwn: boolean
  /** Title above the list of observations. Null for a single observation, which needs no title. */
  readonly title: string | null
}

/** Builds the content that a meeting agenda gets: the observations as Markdown, plain text and data. */
export const buildOneOnOneInsert = (
  language: Language<ObservationsText>,
  input: OneOnOneInsertInput,
): Insert<OneOnOneData> => {
  const { response, observations, isOwn, title } = input
  const { employeeId, period, previous } = response
  const blocks: Block[] = [
    ...(title
      ? [
          {
            kind: 'paragraph',
            content: [{ strong: title }, ` (${describeComparedPeriods(language, response)})`],
          } as const,
        ]
      : []),
    {
      kind: 'list',
      items: observations.map((observation) => formatObservation(language, observation, isOwn ? 'own' : 'ask')),
    },
  ]
  return {
    markdown: renderMarkdown(blocks),
    text: renderText(blocks),
    data: { employeeId, period, previous, observations },
  }
}
