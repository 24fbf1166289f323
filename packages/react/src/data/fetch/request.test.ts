import { createProblem } from '@windmill/claude-core'
import { afterEach, expect, test, vi } from 'vitest'
import { connections, previewFixture } from '../../test/fixtures.ts'
import { ClaudeProblem } from './claude-problem.ts'
import { getClaudeUser } from './get-claude-user.ts'
import { getClaudeUsers } from './get-claude-users.ts'
import { getEmployeeAccess } from './get-employee-access.ts'
import { getEmployeeStats } from './get-employee-stats.ts'
import { getEmployees } from './get-employees.ts'
import { previewConnection } from './preview-connection.ts'
import { putClaudeUserLink } from './put-claude-user-link.ts'
import { request } from './request.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const createClient = (response: Response | Error) => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => {
    if (response instanceof Error) throw response
    return response
  })
  return { client: { baseUrl: '/api/claude', viewerId: 'e-17', fetch }, fetch }
}

const catchProblem = async (promise: Promise<unknown>): Promise<ClaudeProblem> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ClaudeProblem) return error
  throw new Error(`Expected a ClaudeProblem, got ${String(error)}.`)
}

test('returns the JSON of the response unchanged', async () => {
  const { client, fetch } = createClient(Response.json(connections.connected))
  await expect(request(client, 'connection', '/connection')).resolves.toEqual(connections.connected)
  expect(fetch).toHaveBeenCalledWith('/api/claude/connection', expect.objectContaining({ credentials: 'same-origin' }))
})

test('sends a body as JSON, and no content type without a body', async () => {
  const withBody = createClient(Response.json(previewFixture))
  await previewConnection(withBody.client, { apiKey: 'k' })
  expect(withBody.fetch.mock.calls[0]?.[1]).toMatchObject({
    method: 'POST',
    body: '{"apiKey":"k"}',
    headers: { 'content-type': 'application/json' },
  })

  const withoutBody = createClient(Response.json(connections.connected))
  await request(withoutBody.client, 'connection', '/connection')
  expect(withoutBody.fetch.mock.calls[0]?.[1]?.headers).not.toHaveProperty('content-type')
})

test('encodes an employee id as one path segment', async () => {
  const { client, fetch } = createClient(new Error('not read'))
  await catchProblem(
    getEmployeeStats(client, { employeeId: '../connection?x', from: '2026-11-01', to: '2026-11-02', bucket: 'day' }),
  )
  expect(fetch.mock.calls[0]?.[0]).toBe(
    '/api/claude/employees/..%2Fconnection%3Fx/stats?from=2026-11-01&to=2026-11-02&bucket=day&purpose=profile',
  )
})

test('sends filters and the page cursor in the query string, and leaves out absent values', async () => {
  const { client, fetch } = createClient(new Error('not read'))
  const captureUrl = async (send: () => Promise<unknown>) => {
    await catchProblem(send())
    return fetch.mock.lastCall?.[0]
  }
  expect(await captureUrl(() => getClaudeUsers(client, {}))).toBe('/api/claude/claude-users')
  expect(await captureUrl(() => getClaudeUsers(client, { state: 'flagged', search: 'ma & co', page: 'p+2' }))).toBe(
    '/api/claude/claude-users?state=flagged&search=ma+%26+co&page=p%2B2',
  )
  expect(await captureUrl(() => getEmployees(client, 'maya'))).toBe('/api/claude/employees?search=maya')
  expect(await captureUrl(() => getEmployeeAccess(client, 'e/1'))).toBe('/api/claude/employees/e%2F1/access')
  expect(await captureUrl(() => getEmployeeAccess(client, 'e-1', 'p2'))).toBe(
    '/api/claude/employees/e-1/access?page=p2',
  )
})

test('sends a link decision as JSON, and encodes the Claude user id as one path segment', async () => {
  const { client, fetch } = createClient(new Error('not read'))
  await catchProblem(putClaudeUserLink(client, '../x', { decision: 'link', employeeId: 'e-17' }))
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    '/api/claude/claude-users/..%2Fx/link',
    expect.objectContaining({ method: 'PUT', body: '{"decision":"link","employeeId":"e-17"}' }),
  )
  await catchProblem(getClaudeUser(client, '../x'))
  expect(fetch.mock.lastCall?.[0]).toBe('/api/claude/claude-users/..%2Fx/link')
})

