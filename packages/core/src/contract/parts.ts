import * as z from 'zod/mini'
import { type Day, isDay } from '../day.ts'
import type { EmployeeId } from '../ids.ts'
import type { EmployeeName } from '../people-responses.ts'
import { type Bucket, lengthInDays, type Period } from '../period.ts'
import { type ProblemCode, problems } from '../problems.ts'
import type { Schema } from './schema.ts'

/** One of the words of a type, which are the keys: with one left out, it does not compile. */
export const oneOf = <Word extends string>(
  words: Readonly<Record<Word, unknown>>,
  message?: string,
): z.ZodMiniType<Word> =>
  z.enum(Object.keys(words) as [Word, ...Word[]], message === undefined ? undefined : { error: message })

const notADay = { error: 'must be an existing date in the form YYYY-MM-DD' }
export const day: z.ZodMiniType<Day> = z
  .string(notADay)
  .check(z.refine(isDay, notADay), z.meta({ format: 'date' })) as unknown as z.ZodMiniType<Day>
export const instant: z.ZodMiniType<string> = z.string().check(z.meta({ format: 'date-time' }))
export const wholeNumber: z.ZodMiniType<number> = z.int().check(z.gte(0))
export const bucket: z.ZodMiniType<Bucket> = oneOf<Bucket>(
  { day: true, week: true, month: true },
  'must be day, week or month',
)
export const period: z.ZodMiniType<Period> = z.object({ from: day, to: day })
export const problemCode: z.ZodMiniType<ProblemCode> = oneOf<ProblemCode>(problems)

export const employeeId: z.ZodMiniType<EmployeeId> = z.string() as unknown as z.ZodMiniType<EmployeeId>
export const employeeName: z.ZodMiniType<EmployeeName> = z.object({ id: employeeId, name: z.string() })

/** Text that someone types or copies into an address: long enough for every name. */
export const shortText = (): z.ZodMiniType<string> => z.string().check(z.maxLength(200, { error: 'is too long' }))

/** The longest period that one request may ask for, in days. */
export const longestPeriod = 366

/** Two days in the right order, and not too far apart. */
export const asPeriod = <Query extends Period>(query: z.ZodMiniType<Query>): Schema<Query> =>
  query.check(
    z.refine(({ from, to }) => from <= to, { error: 'must not be earlier than from', path: ['to'] }),
    z.refine((asked) => lengthInDays(asked) <= longestPeriod, {
      error: `must be at most ${longestPeriod} days from the first`,
      path: ['to'],
    }),
  )
