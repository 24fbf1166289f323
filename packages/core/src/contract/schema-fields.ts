import * as z from 'zod/mini'
import type { Seats } from '../adoption/seats.ts'
import type { EmployeeChoice, EmployeeName } from '../people/employee.ts'
import { foldSearchText } from '../people/fold-search-text.ts'
import type { ClaudeUserId, EmployeeId } from '../people/ids.ts'
import type { LinkMethod } from '../people/link.ts'
import { type ProblemCode, problems } from '../problems/problems.ts'
import { statIds } from '../stats/catalog.ts'
import type { AccountCoverage, CheckedMonth, PeriodCoverage } from '../stats/coverage.ts'
import { type Day, isDay } from '../time/day.ts'
import { type Bucket, countDays, type Period } from '../time/period.ts'
import type { LinkValue } from './claude-users-response.ts'
import type { EmployeeCoverage } from './employee-stats-response.ts'
import type { PagePurpose } from './log-response.ts'
import type { ReconciliationResult } from './reconciliation-response.ts'
import type { Schema } from './schema.ts'

/** Creates a schema for a union of words. The words are keys of an object, so that a missing word does not compile. */
export const createEnumSchema = <Word extends string>(
  words: Readonly<Record<Word, unknown>>,
  message?: string,
): z.ZodMiniType<Word> =>
  z.enum(Object.keys(words) as [Word, ...Word[]], message === undefined ? undefined : { error: message })

const dayError = { error: 'must be an existing date in the form YYYY-MM-DD' }
export const day: z.ZodMiniType<Day> = z
  .string(dayError)
  .check(z.refine(isDay, dayError), z.meta({ format: 'date' })) as unknown as z.ZodMiniType<Day>
export const instant: z.ZodMiniType<string> = z.string().check(z.meta({ format: 'date-time' }))
export const wholeNumber: z.ZodMiniType<number> = z.int().check(z.gte(0))
export const bucket: z.ZodMiniType<Bucket> = createEnumSchema<Bucket>(
  { day: true, week: true, month: true },
  'must be day, week or month',
)
export const reconciliationResult: z.ZodMiniType<ReconciliationResult> = createEnumSchema<ReconciliationResult>({
  equal: true,
  differs: true,
  not_comparable: true,
})
export const seats: z.ZodMiniType<Seats> = z.object({
  day,
  assigned: wholeNumber,
  pendingInvites: z.nullable(wholeNumber),
})
export const period: z.ZodMiniType<Period> = z.object({ from: day, to: day })
export const problemCode: z.ZodMiniType<ProblemCode> = createEnumSchema<ProblemCode>(problems)

export const claudeUserId: z.ZodMiniType<ClaudeUserId> = z.string() as unknown as z.ZodMiniType<ClaudeUserId>
export const employeeId: z.ZodMiniType<EmployeeId> = z.string() as unknown as z.ZodMiniType<EmployeeId>
export const employeeName: z.ZodMiniType<EmployeeName> = z.object({ id: employeeId, name: z.string() })

export const linkMethod: z.ZodMiniType<LinkMethod | null> = z.nullable(
  createEnumSchema<LinkMethod>({ email: true, alias: true, manual: true }),
)
export const linkValue: z.ZodMiniType<LinkValue> = z.object({
  employee: z.nullable(employeeName),
  method: linkMethod,
  ignored: z.boolean(),
})

export const pagePurposes: Readonly<Record<PagePurpose, true>> = { profile: true, review: true, one_on_one: true }
export const pagePurpose: z.ZodMiniType<PagePurpose> = createEnumSchema<PagePurpose>(
  pagePurposes,
  'must be profile, review or one_on_one',
)

export const employeeChoiceFields: {
  readonly id: z.ZodMiniType<EmployeeId>
  readonly name: z.ZodMiniType<string>
  readonly emails: z.ZodMiniType<string[]>
  readonly archivedOn: z.ZodMiniType<Day | null>
} = {
  id: employeeId,
  name: z.string(),
  emails: z.array(z.string()),
  archivedOn: z.nullable(day),
}
export const employeeChoice: z.ZodMiniType<EmployeeChoice> = z.object(employeeChoiceFields)

const coverageFields = {
  through: z.nullable(day),
  provisionalFrom: z.nullable(day),
  missing: z.array(day),
  notServed: z.nullable(z.object({ from: day, to: day })),
  keptFrom: z.nullable(day),
}
export const accountCoverage: z.ZodMiniType<AccountCoverage> = z.object({ ...coverageFields, first: day, through: day })

/** The last reconciliation of a month with Claude's own totals. */
export const checkedMonth: z.ZodMiniType<CheckedMonth> = z.object({
  month: day,
  checkedAt: instant,
  result: reconciliationResult,
  stats: z.array(z.enum([...statIds])),
})
const periodCoverageFields = {
  ...coverageFields,
  previousMissing: z.array(day),
  latestDay: z.nullable(day),
  checkedMonths: z.optional(z.array(checkedMonth)),
}
export const periodCoverage: z.ZodMiniType<PeriodCoverage> = z.object(periodCoverageFields)
export const employeeCoverage: z.ZodMiniType<EmployeeCoverage> = z.object({
  ...periodCoverageFields,
  claudeUsers: wholeNumber,
  startedOn: z.nullable(day),
  archivedOn: z.nullable(day),
})

/** Maximum length of an id in a query, in characters. */
export const maxIdLength = 300

/** Maximum length of a search, in characters: enough for any name. */
const maxSearchLength = 200

/** Maximum number of words in a search. Each word is searched for separately. */
const maxSearchWords = 10

/** Accepts the text of a search. */
export const searchText: z.ZodMiniType<string> = z.string().check(
  z.maxLength(maxSearchLength, { error: 'is too long' }),
  // Some characters become several words when they are folded.
  z.refine((text) => foldSearchText(text).trim().split(/\s+/).length <= maxSearchWords, {
    error: 'has too many words',
  }),
)

/** Maximum length of a requested period, in days. */
export const maxPeriodDays = 366

/**
 * Adds the checks of a requested period to a query: the days are in order, and the period has at most `maxPeriodDays`.
 */
export const addPeriodChecks = <Query extends Period>(query: z.ZodMiniType<Query>): Schema<Query> =>
  query.check(
    z.refine(({ from, to }) => from <= to, { error: 'must not be earlier than from', path: ['to'] }),
    z.refine((requested) => countDays(requested) <= maxPeriodDays, {
      error: `must be at most ${maxPeriodDays - 1} days after from`,
      path: ['to'],
    }),
  )
