import {
  type AdoptionId,
  adoptionIds,
  catalog,
  type EmployeeDay,
  type EmployeeStatsResponse,
  getStat,
} from '@windmill/claude-core'
import { getProductLabel, isActiveOn } from '@windmill/claude-core/internal'
import { getStatText } from '../format/get-stat-text.ts'
import type { DaysFigure, DaysFigureLanguage } from './days-figure.ts'
import { describeDay, describeSource } from './describe-day.ts'

const sourceStats = [getStat('skills.invocations'), getStat('connectors.invocations')]

/** Describes the active days as figures that are counted from days: with any product, and with each product. */
export const createActiveDaysFigure = (
  language: DaysFigureLanguage,
  { activeDays, coverage }: EmployeeStatsResponse,
): DaysFigure => {
  const { t } = language
  const name = t('days.active')
  const headers = adoptionIds.map((id) => (id === 'any' ? t('days.any') : getProductLabel(language, id)))
  return {
    name,
    fileName: 'active-days',
    explanation: t('days.activeSum'),
    headers,
    fileHeaders: headers.map((header) => `${name}: ${header}`),
    listCounts: (day) => adoptionIds.map((id) => toCount(isActiveOn(day, id))),
    formatCount: (count) => t(count > 0 ? 'days.yes' : 'days.no'),
    describeSums: () => '',
    sources: sourceStats.map((stat) => ({
      header: `${t('days.source')}: ${getStatText(language, stat, 'shortLabel')}`,
      describe: (day) => describeSource(language, day, stat),
    })),
    hasVaryingSources: true,
    describeState: (day) =>
      describeDay(language, day, coverage.archivedOn, {
        isUnknown: isActiveOn(day, 'any') === null,
        isLowerBound: adoptionIds.some((id) => isMaybeActive(day, id)),
      }),
    isSumOf: (sums, key) => adoptionIds.every((id, index) => sums[index] === activeDays[id][key]),
  }
}

const toCount = (isActive: boolean | null) => (isActive === null ? null : Number(isActive))

/** Whether a product without activity may have been in use, because one of its stats is not fully known. */
const isMaybeActive = (day: EmployeeDay, id: AdoptionId): boolean =>
  isActiveOn(day, id) === false &&
  catalog.some(
    (stat) => (id === 'any' || stat.product === id) && (day.partial.includes(stat.id) || day.unknown.includes(stat.id)),
  )
