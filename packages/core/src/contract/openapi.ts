import * as z from 'zod/mini'
import {
  connectionSchema,
  disconnectQuerySchema,
  employeeStatsSchema,
  keyRequestSchema,
  previewSchema,
  problemSchema,
  type Schema,
  statsQuerySchema,
} from './schemas.ts'

interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly summary: string
  readonly query?: Schema<unknown>
  readonly body?: Schema<unknown>
  readonly answer: Schema<unknown>
  readonly status: number
}

const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/connection',
    summary: 'The connection’s status, coverage and progress. Key details, people and failed days for admins only.',
    answer: connectionSchema,
    status: 200,
  },
  {
    method: 'post',
    path: '/connection/preview',
    summary: 'Tries a key and saves nothing. Admins only.',
    body: keyRequestSchema,
    answer: previewSchema,
    status: 200,
  },
  {
    method: 'put',
    path: '/connection',
    summary: 'Connects, or replaces the key, and starts a sync. Admins only.',
    body: keyRequestSchema,
    answer: connectionSchema,
    status: 200,
  },
  {
    method: 'delete',
    path: '/connection',
    summary: 'Forgets the key; keeps or erases what was read. Admins only.',
    query: disconnectQuerySchema,
    answer: connectionSchema,
    status: 200,
  },
  {
    method: 'post',
    path: '/sync',
    summary: 'Asks for a sync now. Admins only.',
    answer: connectionSchema,
    status: 202,
  },
  {
    method: 'get',
    path: '/employees/{id}/stats',
    summary: 'One employee’s twenty stats, for those who may see them.',
    query: statsQuerySchema,
    answer: employeeStatsSchema,
    status: 200,
  },
]

const jsonSchema = (schema: Schema<unknown>): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return rest
}

const content = (type: string, schema: Schema<unknown>) => ({ [type]: { schema: jsonSchema(schema) } })

const queryParameters = (schema: Schema<unknown>): object[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }))
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

/** The contract as an OpenAPI 3.1 document, generated from the schemas. `basePath` is where the host mounts it. */
export const openApiDocument = (basePath: string): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path, summary, query, body, answer, status } of operations) {
    const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])]
    paths[path] = {
      ...paths[path],
      [method]: {
        summary,
        ...(parameters.length > 0 && { parameters }),
        ...(body && { requestBody: { required: true, content: content('application/json', body) } }),
        responses: {
          [status]: { description: 'Done.', content: content('application/json', answer) },
          default: {
            description: 'A problem document (RFC 9457) with a stable code.',
            content: content('application/problem+json', problemSchema),
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Claude usage in Windmill', version: '1' },
    servers: [{ url: basePath }],
    paths,
  }
}
