import { keyEchoes } from '@windmill/example-claude-api'
import { describe, expect, test } from 'vitest'
import { createKeyFinder } from '../test/create-key-finder.ts'
import { createRecordingTracer } from '../test/recording-tracer.ts'
import { connect, createSyncHost, jsonHeaders, latestDay, readConnection } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

describe.each(keyEchoes)('an API that repeats the key (%s)', (keyEcho) => {
  test.each([401, 403, 404, 422])(
    'with status %i leaks no piece of the key to any answer, logged message, span or stored record',
    async (status) => {
      const tracer = createRecordingTracer()
      const host = createSyncHost({ tracer })
      const { api, claude, storage, log } = host
      const key = api.keys.analytics
      const texts: string[] = []
      await connect(host, key)
      api.control({ faults: [{ kind: 'error', status, keyEcho }] })
      await claude.sync(acme)
      for (const viewer of ['admin:boss', 'someone']) texts.push(JSON.stringify(await readConnection(host, viewer)))
      const body = JSON.stringify({ apiKey: key })
      for (const [path, method] of [
        ['/connection/preview', 'POST'],
        ['/connection', 'PUT'],
      ] as const) {
        const response = await host.request('admin:boss', path, { method, headers: jsonHeaders, body })
        texts.push(JSON.stringify([...response.headers]), await response.text())
      }
      const stored = { ...(await storage.getConnection(acme)), sealedKey: null, lastFour: null }
      texts.push(JSON.stringify(log), JSON.stringify(stored), JSON.stringify(tracer.spans))
      const findKey = createKeyFinder([key])
      expect(texts.map(findKey).filter((piece) => piece !== null)).toEqual([])
      expect(stored).toMatchObject({ status: 'needs_attention' })
    },
  )
})

test('only admins get the words and the request id of Claude, and everyone else gets a code', async () => {
  const host = createSyncHost()
  const { api, claude } = host
  await connect(host, api.keys.analytics)
  api.control({ settings: { access: 'unauthorized' } })
  await claude.sync(acme)
  const admin = await readConnection(host, 'admin:boss')
  const employee = await readConnection(host, 'someone')
  expect(admin.reason?.message).toMatch(/Claude’s API said \(401\).* Request id: req_/)
  expect(employee.reason).toEqual({ code: admin.reason?.code })
  expect(JSON.stringify(employee)).not.toMatch(/req_|said|failures/)
})

test('no one but admins learns why a day failed', async () => {
  const host = createSyncHost()
  const { api, claude } = host
  api.control({ faults: [{ kind: 'bad_rows', rows: 9, date: latestDay }] })
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  expect((await readConnection(host, 'admin:boss')).failures).toMatchObject([{ day: latestDay }])
  expect(JSON.stringify(await readConnection(host, 'someone'))).not.toMatch(/unexpected_answer|chat_metrics/)
})
