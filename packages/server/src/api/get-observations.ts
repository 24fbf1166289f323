import {
  assessComparison,
  type EmployeeId,
  type ObservationAnswer,
  type ObservationsResponse,
  type PagePurpose,
  type Period,
  type TextByLanguage,
  type Viewer,
} from '@windmill/claude-core'
import { chooseBucket } from '@windmill/claude-core/internal'
import {
  type ComparedPeriods,
  describeObservation,
  fillText,
  findObservations,
  formatSentence,
  markAsSystem,
  type Observation,
  type ObservationLanguage,
  type ObservationTexts,
} from '@windmill/claude-core/observations'
import { de } from '@windmill/claude-core/observations/de'
import { en } from '@windmill/claude-core/observations/en'
import { authorizeFigures } from './authorize-figures.ts'
import type { Context } from './context.ts'
import { readEmployeeStats } from './read-employee-stats.ts'
import { recordEmployeeReads } from './record.ts'

/**
 * Returns what changed most in one employee's usage up to the last settled day, and adds the read to the log.
 * @throws `ProblemError` `not_found` for an unknown id and for an employee hidden from the viewer, or
 * `figures_not_shown`.
 */
export const getObservations = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { purpose, ...requested }: Period & { readonly purpose: PagePurpose },
): Promise<ObservationsResponse> => {
  const authorized = await authorizeFigures(context, viewer, 'employeeStats', requested, employeeId)
  const { reader, facts, settled: period, newerDays } = authorized
  // An answer without figures is not recorded as a read.
  if (!period) {
    return { employeeId, period, previous: null, newerDays, comparison: null, checkedMonths: [], observations: [] }
  }
  const stats = await readEmployeeStats(context, viewer, employeeId, {
    period,
    compared: period,
    bucket: chooseBucket(period),
    facts,
  })
  await recordEmployeeReads(context, reader, [employeeId], { purpose, periods: [period, stats.previous] })
  const isOwn = employeeId === viewer.employeeId
  return {
    employeeId,
    period,
    previous: stats.previous,
    newerDays,
    comparison: assessComparison(stats),
    checkedMonths: stats.coverage.checkedMonths ?? [],
    observations: findObservations(stats).map((observation) => addSentences(observation, stats, isOwn)),
  }
}

const createLanguage = (locale: string, texts: ObservationTexts): ObservationLanguage => ({
  t: (key, values) => fillText(locale, texts[key], values),
  locale,
  texts: {},
})

const languages = { en: createLanguage('en', en), de: createLanguage('de', de) }

const addSentences = (observation: Observation, periods: ComparedPeriods, isOwn: boolean): ObservationAnswer => {
  const formatMarked = (language: ObservationLanguage) =>
    markAsSystem(language, formatSentence(language, observation, periods))
  const [english, german] = [languages.en, languages.de].map(
    (language) => describeObservation(language, observation, isOwn).question,
  )
  const questions: TextByLanguage | null = english && german ? { en: english, de: german } : null
  return {
    ...observation,
    use: 'context_not_evaluation',
    sentences: { en: formatMarked(languages.en), de: formatMarked(languages.de) },
    questions,
  }
}
