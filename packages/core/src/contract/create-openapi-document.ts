import * as z from 'zod/mini'
import { adoptionQuerySchema, adoptionSchema, exportQuerySchema } from './adoption-schemas.ts'
import {
  claudeUserSchema,
  claudeUsersQuerySchema,
  claudeUsersSchema,
  linkRequestSchema,
} from './claude-users-schemas.ts'
import {
  connectionSchema,
  disconnectQuerySchema,
  invitationSchema,
  invitedConnectSchema,
  invitedPreviewSchema,
  keyRequestSchema,
  previewSchema,
} from './connection-schemas.ts'
import { employeeDataSchema } from './employee-data-schemas.ts'
import { employeeDaysQuerySchema, employeeDaysSchema } from './employee-days-schemas.ts'
import { employeeStatsSchema, statsQuerySchema } from './employee-stats-schemas.ts'
import { employeesQuerySchema, employeesSchema } from './employees-schemas.ts'
import { accessSchema, logQuerySchema, logSchema } from './log-schemas.ts'
import { observationsQuerySchema, observationsSchema } from './observations-schemas.ts'
import { problemSchema } from './problem-schema.ts'
import { reconciliationFindingsSchema, reconciliationSchema } from './reconciliation-schemas.ts'
import type { Schema } from './schema.ts'
import { teamStatsQuerySchema, teamStatsSchema } from './team-stats-schemas.ts'
import { totalsSchema } from './totals-schemas.ts'
import { viewerSchema } from './viewer-schemas.ts'

interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly summary: string
  readonly query?: Schema<unknown>
  readonly body?: Schema<unknown>
  /** The schema of a JSON answer, or the content type of an answer that is not JSON. */
  readonly answer: Schema<unknown> | 'text/csv'
  /** The schema of the answer to an invitation. Left out if the operation refuses one. */
  readonly invitedAnswer?: Schema<unknown>
  readonly status: number
}

const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/viewer',
    summary: 'Returns who is signed in, and what they may do.',
    answer: viewerSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/connection',
    summary:
      'Returns the connection’s status, coverage and progress. Key details and failed days need `connection:manage`, ' +
      'and the number of Claude users needs `users:match`.',
    answer: connectionSchema,
    status: 200,
  },
  {
    method: 'post',
    path: '/connection/preview',
    summary: 'Tries a key and saves nothing. Needs `connection:manage` or an invitation.',
    body: keyRequestSchema,
    answer: previewSchema,
    invitedAnswer: invitedPreviewSchema,
    status: 200,
  },
  {
    method: 'put',
    path: '/connection',
    summary: 'Connects, or replaces the key, and starts a sync. Needs `connection:manage` or an invitation.',
    body: keyRequestSchema,
    answer: connectionSchema,
    invitedAnswer: invitedConnectSchema,
    status: 200,
  },
  {
    method: 'delete',
    path: '/connection',
    summary:
      'Disconnects: deletes the key, and keeps or erases the stored counts. Needs `connection:manage`, or ' +
      '`connection:erase` to erase.',
    query: disconnectQuerySchema,
    answer: connectionSchema,
    status: 200,
  },
  {
    method: 'post',
    path: '/connection/invitation',
    summary: 'Makes an invitation to save a key for this account, and ends an earlier one. Needs `connection:manage`.',
    answer: invitationSchema,
    status: 201,
  },
  {
    method: 'delete',
    path: '/connection/invitation',
    summary: 'Revokes the invitation. Needs `connection:manage`.',
    answer: connectionSchema,
    status: 200,
  },
  {
    method: 'post',
    path: '/sync',
    summary: 'Starts a sync now. Needs `connection:manage`.',
    answer: connectionSchema,
    status: 202,
  },
  {
    method: 'get',
    path: '/employees/{id}/stats',
    summary: 'Returns one employee’s twenty stats, for viewers who may see them.',
    query: statsQuerySchema,
    answer: employeeStatsSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/employees/{id}/days',
    summary:
      'Returns the days behind one employee’s stats: when each day was read, from which source, and its counts. ' +
      'Open to viewers who may see the employee’s stats.',
    query: employeeDaysQuerySchema,
    answer: employeeDaysSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/employees/{id}/observations',
    summary:
      'Returns what changed most in one employee’s usage, as sentences in every language with their numbers as data. ' +
      'Open to viewers who may see the employee’s stats.',
    query: observationsQuerySchema,
    answer: observationsSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/teams/{managerId}/stats',
    summary:
      'Returns the stats of everyone below a manager. Open to that manager, the managers above, people who stand in ' +
      'for one of these managers, and viewers with `people:view`.',
    query: teamStatsQuerySchema,
    answer: teamStatsSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/adoption',
    summary: 'Counts how many people of a group use each product.',
    query: adoptionQuerySchema,
    answer: adoptionSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/totals',
    summary:
      'Returns how many Claude users of the company were active in each settled week, rounded to five. Needs ' +
      '`totals:view`, and is refused to viewers who see more than three people, themself included.',
    answer: totalsSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/reconciliation',
    summary:
      'Returns which months were reconciled with Claude’s own totals, and what differs. Needs `connection:manage` or ' +
      '`people:view`.',
    answer: reconciliationSchema,
    status: 200,
  },
  {
    method: 'post',
    path: '/reconciliation',
    summary: 'Reconciles every settled month with Claude’s own totals again. Needs `connection:manage`.',
    answer: reconciliationSchema,
    status: 202,
  },
  {
    method: 'get',
    path: '/reconciliation/findings',
    summary:
      'Returns the people with figures that differ from Claude’s own totals, and by how much. Needs `people:view`.',
    answer: reconciliationFindingsSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/export.csv',
    summary: 'Exports one row per person of a group and day with activity.',
    query: exportQuerySchema,
    answer: 'text/csv',
    status: 200,
  },
  {
    method: 'get',
    path: '/claude-users',
    summary: 'Lists the Claude users with their linked employee and the reason, page by page. Needs `users:match`.',
    query: claudeUsersQuerySchema,
    answer: claudeUsersSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/claude-users/{id}/link',
    summary: 'Returns one Claude user’s link, with every change to it. Needs `users:match`.',
    answer: claudeUserSchema,
    status: 200,
  },
  {
    method: 'put',
    path: '/claude-users/{id}/link',
    summary: 'Links a Claude user, removes the link, or undoes the newest change. Needs `users:match`.',
    body: linkRequestSchema,
    answer: claudeUserSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/employees',
    summary: 'Finds employees by name or e-mail. Needs `users:match`, `people:view` or `audit:view`.',
    query: employeesQuerySchema,
    answer: employeesSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/employees/{id}/access',
    summary:
      'Lists who can see an employee’s stats, and the log about the employee. Open to the employee, and to viewers ' +
      'with `audit:view`.',
    query: logQuerySchema,
    answer: accessSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/employees/{id}/data',
    summary: 'Returns everything that is stored about an employee. Open to that employee only.',
    answer: employeeDataSchema,
    status: 200,
  },
  {
    method: 'get',
    path: '/log',
    summary: 'Lists who read what and who changed what. Needs `audit:view`.',
    query: logQuerySchema,
    answer: logSchema,
    status: 200,
  },
]

