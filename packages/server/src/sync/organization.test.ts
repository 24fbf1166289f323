import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import {
  connect,
  createSyncHost,
  disconnect,
  plaintextVault,
  readConnection,
  type SyncHost,
} from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

const header = 'anthropic-organization-id'

/** Creates a host that sends each request to the organization of its key. Tests can change the answers. */
const createHost = async () => {
  let changeAnswer = (response: Response): Response => response
  let otherApi: ClaudeApi | undefined
  const host: SyncHost = createSyncHost({
    vault: plaintextVault,
    async fetch(input, init) {
      const key = new Headers(init?.headers).get('x-api-key')
      const api = key === otherApi?.keys.analytics ? otherApi : host.api
      return changeAnswer(await api.fetch(input, init))
    },
  })
  otherApi = createClaudeApi({ seed: 8, people: 20, now: host.clock.now })
  return {
    ...host,
    otherKey: otherApi.keys.analytics,
    otherId: otherApi.organization.id,
    id: host.api.organization.id,
    setAnswerChange: (change: typeof changeAnswer) => {
      changeAnswer = change
    },
  }
}

const replaceHeader = (response: Response, id: string | null): Response => {
  const headers = new Headers(response.headers)
  if (id === null) headers.delete(header)
  else headers.set(header, id)
  return new Response(response.body, { status: response.status, headers })
}

const readUsageDays = async ({ storage }: SyncHost) =>
  (await storage.readLedger(acme)).flatMap(({ day, read }) => (read ? [day] : []))

const preview = (host: SyncHost, apiKey: string) =>
  host.request('admin:boss', '/connection/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey }),
  })

test('stores the organization together with the connection', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  expect((await host.storage.getConnection(acme))?.organizationId).toBe(host.id)
})

test('refuses a key of another organization for an account with data, even after disconnecting with the data kept', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const before = await host.storage.getConnection(acme)
  const expectRefusals = async () => {
    for (const response of [await connect(host, host.otherKey), await preview(host, host.otherKey)]) {
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({ code: 'organization_differs' })
    }
  }
  await expectRefusals()
  expect(await host.storage.getConnection(acme)).toEqual(before)
  expect(host.log.join('\n')).toContain(host.otherId)
  expect((await connect(host, host.api.keys.replacement)).status).toBe(200)

  await disconnect(host, 'keep')
  await expectRefusals()
  expect((await readConnection(host)).status).toBe('disconnected')
})

test('accepts a key of another organization for an account without data, and after the data was erased', async () => {
  const host = await createHost()
  await connect(host, host.otherKey)
  expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
  await host.claude.sync(acme)
  await disconnect(host, 'erase')
  expect((await connect(host, host.otherKey)).status).toBe(200)
  expect((await host.storage.getConnection(acme))?.organizationId).toBe(host.otherId)
})

test('refuses a key of another organization although a proxy doubles the header', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  host.setAnswerChange((response) =>
    replaceHeader(response, `${response.headers.get(header)}, ${response.headers.get(header)}`),
  )
  expect((await connect(host, host.otherKey)).status).toBe(409)
})

test('an answer that names no organization decides nothing', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  for (const id of [null, '', 'x'.repeat(500), 'not an id']) {
    host.setAnswerChange((response) => replaceHeader(response, id))
    expect((await connect(host, host.otherKey)).status).toBe(200)
    expect((await host.storage.getConnection(acme))?.organizationId).toBe(host.id)
  }
})

test('a sync learns the organization from the first answer that names it', async () => {
  const host = await createHost()
  host.setAnswerChange((response) => replaceHeader(response, null))
  await connect(host, host.api.keys.analytics)
  expect((await host.storage.getConnection(acme))?.organizationId).toBe(null)
  host.setAnswerChange((response) => response)
  await host.claude.sync(acme)
  expect((await host.storage.getConnection(acme))?.organizationId).toBe(host.id)
  expect((await connect(host, host.otherKey)).status).toBe(409)
})

test('a sync writes nothing when its key now answers for another organization', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  host.setAnswerChange((response) => replaceHeader(response, host.otherId))
  await host.claude.sync(acme)
  // No figures are stored yet, but the check of the key named the first organization.
  expect(await readUsageDays(host)).toEqual([])
  expect(await readConnection(host)).toMatchObject({ reason: { code: 'organization_differs' } })
})

test('an organization that changes within a day ends the run, and writes nothing of that day', async () => {
  const host = await createHost()
  host.setAnswerChange((response) => replaceHeader(response, null))
  await connect(host, host.api.keys.analytics)
  let answerCount = 0
  host.setAnswerChange((response) => {
    answerCount += 1
    // The first answer names the latest day. The next two are pages of that day.
    return replaceHeader(response, answerCount === 3 ? host.otherId : host.id)
  })
  await host.claude.sync(acme)
  expect(answerCount).toBeLessThan(6)
  expect(await readUsageDays(host)).toEqual([])
  expect(await host.storage.listClaudeUsers(acme)).toEqual([])
  expect(await readConnection(host)).toMatchObject({ reason: { code: 'organization_differs' } })
})

test('a company that moved keeps its history after its new organization is accepted', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const days = await readUsageDays(host)
  await host.claude.organization.accept('acme', host.otherId, { by: 'boss' })
  expect(host.log.at(-1)).toBe(
    `Organization accepted ${JSON.stringify({ accountId: 'acme', organizationId: host.otherId, before: host.id, by: 'boss' })}`,
  )
  expect((await connect(host, host.api.keys.analytics)).status).toBe(409)
  expect((await connect(host, host.otherKey)).status).toBe(200)
  await host.claude.sync(acme)
  expect(await readUsageDays(host)).toEqual(days)
  expect(await readConnection(host)).toMatchObject({ status: 'connected', reason: null })
})

test('accepting an organization ends a running sync with the old one', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  const { writeDay } = host.storage
  let accepted: Promise<void> | undefined
  host.storage.writeDay = async (...args) => {
    accepted ??= host.claude.organization.accept('acme', host.otherId, { by: 'boss' })
    return await writeDay(...args)
  }
  await host.claude.sync(acme)
  await accepted
  expect((await readUsageDays(host)).length).toBeLessThanOrEqual(4)
})

test('accepting the organization that a sync waits for lets it continue', async () => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  host.setAnswerChange((response) => replaceHeader(response, host.otherId))
  await host.claude.sync(acme)
  expect(await readConnection(host)).toMatchObject({ reason: { code: 'organization_differs' } })
  await host.claude.organization.accept('acme', host.otherId, { by: 'boss' })
  await host.claude.sync(acme)
  expect(await readConnection(host)).toMatchObject({ status: 'connected', reason: null })
})

test.each([
  ['no id', 'acme', '', { by: 'boss' }, 'invalid_request'],
  ['an id with markup', 'acme', '<b>', { by: 'boss' }, 'invalid_request'],
  ['a missing actor', 'acme', 'org_1', undefined, 'invalid_request'],
  ['an empty account', '', 'org_1', { by: 'boss' }, 'account_invalid'],
  ['an account that was never connected', 'globex', 'org_1', { by: 'boss' }, 'not_connected'],
] as const)('does not accept %s', async (_, account, id, options, code) => {
  const host = await createHost()
  await connect(host, host.api.keys.analytics)
  const accept = host.claude.organization.accept as (...args: readonly unknown[]) => Promise<void>
  await expect(accept(account, id, options)).rejects.toMatchObject({ code })
  expect((await host.storage.getConnection(acme))?.organizationId).toBe(host.id)
})
