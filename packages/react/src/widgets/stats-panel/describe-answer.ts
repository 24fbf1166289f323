import {
  type AdoptionId,
  assessComparison,
  countDays,
  type EmployeeStatsResponse,
  type ProductId,
  products,
} from '@windmill/claude-core'
import { countReadDays, getComparedDays, getProductLabel } from '@windmill/claude-core/internal'
import { formatDay } from '../../shared/format/formatters.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'

/** The answer to how much somebody uses Claude. */
export interface Answer {
  /** "Active on 17 of 26 days, mostly in Claude Code" */
  readonly sentence: string
  /** "12 through 13 Nov, 11 of 23 before." Empty if the periods cannot be compared. */
  readonly previous: string
}

/**
 * Describes on how many of the read days an employee was active. Days before they started and after they left are in no
 * count. Null if nothing is known.
 */
export const describeAnswer = (language: Language<StatsPanelText>, response: EmployeeStatsResponse): Answer | null => {
  const { t, locale } = language
  const { value, compared, previous } = response.activeDays.any
  if (value === null) return null
  const activeDaysText = t('answer.active', { active: value, count: countReadDays(response) })
  const mainProduct = findMainProduct(response)
  const isCompared = assessComparison(response).kind !== 'withheld' && previous !== null
  return {
    sentence: mainProduct
      ? t('answer.mostly', { days: activeDaysText, product: getProductLabel(language, mainProduct) })
      : activeDaysText,
    previous: isCompared
      ? t('answer.previous', {
          compared: compared ?? '',
          day: formatDay(locale, getComparedDays(response).to),
          active: previous,
          count: countDays(response.previous),
        })
      : '',
  }
}

/**
 * Returns the product that was used on most of the active days: on more than half of them, and on more days than any
 * other product. Null if there is no such product. Skills and connectors are not a product of their own, but a part of
 * the other products.
 */
const findMainProduct = ({ activeDays }: EmployeeStatsResponse): ProductId | null => {
  const getDays = (id: AdoptionId) => activeDays[id].value ?? 0
  const [first, second] = products
    .map(({ id }) => id)
    .filter((id) => id !== 'usage')
    .sort((a, b) => getDays(b) - getDays(a))
  if (!first || getDays(first) * 2 <= getDays('any')) return null
  return second && getDays(second) === getDays(first) ? null : first
}