const toJsonSchema = (schema: Schema<unknown>): object => {
  const { $schema: _, ...schemaWithoutDialect } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return schemaWithoutDialect
}

const createContent = (type: string, schema: Schema<unknown>) => ({ [type]: { schema: toJsonSchema(schema) } })

const createAnswerContent = (answer: Operation['answer']): object =>
  answer === 'text/csv' ? { [answer]: { schema: { type: 'string' } } } : createContent('application/json', answer)

const listQueryParameters = (schema: Schema<unknown>): object[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }))
}

const listPathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

/**
 * Creates an OpenAPI 3.1 document of the contract from its schemas.
 * @param baseUrl The path at which the host app mounts the handler, such as `/api/claude`.
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs'
 * import { createOpenApiDocument } from '@windmill/claude-core/contract'
 *
 * writeFileSync('openapi.json', JSON.stringify(createOpenApiDocument('/api/claude'), null, 2))
 * ```
 */
export const createOpenApiDocument = (baseUrl: string): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path, summary, query, body, answer, invitedAnswer, status } of operations) {
    const parameters = [...listPathParameters(path), ...(query ? listQueryParameters(query) : [])]
    paths[path] = {
      ...paths[path],
      [method]: {
        summary,
        // The empty requirement stands for the host's session, which is no part of the contract.
        ...(invitedAnswer && { security: [{}, { invitation: [] }] }),
        ...(parameters.length > 0 && { parameters }),
        ...(body && { requestBody: { required: true, content: createContent('application/json', body) } }),
        responses: {
          [status]: {
            description: 'Done.',
            content: createAnswerContent(invitedAnswer ? z.union([answer as Schema<unknown>, invitedAnswer]) : answer),
          },
          default: {
            description: 'A problem document (RFC 9457) with a stable code.',
            content: createContent('application/problem+json', problemSchema),
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Claude usage in Windmill', version: '1' },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      securitySchemes: {
        invitation: {
          type: 'http',
          scheme: 'Invitation',
          description: 'The secret of `POST /connection/invitation`, in the place of a session.',
        },
      },
    },
  }
}
