import { expect, test } from 'vitest'
import { findContractViolation } from './enforce-contract.ts'
import { connections } from './fixtures.ts'

const findViolation = (
  method: string,
  path: string,
  answer: unknown,
  { status = 200, body = undefined as unknown } = {},
) =>
  findContractViolation(
    path.split('?')[0] ?? '',
    new Request(`http://windmill.test${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) }),
    Response.json(answer, { status }),
  )

test('finds no violation in an exchange that follows the contract', async () => {
  expect(await findViolation('GET', '/connection', connections.connected)).toBeNull()
  expect(await findViolation('DELETE', '/connection?data=keep', connections.kept)).toBeNull()
  expect(await findViolation('PUT', '/connection', connections.backfilling, { body: { apiKey: 'k' } })).toBeNull()
})

test.each([
  ['an answer', 'GET', '/connection', { ...connections.connected, status: 'unknown' }, {}, /^the answer's status:/],
  ['a problem', 'GET', '/connection', { code: 'not_found' }, { status: 404 }, /^the answer's/],
  ['a query', 'DELETE', '/connection?data=burn', connections.kept, {}, /^the query's data:/],
  ['a body', 'PUT', '/connection', connections.backfilling, { body: { key: 'k' } }, /^the body's apiKey:/],
  ['a path', 'GET', '/connections', connections.connected, {}, /^the contract has no such route/],
])('reports %s that violates the contract', async (_, method, path, answer, options, expected) => {
  expect(await findViolation(method, path, answer, options)).toMatch(expected)
})
