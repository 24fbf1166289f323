import { type Period, previousPeriod } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import type { ConversationText } from '../../texts/en/conversation.ts'
import { formatPeriod } from '../format/format-period.ts'

/**
 * Describes a period: "22 Oct – 20 Nov". If it is compared, also describes its previous period: "22 Oct – 20 Nov,
 * compared with 22 Sep – 21 Oct".
 */
export const describePeriods = (
  locale: string,
  t: Translate<ConversationText>,
  period: Period,
  isCompared: boolean,
): string => {
  const text = formatPeriod(locale, period, period.to)
  return isCompared
    ? t('conversation.compared', { period: text, previous: formatPeriod(locale, previousPeriod(period), period.to) })
    : text
}