test('sends nothing without a viewer, and throws the same not_signed_in problem as the server', async () => {
  const { client, fetch } = createClient(Response.json(connections.connected))
  const { code, title, status, detail } = createProblem('not_signed_in')
  expect(await catchProblem(request({ ...client, viewerId: null }, 'connection', '/connection'))).toMatchObject({
    code,
    title,
    status,
    detail,
  })
  expect(fetch).not.toHaveBeenCalled()
})

test('throws a ClaudeProblem with all fields of a problem document', async () => {
  const problem = createProblem('scope_missing', { field: 'apiKey', requestId: 'req_1' })
  const { client } = createClient(Response.json(problem, { status: 422 }))
  expect(await catchProblem(request(client, 'connection', '/connection'))).toMatchObject({
    code: 'scope_missing',
    title: problem.title,
    detail: problem.detail,
    status: 422,
    field: 'apiKey',
    requestId: 'req_1',
  })
})

test('throws server_unreachable for a network error', async () => {
  const cause = new TypeError('Failed to fetch')
  const problem = await catchProblem(request(createClient(cause).client, 'connection', '/connection'))
  expect(problem).toMatchObject({ code: 'server_unreachable', status: 0, cause })
})

test.each([
  ['a page instead of JSON', new Response('<!doctype html>', { status: 200 })],
  ['a proxy’s error page', new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['JSON that is not a problem document', Response.json({ message: 'no' }, { status: 500 })],
  ['an empty body', new Response(null, { status: 200 })],
  ['JSON of another shape', Response.json({ status: 'connected' })],
])('throws answer_unreadable for %s', async (_, response) => {
  const problem = await catchProblem(request(createClient(response).client, 'connection', '/connection'))
  expect(problem).toMatchObject({ code: 'answer_unreadable', status: response.status })
})

const createRedirectedResponse = (body: string) =>
  Object.defineProperty(new Response(body), 'redirected', { value: true })

test.each([
  ['a sign-in page after a redirect', createRedirectedResponse('<!doctype html>')],
  ['the host’s 401', Response.json({ error: 'unauthorized' }, { status: 401 })],
  ['the host’s 419', new Response('<h1>Page expired</h1>', { status: 419 })],
  ['a redirect that is not followed', Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })],
])('throws not_signed_in for %s', async (_, response) => {
  const problem = await catchProblem(request(createClient(response).client, 'connection', '/connection'))
  expect(problem).toMatchObject({ code: 'not_signed_in', status: 401 })
})

test('throws not_signed_in for a redirect to another site, which only a repeated GET can detect', async () => {
  vi.stubGlobal('document', {})
  const { client, fetch } = createClient(new Response())
  fetch.mockImplementation(async (_, init) => {
    if (init?.redirect !== 'manual') throw new TypeError('Failed to fetch')
    return Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })
  })
  expect(await catchProblem(request(client, 'connection', '/connection'))).toMatchObject({ code: 'not_signed_in' })
  fetch.mockClear()
  expect(await catchProblem(previewConnection(client, { apiKey: 'k' }))).toMatchObject({ code: 'server_unreachable' })
  expect(fetch).toHaveBeenCalledOnce()
})

test('reads an answer after a redirect', async () => {
  const { client } = createClient(createRedirectedResponse(JSON.stringify(connections.connected)))
  await expect(request(client, 'connection', '/connection')).resolves.toEqual(connections.connected)
})

test('rethrows an abort by the caller unchanged', async () => {
  const abort = new DOMException('Aborted', 'AbortError')
  const promise = request(createClient(abort).client, 'connection', '/connection', { signal: AbortSignal.abort(abort) })
  await expect(promise).rejects.toBe(abort)
})

test('does not include the key in an error', async () => {
  const key = 'sk-ant-api01-secret-secret-secret'
  for (const response of [new TypeError('Failed to fetch'), new Response('no', { status: 500 })]) {
    const problem = await catchProblem(previewConnection(createClient(response).client, { apiKey: key }))
    expect(`${JSON.stringify(problem)}${problem.message}${problem.stack}${String(problem.cause)}`).not.toContain(key)
  }
})
