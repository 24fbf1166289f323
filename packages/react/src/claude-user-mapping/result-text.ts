import type { MappedClaudeUser } from '@windmill/claude-core'
import type { MappingText } from '../texts/en-mapping.ts'
import type { Words } from '../texts/use-texts.ts'
import type { MappingUi } from './machine.ts'

/** What a claude user goes by. */
export const nameOf = ({ t }: Words<MappingText>, { id, email }: MappedClaudeUser): string =>
  email ?? t('mapping.noEmail', { id })

/** What the last changes came to, as the server answered; empty before the first, and while there are more to come. */
export const resultText = (words: Words<MappingText>, { batch, pending }: MappingUi): string => {
  const { t } = words
  const { changed, failed } = batch
  const [first] = changed
  if (pending.size > 0) return ''
  const sentences = [
    changed.length > 1 && t(batch.isUndo ? 'mapping.undone' : 'mapping.changed', { count: changed.length }),
    changed.length === 1 &&
      first &&
      t(first.employee ? 'mapping.linked' : first.state === 'ignored' ? 'mapping.ignored' : 'mapping.nobody', {
        user: nameOf(words, first),
        name: first.employee?.name ?? '',
      }),
    failed > 0 && t('mapping.failed', { count: failed }),
  ]
  return sentences.filter(Boolean).join(' ')
}
