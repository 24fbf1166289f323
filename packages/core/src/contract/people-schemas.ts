import * as z from 'zod/mini'
import type { ClaudeUserId } from '../ids.ts'
import { mappingReasons } from '../mapping-words.ts'
import type { LinkMethod, MappingState, SuggestionReason } from '../matching.ts'
import {
  type ClaudeUserResponse,
  type ClaudeUsersQuery,
  type ClaudeUsersResponse,
  type DirectoryProblem,
  type DirectoryStatus,
  type EmployeesResponse,
  type LinkChange,
  type LinkRequest,
  type LinkValue,
  mostChoices,
} from '../people-responses.ts'
import { day, employeeId, employeeName, instant, oneOf, shortText, wholeNumber } from './parts.ts'
import type { Schema } from './schema.ts'

/** The query of `GET /claude-users`. */
export const claudeUsersQuerySchema: Schema<ClaudeUsersQuery> = z.object({
  state: z.exactOptional(
    oneOf<MappingState>(
      { unmatched: true, conflict: true, flagged: true, ignored: true, matched: true },
      'must be unmatched, conflict, flagged, ignored or matched',
    ),
  ),
  search: z.exactOptional(shortText()),
  page: z.exactOptional(z.string()),
})

/** The query of `GET /employees`. Without `search`, the first by name are asked for. */
export const employeesQuerySchema: Schema<{ search: string }> = z.object({ search: z._default(shortText(), '') })

const chosen = z.string({ error: 'must be the id of an employee' })

/** The body of `PUT /claude-users/{id}/link`. */
export const linkRequestSchema: Schema<LinkRequest> = z.discriminatedUnion(
  'decision',
  [
    z.object({ decision: z.literal('link'), employeeId: chosen }),
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

const choice = z.object({
  id: employeeId,
  name: z.string(),
  emails: z.array(z.string()),
  archivedOn: z.nullable(day),
})

const method = z.nullable(oneOf<LinkMethod>({ email: true, alias: true, manual: true }))
const linkValue: z.ZodMiniType<LinkValue> = z.object({
  employee: z.nullable(employeeName),
  method,
  ignored: z.boolean(),
})
const linkChange: z.ZodMiniType<LinkChange> = z.object({
  at: instant,
  by: z.nullable(employeeName),
  from: linkValue,
  to: linkValue,
})

const mapping = {
  id: z.string() as unknown as z.ZodMiniType<ClaudeUserId>,
  email: z.nullable(z.string()),
  state: oneOf<MappingState>({ unmatched: true, conflict: true, flagged: true, ignored: true, matched: true }),
  reason: z.object({ code: oneOf(mappingReasons), message: z.string() }),
  employee: z.nullable(choice),
  method,
  candidates: z.array(choice),
  suggestions: z.array(
    z.extend(choice, {
      reason: oneOf<SuggestionReason>({
        same_local_part: true,
        alias_domain: true,
        plus_tag: true,
        similar_name: true,
        similar_address: true,
      }),
    }),
  ),
  lastActiveOn: z.nullable(day),
  lastChange: z.nullable(linkChange),
}

/** The answer to `GET` and `PUT /claude-users/{id}/link`. */
export const claudeUserSchema: Schema<ClaudeUserResponse> = z.object({ ...mapping, changes: z.array(linkChange) })

const directory: z.ZodMiniType<DirectoryStatus> = z.object({
  employees: wholeNumber,
  readAt: z.nullable(instant),
  heldBack: z.nullable(
    z.object({
      reason: oneOf<'failed' | 'invalid' | 'shrank'>({ failed: true, invalid: true, shrank: true }),
      at: instant,
      message: z.string(),
    }),
  ),
  problems: z.array(
    z.object({
      code: oneOf<DirectoryProblem['code']>({
        manager_unknown: true,
        manager_cycle: true,
        id_repeated: true,
        email_shared: true,
      }),
      employeeId,
      message: z.string(),
    }),
  ),
})

export const claudeUsersSchema: Schema<ClaudeUsersResponse> = z.object({
  counts: z.object({
    unmatched: wholeNumber,
    conflict: wholeNumber,
    flagged: wholeNumber,
    ignored: wholeNumber,
    matched: wholeNumber,
  }),
  claudeUsers: z.array(z.object(mapping)),
  next: z.nullable(z.string()),
  directory,
})

export const employeesSchema: Schema<EmployeesResponse> = z.object({
  employees: z.array(choice).check(z.maxLength(mostChoices)),
})
