import type { Words } from '../../shared/format/use-texts.ts'
import type { MappingText } from '../../texts/en/mapping.ts'
import type { MappingUiState } from './mapping-reducer.ts'
import { formatUserLabel } from './mapping-texts.ts'

/** The result of the last batch in words. Empty before the first batch and while one is under way. */
export const describeResult = (words: Words<MappingText>, { batch, pendingIds }: MappingUiState): string => {
  const { t } = words
  const { changed, failed } = batch
  const [first] = changed
  if (pendingIds.size > 0) return ''
  const sentences = [
    changed.length > 1 && t(batch.isUndo ? 'mapping.undone' : 'mapping.changed', { count: changed.length }),
    changed.length === 1 &&
      first &&
      t(first.employee ? 'mapping.linked' : first.state === 'ignored' ? 'mapping.ignored' : 'mapping.nobody', {
        user: formatUserLabel(words, first),
        name: first.employee?.name ?? '',
      }),
    failed > 0 && t('mapping.failed', { count: failed }),
  ]
  return sentences.filter(Boolean).join(' ')
}
