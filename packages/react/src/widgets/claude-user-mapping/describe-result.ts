import type { Language } from '../../shared/format/use-texts.ts'
import type { MappingText } from '../../texts/en/mapping.ts'
import type { MappingUiState } from './mapping-reducer.ts'
import { formatUserLabel } from './mapping-texts.ts'

/** Describes the result of the last batch. Empty before the first batch and while a batch is under way. */
export const describeResult = (language: Language<MappingText>, { batch, pendingIds }: MappingUiState): string => {
  const { t } = language
  const { changedUsers, failedCount } = batch
  const [firstUser] = changedUsers
  if (pendingIds.size > 0) return ''
  const sentences = [
    changedUsers.length > 1 && t(batch.hasUndo ? 'mapping.undone' : 'mapping.changed', { count: changedUsers.length }),
    changedUsers.length === 1 &&
      firstUser &&
      t(firstUser.employee ? 'mapping.linked' : firstUser.state === 'ignored' ? 'mapping.ignored' : 'mapping.nobody', {
        user: formatUserLabel(language, firstUser),
        name: firstUser.employee?.name ?? '',
      }),
    failedCount > 0 && t('mapping.failed', { count: failedCount }),
  ]
  return sentences.filter(Boolean).join(' ')
}
