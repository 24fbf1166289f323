import * as z from 'zod/mini'
import type { ActivePeople } from '../adoption/adoption-ids.ts'
import type { Engagement } from '../adoption/engagement.ts'
import type { AdoptionResponse, AdoptionTeam } from './adoption-response.ts'
import type { Schema } from './schema.ts'
import { bucket, day, employeeName, period, periodCoverage, wholeNumber } from './schema-fields.ts'

const count = z.nullable(wholeNumber)
const active: z.ZodMiniType<ActivePeople> = z.object({
  any: count,
  chat: count,
  code: count,
  usage: count,
  excel: count,
  powerpoint: count,
})
const engagement: z.ZodMiniType<Engagement> = z.object({ new: count, regular: count, occasional: count, lapsed: count })
const team: z.ZodMiniType<AdoptionTeam> = z.object({
  manager: z.nullable(employeeName),
  people: count,
  linked: count,
  active: z.nullable(active),
})
/** Validates the answer of `GET /adoption`. */
export const adoptionSchema: Schema<AdoptionResponse> = z.object({
  period,
  previous: period,
  bucket,
  people: wholeNumber,
  linked: wholeNumber,
  active,
  previousActive: active,
  engagement,
  series: z.array(z.object({ start: day, active })),
  teams: z.array(team),
  coverage: periodCoverage,
})
