import { describe, expect, test } from 'vitest'
import { problems } from '../problems/problems.ts'
import { statIds } from '../stats/catalog.ts'
import { createOpenApiDocument } from './create-openapi-document.ts'

interface JsonSchema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
}
interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: JsonSchema
}
interface Body {
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>
}
interface Operation {
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Body & { readonly required: boolean }
  readonly security?: readonly object[]
  readonly responses: Readonly<Record<string, Body & { readonly description: string }>>
}
interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

// Converted to JSON and back, because hosts read the document as JSON.
const document = JSON.parse(JSON.stringify(createOpenApiDocument('/api/claude'))) as OpenApi
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, path, operation })),
)
const findOperation = (route: string): Operation => {
  const entry = operations.find((candidate) => candidate.route === route)
  if (!entry) throw new Error(`There is no ${route}.`)
  return entry.operation
}
const getAnswerSchema = (route: string, status: string) =>
  findOperation(route).responses[status]?.content['application/json']?.schema

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1 with the base path as its server', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toEqual({ title: expect.any(String), version: expect.any(String) })
    expect(document.servers).toEqual([{ url: '/api/claude' }])
    expect(createOpenApiDocument('/elsewhere').servers).toEqual([{ url: '/elsewhere' }])
  })

  test('has the routes that widgets and hosts use', () => {
    expect(operations.map(({ route }) => route)).toEqual(
      expect.arrayContaining([
        'GET /connection',
        'POST /connection/preview',
        'PUT /connection',
        'DELETE /connection',
        'POST /connection/invitation',
        'DELETE /connection/invitation',
        'POST /sync',
        'GET /employees/{id}/observations',
        'GET /employees/{id}/stats',
        'GET /teams/{managerId}/stats',
        'GET /adoption',
        'GET /export.csv',
        'GET /claude-users',
        'GET /claude-users/{id}/link',
        'PUT /claude-users/{id}/link',
        'GET /employees',
        'GET /employees/{id}/access',
      ]),
    )
  })

  test('inlines its schemas, without references', () => {
    expect(JSON.stringify(document)).not.toMatch(/"\$(ref|schema|defs)"/)
  })
})

describe.each(operations)('$route', ({ path, operation }) => {
  test('has a summary that begins with a capital letter and ends with a full stop', () => {
    expect(operation.summary).toMatch(/^\p{Lu}.+\.$/u)
  })

  test('describes each parameter once, as text, and requires the parameters of the path', () => {
    const { parameters = [] } = operation
    const names = parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
    expect(new Set(names).size).toBe(names.length)
    expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`)).toEqual(
      path.match(/\{\w+\}/g) ?? [],
    )
    for (const { required, in: location, schema } of parameters) {
      if (location === 'path') expect(required).toBe(true)
      expect(schema.type).toBe('string')
    }
  })

  test('answers success with an object or a CSV file, and failure with a problem document', () => {
    const { default: failure, ...success } = operation.responses
    expect(Object.keys(success)).toEqual([expect.stringMatching(/^2\d\d$/)])
    for (const answer of Object.values(success)) {
      expect(answer.description).not.toBe('')
      const [[type, { schema }] = ['', { schema: {} }], ...others] = Object.entries(answer.content)
      expect(others).toEqual([])
      if (type === 'application/json') {
        // An operation that accepts an invitation has a second answer.
        for (const { properties } of schema.anyOf ?? [schema]) expect(Object.keys(properties ?? {})).not.toEqual([])
      } else expect([type, schema]).toEqual(['text/csv', { type: 'string' }])
    }
    const problem = failure?.content['application/problem+json']?.schema
    expect(problem?.properties?.code?.enum).toEqual(Object.keys(problems))
    expect(problem?.required).toEqual(['type', 'title', 'status', 'detail', 'code'])
  })

  test('has a required JSON object as its body, or no body', () => {
    const { requestBody } = operation
    if (requestBody) {
      expect(requestBody.required).toBe(true)
      const schema = requestBody.content['application/json']?.schema
      for (const { type } of schema?.oneOf ?? [schema ?? {}]) expect(type).toBe('object')
    }
    expect(Object.keys(requestBody?.content ?? {})).toEqual(requestBody ? ['application/json'] : [])
  })
})

describe('the operation', () => {
  test('for employee stats requires two days and accepts an optional bucket and purpose', () => {
    expect(findOperation('GET /employees/{id}/stats').parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'from', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
      { name: 'to', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
      {
        name: 'bucket',
        in: 'query',
        required: false,
        schema: { type: 'string', enum: ['day', 'week', 'month'], default: 'day' },
      },
      {
        name: 'purpose',
        in: 'query',
        required: false,
        schema: { type: 'string', enum: ['profile', 'review', 'one_on_one'], default: 'profile' },
      },
    ])
  })

  test('for employee stats requires all twenty stats in its answer', () => {
    const stats = getAnswerSchema('GET /employees/{id}/stats', '200')?.properties?.stats
    expect(Object.keys(stats?.properties ?? {})).toEqual(statIds)
    expect(stats?.required).toEqual(statIds)
  })

  test('for the connection marks the fields that only some viewers get as optional', () => {
    const connection = getAnswerSchema('GET /connection', '200')
    const properties = Object.keys(connection?.properties ?? {})
    expect(properties.filter((name) => !connection?.required?.includes(name))).toEqual([
      'key',
      'invitation',
      'people',
      'failures',
      'directoryWarning',
    ])
    expect(connection?.required).toContain('status')
  })

  test('that accepts an invitation has a second answer, with only the reports or the acceptance', () => {
    const invitableOperations = operations.filter(({ operation }) => operation.security)
    expect(invitableOperations.map(({ route }) => route)).toEqual(['PUT /connection', 'POST /connection/preview'])
    for (const { operation } of invitableOperations) expect(operation.security).toEqual([{}, { invitation: [] }])
    const [, preview] = getAnswerSchema('POST /connection/preview', '200')?.anyOf ?? []
    const [, connect] = getAnswerSchema('PUT /connection', '200')?.anyOf ?? []
    expect(Object.keys(preview?.properties ?? {})).toEqual(['reports'])
    expect(Object.keys(connect?.properties ?? {})).toEqual(['accepted'])
  })

  test('for a sync answers 202, because it does not wait for the end of the sync', () => {
    expect(Object.keys(findOperation('POST /sync').responses)).toContain('202')
  })
})
