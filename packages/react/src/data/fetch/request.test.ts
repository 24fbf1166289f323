import { createProblem } from '@windmill/claude-core'
import { expect, test, vi } from 'vitest'
import { ClaudeProblem } from './claude-problem.ts'
import { getClaudeUser } from './get-claude-user.ts'
import { getClaudeUsers } from './get-claude-users.ts'
import { getEmployeeAccess } from './get-employee-access.ts'
import { getEmployeeStats } from './get-employee-stats.ts'
import { getEmployees } from './get-employees.ts'
import { previewConnection } from './preview-connection.ts'
import { putClaudeUserLink } from './put-claude-user-link.ts'
import { request } from './request.ts'

const answering = (response: Response | Error) => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => {
    if (response instanceof Error) throw response
    return response
  })
  return { client: { baseUrl: '/api/claude', fetch }, fetch }
}

const failureOf = async (promise: Promise<unknown>): Promise<ClaudeProblem> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ClaudeProblem) return error
  throw new Error(`Expected a ClaudeProblem, got ${String(error)}.`)
}

test('an answer in JSON is handed on as it is', async () => {
  const { client, fetch } = answering(Response.json({ status: 'connected' }))
  await expect(request(client, '/connection')).resolves.toEqual({ status: 'connected' })
  expect(fetch).toHaveBeenCalledWith('/api/claude/connection', expect.objectContaining({ credentials: 'same-origin' }))
})

test('a body is sent as JSON, and a request without one names no content type', async () => {
  const withBody = answering(Response.json({}))
  await previewConnection(withBody.client, { apiKey: 'k' })
  expect(withBody.fetch.mock.calls[0]?.[1]).toMatchObject({
    method: 'POST',
    body: '{"apiKey":"k"}',
    headers: { 'content-type': 'application/json' },
  })

  const without = answering(Response.json({}))
  await request(without.client, '/connection')
  expect(without.fetch.mock.calls[0]?.[1]?.headers).not.toHaveProperty('content-type')
})

test('an employee id cannot leave its place in the path', async () => {
  const { client, fetch } = answering(Response.json({}))
  await getEmployeeStats(client, { employeeId: '../connection?x', from: '2026-11-01', to: '2026-11-02', bucket: 'day' })
  expect(fetch.mock.calls[0]?.[0]).toBe(
    '/api/claude/employees/..%2Fconnection%3Fx/stats?from=2026-11-01&to=2026-11-02&bucket=day',
  )
})

test('what is asked for in pages goes on where `next` leads, and what is not asked for is left out', async () => {
  const { client, fetch } = answering(Response.json({}))
  const asked = async (answer: Promise<unknown>) => {
    fetch.mockResolvedValueOnce(Response.json({}))
    await answer
    return fetch.mock.lastCall?.[0]
  }
  expect(await asked(getClaudeUsers(client, {}))).toBe('/api/claude/claude-users')
  expect(await asked(getClaudeUsers(client, { state: 'flagged', search: 'ma & co', page: 'p+2' }))).toBe(
    '/api/claude/claude-users?state=flagged&search=ma+%26+co&page=p%2B2',
  )
  expect(await asked(getEmployees(client, 'maya'))).toBe('/api/claude/employees?search=maya')
  expect(await asked(getEmployeeAccess(client, 'e/1'))).toBe('/api/claude/employees/e%2F1/access')
  expect(await asked(getEmployeeAccess(client, 'e-1', 'p2'))).toBe('/api/claude/employees/e-1/access?page=p2')
})

test('a decision is sent to the claude user whom it is about, whose id cannot leave its place in the path', async () => {
  const { client, fetch } = answering(Response.json({}))
  await putClaudeUserLink(client, '../x', { decision: 'link', employeeId: 'e-17' })
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    '/api/claude/claude-users/..%2Fx/link',
    expect.objectContaining({ method: 'PUT', body: '{"decision":"link","employeeId":"e-17"}' }),
  )
  fetch.mockResolvedValueOnce(Response.json({}))
  await getClaudeUser(client, '../x')
  expect(fetch.mock.lastCall?.[0]).toBe('/api/claude/claude-users/..%2Fx/link')
})

test('a problem document is thrown with all that it says', async () => {
  const problem = createProblem('scope_missing', { field: 'apiKey', requestId: 'req_1' })
  const { client } = answering(Response.json(problem, { status: 422 }))
  expect(await failureOf(request(client, '/connection'))).toMatchObject({
    code: 'scope_missing',
    title: problem.title,
    detail: problem.detail,
    status: 422,
    field: 'apiKey',
    requestId: 'req_1',
  })
})

test('a network that fails is a problem with a code of its own', async () => {
  const cause = new TypeError('Failed to fetch')
  const failure = await failureOf(request(answering(cause).client, '/connection'))
  expect(failure).toMatchObject({ code: 'server_unreachable', status: 0, cause })
})

test.each([
  ['a page instead of JSON', new Response('<!doctype html>', { status: 200 })],
  ['a proxy’s error page', new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['JSON that is no problem document', Response.json({ message: 'no' }, { status: 500 })],
  ['an empty body', new Response(null, { status: 200 })],
])('%s cannot be read, and that is said', async (_, response) => {
  const failure = await failureOf(request(answering(response).client, '/connection'))
  expect(failure).toMatchObject({ code: 'answer_unreadable', status: response.status })
})

test('an abort by the caller stays an abort', async () => {
  const abort = new DOMException('Aborted', 'AbortError')
  const promise = request(answering(abort).client, '/connection', { signal: AbortSignal.abort(abort) })
  await expect(promise).rejects.toBe(abort)
})

test('what is thrown does not hold the key', async () => {
  const key = 'sk-ant-api01-secret-secret-secret'
  for (const response of [new TypeError('Failed to fetch'), new Response('no', { status: 500 })]) {
    const failure = await failureOf(previewConnection(answering(response).client, { apiKey: key }))
    expect(`${JSON.stringify(failure)}${failure.message}${failure.stack}${String(failure.cause)}`).not.toContain(key)
  }
})
