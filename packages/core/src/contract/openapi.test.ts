import { describe, expect, test } from 'vitest'
import { problems } from '../problems/problems.ts'
import { statIds } from '../stats/catalog.ts'
import { openApiDocument } from './openapi.ts'

interface JsonSchema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly oneOf?: readonly JsonSchema[]
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
  readonly responses: Readonly<Record<string, Body & { readonly description: string }>>
}
interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

// Read back from JSON: what cannot be written down is not in it.
const document = JSON.parse(JSON.stringify(openApiDocument('/api/claude'))) as OpenApi
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, path, operation })),
)
const operationOf = (route: string): Operation => {
  const found = operations.find((one) => one.route === route)
  if (!found) throw new Error(`There is no ${route}.`)
  return found.operation
}
const answerOf = (route: string, status: string) =>
  operationOf(route).responses[status]?.content['application/json']?.schema

describe('the document', () => {
  test('is OpenAPI 3.1, mounted where the host says', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toEqual({ title: expect.any(String), version: expect.any(String) })
    expect(document.servers).toEqual([{ url: '/api/claude' }])
    expect(openApiDocument('/elsewhere').servers).toEqual([{ url: '/elsewhere' }])
  })

  test('names the routes that widgets and hosts build on', () => {
    expect(operations.map(({ route }) => route)).toEqual(
      expect.arrayContaining([
        'GET /connection',
        'POST /connection/preview',
        'PUT /connection',
        'DELETE /connection',
        'POST /sync',
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

  test('holds its schemas in place: no reference leads out of it', () => {
    expect(JSON.stringify(document)).not.toMatch(/"\$(ref|schema|defs)"/)
  })
})

describe.each(operations)('$route', ({ path, operation }) => {
  test('says what it does, in whole sentences', () => {
    expect(operation.summary).toMatch(/^\p{Lu}.+\.$/u)
  })

  test('describes each parameter of its path, once, and its query', () => {
    const { parameters = [] } = operation
    const names = parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
    expect(new Set(names).size).toBe(names.length)
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`)).toEqual(
      path.match(/\{\w+\}/g) ?? [],
    )
    for (const { required, in: place, schema } of parameters) {
      if (place === 'path') expect(required).toBe(true)
      expect(schema.type).toBe('string')
    }
  })

  test('answers with an object or a file when it is done, and with a problem document otherwise', () => {
    const { default: failed, ...done } = operation.responses
    expect(Object.keys(done)).toEqual([expect.stringMatching(/^2\d\d$/)])
    for (const answer of Object.values(done)) {
      expect(answer.description).not.toBe('')
      const [[type, { schema }] = ['', { schema: {} }], ...others] = Object.entries(answer.content)
      expect(others).toEqual([])
      if (type === 'application/json') expect(Object.keys(schema.properties ?? {})).not.toEqual([])
      else expect([type, schema]).toEqual(['text/csv', { type: 'string' }])
    }
    const problem = failed?.content['application/problem+json']?.schema
    expect(problem?.properties?.code?.enum).toEqual(Object.keys(problems))
    expect(problem?.required).toEqual(['type', 'title', 'status', 'detail', 'code'])
  })

  test('says what its body holds, where it takes one', () => {
    const { requestBody } = operation
    if (requestBody) {
      expect(requestBody.required).toBe(true)
      const schema = requestBody.content['application/json']?.schema
      for (const { type } of schema?.oneOf ?? [schema ?? {}]) expect(type).toBe('object')
    }
    expect(Object.keys(requestBody?.content ?? {})).toEqual(requestBody ? ['application/json'] : [])
  })
})

describe('details', () => {
  test('stats are asked for by two days, and a bucket that may be left out', () => {
    expect(operationOf('GET /employees/{id}/stats').parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'from', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
      { name: 'to', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
      {
        name: 'bucket',
        in: 'query',
        required: false,
        schema: { type: 'string', enum: ['day', 'week', 'month'], default: 'day' },
      },
    ])
  })

  test('all twenty stats are in the answer, and none may be left out', () => {
    const stats = answerOf('GET /employees/{id}/stats', '200')?.properties?.stats
    expect(Object.keys(stats?.properties ?? {})).toEqual(statIds)
    expect(stats?.required).toEqual(statIds)
  })

  test('key details, people and failed days may be left out: employees are not told', () => {
    const connection = answerOf('GET /connection', '200')
    const properties = Object.keys(connection?.properties ?? {})
    expect(properties.filter((name) => !connection?.required?.includes(name))).toEqual(['key', 'people', 'failures'])
    expect(connection?.required).toContain('status')
  })

  test('a sync is asked for, not waited for', () => {
    expect(Object.keys(operationOf('POST /sync').responses)).toContain('202')
  })
})
