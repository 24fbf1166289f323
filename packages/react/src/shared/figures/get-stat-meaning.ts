import { type StatId, type StatMeaning, statMeanings } from '@windmill/claude-core'
import type { HostTexts } from '../format/use-texts.ts'

/** Returns what a stat measures: the host's texts, otherwise core's. A host hides core's caveat with an empty text. */
export const getStatMeaning = ({ texts }: HostTexts, id: StatId): StatMeaning => {
  const { description, caveat = '' } = statMeanings[id]
  return {
    description: texts[`stat.${id}.description`] ?? description,
    caveat: texts[`stat.${id}.caveat`] ?? caveat,
  }
}
