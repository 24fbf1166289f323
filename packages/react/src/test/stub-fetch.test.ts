import {
  accessSchema,
  claudeUserSchema,
  claudeUsersSchema,
  employeesSchema,
  problemSchema,
} from '@windmill/claude-core/contract'
import { expect, test } from 'vitest'
import { access, people } from './people-fixtures.ts'
import { createStub } from './stub-fetch.ts'

// What the widgets are tried against must be what the server promises.

const ask = async (stub: ReturnType<typeof createStub>, path: string, body?: unknown): Promise<unknown> => {
  const init = body ? { method: 'PUT', body: JSON.stringify(body) } : {}
  return await (await stub.fetch(`/api/claude${path}`, init)).json()
}

test.each(Object.keys(people) as (keyof typeof people)[])(
  'the mapping list “%s” is as in the contract',
  async (stage) => {
    expect(
      claudeUsersSchema.safeParse(await ask(createStub({ people: people[stage] }), '/claude-users')).error,
    ).toBeUndefined()
  },
)

test('one claude user, before and after decisions, is as in the contract', async () => {
  const stub = createStub()
  const path = '/claude-users/user_maya/link'
  for (const body of [
    undefined,
    { decision: 'link', employeeId: 'e-17' },
    { decision: 'ignore' },
    { decision: 'undo' },
  ]) {
    expect(claudeUserSchema.safeParse(await ask(stub, path, body)).error).toBeUndefined()
  }
  const problem = await ask(createStub(), path, { decision: 'undo' })
  expect(problemSchema.safeParse(problem).data?.code).toBe('nothing_to_undo')
})

test('found employees and who looked are as in the contract', async () => {
  expect(employeesSchema.safeParse(await ask(createStub(), '/employees?search=a')).error).toBeUndefined()
  for (const each of Object.values(access)) {
    expect(
      accessSchema.safeParse(await ask(createStub({ access: each }), '/employees/e-17/access')).error,
    ).toBeUndefined()
  }
})
