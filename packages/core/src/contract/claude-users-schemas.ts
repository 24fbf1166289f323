import * as z from 'zod/mini'
import { type MappingState, mappingStates } from '../people/mapping.ts'
import { mappingReasons } from '../people/mapping-reasons.ts'
import type { SuggestionReason } from '../people/suggestion.ts'
import type {
  ClaudeUserResponse,
  ClaudeUsersQuery,
  ClaudeUsersResponse,
  LinkChange,
  LinkRequest,
} from './claude-users-response.ts'
import type { DirectoryProblem, DirectoryStatus } from './directory-status.ts'
import type { Schema } from './schema.ts'
import {
  claudeUserId,
  createEnumSchema,
  day,
  employeeChoice,
  employeeChoiceFields,
  employeeId,
  employeeName,
  instant,
  linkMethod,
  linkValue,
  maxIdLength,
  searchText,
  wholeNumber,
} from './schema-fields.ts'

/** Builds a record with a value for every mapping state. */
const buildRecordByState = <Value>(createValue: (state: MappingState) => Value): Record<MappingState, Value> =>
  Object.fromEntries(mappingStates.map((state) => [state, createValue(state)])) as Record<MappingState, Value>

const mappingStateSet = buildRecordByState(() => true)

export const mappingState: z.ZodMiniType<MappingState> = createEnumSchema(mappingStateSet)

/** Validates the query of `GET /claude-users`. */
export const claudeUsersQuerySchema: Schema<ClaudeUsersQuery> = z.object({
  state: z.exactOptional(
    createEnumSchema(mappingStateSet, `must be ${mappingStates.slice(0, -1).join(', ')} or ${mappingStates.at(-1)}`),
  ),
  search: z.exactOptional(searchText),
  suggestedFor: z.exactOptional(z.string().check(z.maxLength(maxIdLength))),
  page: z.exactOptional(z.string()),
})

const chosenEmployeeId = z.string({ error: 'must be the id of an employee' })

/** Validates the body of `PUT /claude-users/{id}/link`. */
export const linkRequestSchema: Schema<LinkRequest> = z.discriminatedUnion(
  'decision',
  [
    z.object({ decision: z.literal('link'), employeeId: chosenEmployeeId }),
    z.object({ decision: z.literal('unlink') }),
    z.object({ decision: z.literal('ignore') }),
    z.object({ decision: z.literal('automatic') }),
    z.object({ decision: z.literal('undo') }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'must be link, unlink, ignore, automatic or undo' : 'must be an object',
  },
)

const linkChange: z.ZodMiniType<LinkChange> = z.object({
  at: instant,
  by: z.nullable(employeeName),
  from: linkValue,
  to: linkValue,
})

const mappedClaudeUserFields = {
  id: claudeUserId,
  email: z.nullable(z.string()),
  state: mappingState,
  reason: z.object({ code: createEnumSchema(mappingReasons), message: z.string() }),
  employee: z.nullable(employeeChoice),
  method: linkMethod,
  candidates: z.array(employeeChoice),
  suggestions: z.array(
    z.object({
      ...employeeChoiceFields,
      reason: createEnumSchema<SuggestionReason>({
        same_local_part: true,
        alias_domain: true,
        plus_tag: true,
        similar_name: true,
        similar_address: true,
      }),
    }),
  ),
  lastActiveOn: z.optional(z.nullable(day)),
  lastChange: z.nullable(linkChange),
}

/** Validates the answer of `GET` and `PUT /claude-users/{id}/link`. */
export const claudeUserSchema: Schema<ClaudeUserResponse> = z.object({
  ...mappedClaudeUserFields,
  changes: z.array(linkChange),
})

const directory: z.ZodMiniType<DirectoryStatus> = z.object({
  employees: wholeNumber,
  readAt: z.nullable(instant),
  heldBack: z.nullable(
    z.object({
      reason: createEnumSchema<'failed' | 'invalid' | 'shrank'>({ failed: true, invalid: true, shrank: true }),
      at: instant,
      message: z.string(),
    }),
  ),
  problems: z.array(
    z.object({
      code: createEnumSchema<DirectoryProblem['code']>({
        manager_unknown: true,
        manager_cycle: true,
        id_repeated: true,
        email_shared: true,
        email_unusable: true,
        days_reversed: true,
      }),
      employeeId,
      message: z.string(),
    }),
  ),
})

/** Validates the answer of `GET /claude-users`. */
export const claudeUsersSchema: Schema<ClaudeUsersResponse> = z.object({
  counts: z.object(buildRecordByState(() => wholeNumber)),
  claudeUsers: z.array(z.object(mappedClaudeUserFields)),
  next: z.nullable(z.string()),
  directory,
})
