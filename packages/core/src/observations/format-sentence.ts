import { type Day, startOfDay } from '../time/day.ts'
import { getQuarter, type Period } from '../time/period.ts'
import { describeObservation, type ObservationLanguage } from './describe-observation.ts'
import type { Observation } from './find-observations.ts'
import { getFormatter } from './texts/formatters.ts'

/** A period, and the previous period that it is compared with. */
export interface ComparedPeriods {
  readonly period: Period
  readonly previous: Period
}

/**
 * Formats an observation as one sentence that names its source: "Claude Code sessions rose from 64 to 139 (Q3 vs Q2)."
 * The sentence has no question and can stand alone, in a review or on an agenda.
 */
export const formatSentence = (
  language: ObservationLanguage,
  observation: Observation,
  periods: ComparedPeriods,
): string => {
  return language.t('sentence.source', {
    sentence: formatStatement(language, observation),
    periods: formatComparedPeriods(language, periods),
  })
}

const formatStatement = (language: ObservationLanguage, observation: Observation): string => {
  const { title, numbers } = describeObservation(language, observation, false)
  switch (observation.kind) {
    case 'changed':
      return title
    case 'steady':
      return language.t('sentence.steady', { product: title, numbers })
    default:
      return `${title}: ${numbers}`
  }
}

/** Marks a sentence that nobody has edited: "[System] Claude Code sessions rose from 64 to 139 (Q3 vs Q2)." */
export const markAsSystem = ({ t }: ObservationLanguage, sentence: string): string => t('sentence.system', { sentence })

/** Formats two compared periods: "Q3 vs Q2", or "13–20 Nov vs 5–12 Nov". The years show only if they differ. */
export const formatComparedPeriods = (language: ObservationLanguage, { period, previous }: ComparedPeriods): string => {
  const hasYear = getYear(previous.from) !== getYear(period.to)
  const format = [period, previous].every(isQuarter) ? formatQuarter : formatDates
  return language.t('sentence.periods', {
    period: format(language, period, hasYear),
    previous: format(language, previous, hasYear),
  })
}

const getYear = (day: Day) => day.slice(0, 4)

const isQuarter = ({ from, to }: Period) => {
  const quarter = getQuarter(from)
  return from === quarter.from && to === quarter.to
}

const formatQuarter = ({ t }: ObservationLanguage, { to }: Period, hasYear: boolean) => {
  const quarter = Number(to.slice(5, 7)) / 3
  return hasYear ? t('sentence.quarterOfYear', { quarter, year: getYear(to) }) : t('sentence.quarter', { quarter })
}

const formatDates = ({ locale }: ObservationLanguage, { from, to }: Period, hasYear: boolean) =>
  getFormatter(Intl.DateTimeFormat, locale, {
    day: 'numeric',
    month: 'short',
    year: hasYear ? 'numeric' : undefined,
    timeZone: 'UTC',
  })
    .formatRange(startOfDay(from), startOfDay(to))
    // JavaScript engines differ in these spaces.
    .replace(/\p{Zs}/gu, ' ')
    .replace(/(?<!\d)(\d{1,2}\.?) ?– ?(?=\d)/g, '$1–')
