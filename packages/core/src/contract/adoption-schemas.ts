import * as z from 'zod/mini'
import type { ActivePeople } from '../adoption/adoption-ids.ts'
import type { Engagement } from '../adoption/engagement.ts'
import type { WeeklyAverage } from '../adoption/weekly-average.ts'
import type { AdoptionQuery, AdoptionResponse, AdoptionTeam, ExportQuery } from './adoption-response.ts'
import type { Schema } from './schema.ts'
import {
  addPeriodChecks,
  bucket,
  day,
  employeeName,
  maxIdLength,
  period,
  periodCoverage,
  seats,
  wholeNumber,
} from './schema-fields.ts'

const count = z.nullable(wholeNumber)
const active: z.ZodMiniType<ActivePeople> = z.object({
  any: count,
  chat: count,
  code: count,
  usage: count,
  excel: count,
  powerpoint: count,
})
const average = z.nullable(z.number().check(z.gte(0)))
const weeklyAverage: z.ZodMiniType<WeeklyAverage> = z.object({
  people: average,
  active: z.object({
    any: average,
    chat: average,
    code: average,
    usage: average,
    excel: average,
    powerpoint: average,
  }),
})
const engagement: z.ZodMiniType<Engagement> = z.object({ new: count, regular: count, occasional: count, lapsed: count })
const team: z.ZodMiniType<AdoptionTeam> = z.object({
  manager: z.nullable(employeeName),
  value: z.nullable(z.string()),
  people: wholeNumber,
  linked: wholeNumber,
  active,
  weekly: weeklyAverage,
  previousWeekly: weeklyAverage,
  series: z.array(count),
})
const groupFields = { from: day, to: day, scope: z.optional(z.string().check(z.maxLength(maxIdLength))) }

/** Maximum length of a locale, in characters. */
const maxLocaleLength = 100
const isSupportedLocale = (locale: string): boolean => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

/** Validates the query of `GET /export.csv`. */
export const exportQuerySchema: Schema<ExportQuery> = addPeriodChecks<ExportQuery>(
  z.object({
    ...groupFields,
    locale: z.optional(
      z
        .string()
        .check(
          z.maxLength(maxLocaleLength),
          z.refine(isSupportedLocale, { error: 'must be the tag of a language, such as de or en-GB' }),
        ),
    ),
  }),
)

/** Validates the query of `GET /adoption`. */
export const adoptionQuerySchema: Schema<AdoptionQuery> = addPeriodChecks<AdoptionQuery>(
  z.object({
    ...groupFields,
    bucket: z._default(bucket, 'day'),
    by: z.optional(z.string().check(z.minLength(1), z.maxLength(maxIdLength))),
  }),
)

/** Validates the answer of `GET /adoption`. */
export const adoptionSchema: Schema<AdoptionResponse> = z.object({
  period,
  previous: period,
  bucket,
  by: z.nullable(z.string()),
  manager: z.nullable(employeeName),
  people: wholeNumber,
  linked: wholeNumber,
  active,
  previousActive: active,
  weeks: z.array(day),
  previousWeeks: z.array(day),
  weekly: weeklyAverage,
  previousWeekly: weeklyAverage,
  engagement,
  series: z.array(z.object({ start: day, active, engagement: z.nullable(engagement) })),
  teams: z.array(team),
  coverage: periodCoverage,
  notShown: wholeNumber,
  excluded: count,
  seats: z.nullable(seats),
})
