import type { ConnectionResponse, InvitationResponse, Problem } from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { createClaudeApi } from '@windmill/example-claude-api'
import { describe, expect, test } from 'vitest'
import { maxChecksPerHour, maxInvitedChecksPerHour } from '../api/key-check-limiter.ts'
import { createRecordingTracer } from '../test/recording-tracer.ts'
import { connect, createSyncHost, disconnect, jsonHeaders, readConnection, type SyncHost } from '../test/sync-host.ts'
import { acme, globex } from '../test/test-host.ts'

const inventSecret = (accountId: string) => `cinv_${'x'.repeat(43)}${btoa(accountId).replaceAll('=', '')}`

const hourMs = 3_600_000

const invite = async (host: SyncHost, viewer = 'admin:boss'): Promise<string> => {
  const response = await host.request(viewer, '/connection/invitation', { method: 'POST' })
  return ((await response.json()) as InvitationResponse).secret
}

const revoke = (host: SyncHost) => host.request('admin:boss', '/connection/invitation', { method: 'DELETE' })

interface InvitedRequest {
  readonly apiKey?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
  readonly signal?: AbortSignal
}

/** Sends a key with an invitation. */
const createSender =
  (method: 'POST' | 'PUT', path: string) =>
  (host: SyncHost, secret: string, request: InvitedRequest = {}): Promise<Response> => {
    const { apiKey = host.api.keys.analytics, headers, body = JSON.stringify({ apiKey }), signal } = request
    return host.request(null, path, {
      method,
      headers: { ...jsonHeaders, authorization: `Invitation ${secret}`, ...headers },
      body,
      ...(signal && { signal }),
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    } as RequestInit)
  }
const preview = createSender('POST', '/connection/preview')
const accept = createSender('PUT', '/connection')

/** Everything that somebody learns from an answer. */
const readAll = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  text: await response.text(),
})

const readCode = async (response: Response): Promise<string> => ((await response.json()) as Problem).code

describe('an invitation', () => {
  test('checks a key and saves it once, and the answers tell nothing about the account', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    const checked = await preview(host, secret)
    expect(checked.status).toBe(200)
    expect(await checked.json()).toEqual({ reports: { skills: true, connectors: true } })
    expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'disconnected', sealedKey: null })

    const accepted = await accept(host, secret)
    expect(accepted.status).toBe(200)
    expect(await accepted.json()).toEqual({ accepted: true })
    const connection = await readConnection(host)
    expect(connection).toMatchObject({ status: 'connecting', invitation: null })
    expect(connection.key?.lastFour).toBe(host.api.keys.analytics.slice(-4))
    await host.claude.sync(acme)
    expect(await readConnection(host)).toMatchObject({ status: 'connected' })

    expect(await readCode(await accept(host, secret))).toBe('invitation_invalid')
    expect(await readCode(await preview(host, secret))).toBe('invitation_invalid')
  })

  test('replaces the key of a connected account and keeps its figures', async () => {
    const host = createSyncHost()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const before = await readConnection(host)
    const secret = await invite(host)
    expect(await (await accept(host, secret, { apiKey: host.api.keys.replacement })).json()).toEqual({ accepted: true })
    const after = await readConnection(host)
    expect(after).toMatchObject({ status: 'connected', coverage: before.coverage })
    expect(after.key?.lastFour).toBe(host.api.keys.replacement.slice(-4))
  })

  test('works for 72 hours, and only connection:manage sees when it expires', async () => {
    const host = createSyncHost()
    const madeAt = host.clock.now()
    const response = await host.request('admin:boss', '/connection/invitation', { method: 'POST' })
    expect(response.status).toBe(201)
    const { secret, expiresAt } = (await response.json()) as InvitationResponse
    expect(Date.parse(expiresAt)).toBe(madeAt + 72 * hourMs)
    expect((await readConnection(host)).invitation).toEqual({ expiresAt })
    expect(await readConnection(host, 'someone')).not.toHaveProperty('invitation')

    host.clock.set(madeAt + 72 * hourMs - 1)
    expect((await preview(host, secret)).status).toBe(200)
    host.clock.set(madeAt + 72 * hourMs)
    expect(await readCode(await preview(host, secret))).toBe('invitation_expired')
    expect(await readCode(await accept(host, secret))).toBe('invitation_expired')
    // Only the secret itself tells that there was an invitation.
    expect(await readCode(await preview(host, inventSecret(acme)))).toBe('invitation_invalid')
    expect((await readConnection(host)).invitation).toBeNull()
  })

  test('has 256 random bits, and is stored as a hash and an expiry only', async () => {
    const host = createSyncHost()
    const secrets = [await invite(host), await invite(host)]
    const stored = (await host.storage.getConnection(acme))?.invitation
    expect(Object.keys(stored ?? {}).sort()).toEqual(['expiresAt', 'hash'])
    for (const secret of secrets) {
      expect(secret).toMatch(/^cinv_[\w-]{43,}$/)
      expect(JSON.stringify(stored)).not.toContain(secret.slice(5, 48))
    }
    expect(secrets[0]?.slice(0, 48)).not.toBe(secrets[1]?.slice(0, 48))
  })
})

describe('an invitation that does not work', () => {
  type End = (host: SyncHost, secret: string) => Promise<unknown>
  const ends: readonly (readonly [how: string, end: End])[] = [
    ['was revoked', revoke],
    ['was replaced', (host) => invite(host)],
    ['was used', (host, secret) => accept(host, secret)],
    ['ended because an admin connected', (host) => connect(host, host.api.keys.analytics)],
    ['ended because an admin disconnected', (host) => disconnect(host, 'keep')],
    ['was erased', (host) => disconnect(host, 'erase')],
  ]
  const guesses: readonly (readonly [what: string, (secret: string) => string])[] = [
    ['is missing', () => ''],
    ['is malformed', () => 'cinv_x'],
    ['has no account', (secret) => secret.slice(0, 48)],
    ['has an account that is no string', (secret) => `${secret.slice(0, 48)}_w`],
    ['has an account that cannot be stored', (secret) => secret.slice(0, 48) + btoa('a\0b')],
    [
      'differs in its last random character',
      (secret) => secret.slice(0, 47) + (secret[47] === 'A' ? 'E' : 'A') + secret.slice(48),
    ],
    ['is guessed for this account', () => inventSecret(acme)],
    ['is guessed for an account that never invited', () => inventSecret(globex)],
    ['is guessed for an unknown account', () => inventSecret('nobody')],
    ['is of another account', (secret) => secret.slice(0, 48) + btoa(globex).replaceAll('=', '')],
    ['has something behind it', (secret) => `${secret} ${secret}`],
  ]
  const readRefusal = async (host: SyncHost, secret: string) => [
    await readAll(await preview(host, secret)),
    await readAll(await accept(host, secret)),
  ]
  const readUnknownRefusal = async () => readRefusal(createSyncHost(), inventSecret('nobody'))

  test.each(ends)('gets the same answer as an unknown invitation: it %s', async (_, end) => {
    const host = createSyncHost()
    const secret = await invite(host)
    await end(host, secret)
    const before = await host.storage.getConnection(acme)
    const [first, second] = await readRefusal(host, secret)
    expect(JSON.parse(first?.text ?? '')).toMatchObject({ code: 'invitation_invalid', status: 401 })
    expect([first, second]).toEqual(await readUnknownRefusal())
    expect(await host.storage.getConnection(acme)).toEqual(before)
  })

  test.each(guesses)('gets the same answer as an unknown invitation: it %s', async (_, guess) => {
    const host = createSyncHost()
    const secret = await invite(host)
    await invite(host, 'globex/admin:boss')
    expect(await readRefusal(host, guess(secret))).toEqual(await readUnknownRefusal())
    expect((await preview(host, secret)).status).toBe(200)
  })

  test('reads no body and counts no key check', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    let pullCount = 0
    const createEndlessBody = () =>
      new ReadableStream({
        pull(controller) {
          pullCount += 1
          controller.enqueue(new Uint8Array(1024))
        },
      })
    for (let count = 0; count < maxChecksPerHour + 5; count += 1) {
      expect(await readCode(await preview(host, inventSecret(acme), { body: createEndlessBody() }))).toBe(
        'invitation_invalid',
      )
    }
    // A stream pulls once by itself, before anyone reads it.
    expect(pullCount).toBeLessThanOrEqual(maxChecksPerHour + 5)
    expect((await preview(host, secret)).status).toBe(200)
    const large = await preview(host, secret, { body: createEndlessBody() })
    expect(await readCode(large)).toBe('body_too_large')
  })

  test.each([
    ['revoked', revoke],
    ['replaced', invite],
  ] as const)('is refused if it is %s while its key is checked', async (_, end) => {
    const checking = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    const host: SyncHost = createSyncHost({
      fetch: async (input, init) => {
        checking.resolve()
        await ended.promise
        return await host.api.fetch(input, init)
      },
    })
    const accepting = accept(host, await invite(host))
    await checking.promise
    await end(host)
    ended.resolve()
    expect(await readCode(await accepting)).toBe('invitation_invalid')
    expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'disconnected', sealedKey: null })
  })

  test('is refused to all but one of the people who use it at the same time', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    const answers = await Promise.all(Array.from({ length: 4 }, () => accept(host, secret)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })
})

describe('the answer to an invitation', () => {
  test.each([401, 403, 404, 422, 429, 500])('has only the code of a failure: Claude answers %i', async (status) => {
    const host = createSyncHost()
    const secret = await invite(host)
    host.api.control({ faults: [{ kind: 'error', status, message: 'Organization Umbrella is on hold.' }] })
    const admin = await host.request('admin:boss', '/connection/preview', {
      method: 'POST',
      headers: jsonHeaders,
      body: JSON.stringify({ apiKey: host.api.keys.analytics }),
    })
    const adminProblem = (await admin.json()) as Problem
    for (const response of [await preview(host, secret), await accept(host, secret)]) {
      const problem = (await response.json()) as Problem
      expect(problem.code).toBe(adminProblem.code)
      expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'status', 'title', 'type'])
      expect(JSON.stringify(problem)).not.toMatch(/Umbrella|req_/)
    }
  })

  test('is organization_differs for a key of another organization', async () => {
    const other = createClaudeApi({ seed: 8, people: 20 })
    const host: SyncHost = createSyncHost({
      fetch: (input, init) => {
        const key = new Headers(init?.headers).get('x-api-key')
        return (key === other.keys.analytics ? other : host.api).fetch(input, init)
      },
    })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const secret = await invite(host)
    const before = await host.storage.getConnection(acme)
    for (const run of [preview, accept]) {
      const response = await run(host, secret, { apiKey: other.keys.analytics })
      expect(await response.json()).toEqual({
        type: 'urn:windmill-claude:organization_differs',
        title: expect.any(String),
        status: 409,
        detail: expect.stringMatching(/^The figures of two organizations are never mixed/),
        code: 'organization_differs',
      })
    }
    expect(await host.storage.getConnection(acme)).toEqual(before)
  })

  test('names the field of a request without a key', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    expect(await (await preview(host, secret, { apiKey: '' })).json()).toMatchObject({ code: 'key_missing' })
    expect(await (await preview(host, secret, { body: '{}' })).json()).toMatchObject({
      code: 'invalid_request',
      field: 'apiKey',
    })
  })

  test('is too_many_checks after ten key checks in an hour, while a newer invitation and admins can still connect', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    for (let count = 0; count < maxChecksPerHour; count += 1) expect((await preview(host, secret)).status).toBe(200)
    for (const send of [preview, accept]) {
      const refused = await send(host, secret)
      expect(refused.headers.get('retry-after')).toBe('3600')
      expect(await readCode(refused)).toBe('too_many_checks')
    }
    const newer = await invite(host)
    expect(await readCode(await preview(host, secret))).toBe('invitation_invalid')
    expect((await accept(host, newer)).status).toBe(200)
    expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
  })

  test('is a refusal for key checks that wait while the invitation is revoked, and nothing more is sent to Claude', async () => {
    let requests = 0
    const waiting = Promise.withResolvers<void>()
    const host: SyncHost = createSyncHost({
      fetch: async (input, init) => {
        requests += 1
        await waiting.promise
        return await host.api.fetch(input, init)
      },
    })
    const secret = await invite(host)
    const checks = [preview, accept, preview].map((send) => send(host, secret))
    while (requests === 0) await new Promise((resolve) => setImmediate(resolve))
    await revoke(host)
    waiting.resolve()
    const statuses = await Promise.all(checks.map(async (check) => (await check).status))
    expect(statuses).toEqual([200, 401, 401])
    expect((await host.storage.getConnection(acme))?.sealedKey ?? null).toBeNull()
    const before = requests
    const newer = await invite(host)
    expect((await preview(host, newer)).status).toBe(200)
    expect(requests - before).toBeLessThanOrEqual(8)
  })

  test('is a preview even after admins used up their key checks, because invitations have a limit of their own', async () => {
    let requests = 0
    const host: SyncHost = createSyncHost({
      fetch: async (input, init) => {
        requests += 1
        return await host.api.fetch(input, init)
      },
    })
    const previewAsAdmin = () =>
      host.request('admin:boss', '/connection/preview', {
        method: 'POST',
        headers: jsonHeaders,
        body: JSON.stringify({ apiKey: host.api.keys.analytics }),
      })
    for (let count = 0; count < maxChecksPerHour; count += 1) expect((await previewAsAdmin()).status).toBe(200)
    expect(await readCode(await previewAsAdmin())).toBe('too_many_checks')
    for (let invitations = 1; invitations < maxInvitedChecksPerHour / maxChecksPerHour; invitations += 1) {
      const other = await invite(host)
      for (let count = 0; count < maxChecksPerHour; count += 1) expect((await preview(host, other)).status).toBe(200)
    }
    const secret = await invite(host)
    for (let count = 1; count < maxChecksPerHour; count += 1) expect((await preview(host, secret)).status).toBe(200)
    expect((await accept(host, secret)).status).toBe(200)
    const before = requests
    const last = await invite(host)
    for (const check of [previewAsAdmin, () => preview(host, last), () => accept(host, last)]) {
      for (let count = 0; count < 5; count += 1) expect(await readCode(await check())).toBe('too_many_checks')
    }
    expect(requests).toBe(before)
  })
})

describe('a request with an invitation', () => {
  test('needs no viewer, no directory and no employee', async () => {
    let viewerReads = 0
    let pullCount = 0
    const host = createSyncHost({
      directory: {
        listEmployees: async () => {
          pullCount += 1
          return []
        },
      },
    })
    const { secret } = await host.claude.api.invite({ accountId: acme, employeeId: 'boss', role: 'admin' })
    const pullsBefore = pullCount
    const countingRequest = new Request('https://app.test/api/claude/connection/preview', {
      method: 'POST',
      headers: {
        ...jsonHeaders,
        authorization: `invitation ${secret}`,
        // The host reads its viewer from this header, and would throw.
        get 'x-viewer'() {
          viewerReads += 1
          return '{'
        },
      },
      body: JSON.stringify({ apiKey: host.api.keys.analytics }),
    })
    viewerReads = 0
    expect((await host.claude.handler(countingRequest)).status).toBe(200)
    expect([viewerReads, pullCount]).toEqual([0, pullsBefore])
  })

  test('from a page of another site is refused, and any other Authorization header is left to the host', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    for (const run of [preview, accept]) {
      const response = await run(host, secret, { headers: { 'sec-fetch-site': 'cross-site' } })
      expect(await readCode(response)).toBe('cross_site')
    }
    for (const authorization of [`Bearer ${secret}`, `Invitations ${secret}`, secret]) {
      expect(await readCode(await preview(host, secret, { headers: { authorization } }))).toBe('not_signed_in')
    }
    expect((await preview(host, secret, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200)
  })

  test('leaves its secret in no logged message, span, stored record or answer, wherever the secret is sent', async () => {
    const tracer = createRecordingTracer()
    const host = createSyncHost({ tracer })
    const secret = await invite(host)
    const texts: string[] = []
    const randomPart = secret.slice(5, 48)
    const collect = async (response: Promise<Response>) => texts.push(JSON.stringify(await readAll(await response)))
    host.api.control({ faults: [{ kind: 'error', status: 401 }] })
    await collect(preview(host, secret))
    host.api.control({ clearFaults: true })
    await collect(preview(host, secret))
    await collect(preview(host, secret, { apiKey: secret }))
    await collect(
      preview(host, secret, { headers: { 'sec-fetch-site': 'cross-site', origin: `https://${secret}.test` } }),
    )
    const { paths } = createOpenApiDocument('') as { paths: Record<string, object> }
    for (const path of [
      ...Object.keys(paths),
      `/connection/${secret}`,
      `/connection/${encodeURIComponent(secret)}?x=${secret}`,
    ]) {
      await collect(host.request('someone', path, { headers: { authorization: `Invitation ${secret}` } }))
      await collect(host.request('someone', path))
    }
    await collect(accept(host, secret))
    await collect(accept(host, secret))
    texts.push(
      JSON.stringify(host.log),
      JSON.stringify(tracer.spans),
      JSON.stringify(await host.storage.getConnection(acme)),
    )
    for (const text of texts) expect(text.toLowerCase()).not.toContain(randomPart.toLowerCase())
  })

  test('that is refused is logged with the actor "invitation", without a viewer', async () => {
    const host = createSyncHost()
    await preview(host, 'cinv_guess')
    expect(host.log.join()).toMatch(
      /"code":"invitation_invalid","accountId":null,"employeeId":null,"actor":"invitation"/,
    )
  })
})

describe('the log', () => {
  const readLog = async (host: SyncHost) =>
    (await host.claude.api.log({ accountId: acme, employeeId: 'auditor', permissions: ['audit:view'] })).entries.map(
      ({ actor, about, event }) => ({ actor: actor?.id ?? null, about, event }),
    )

  test('names who invited, and that a key was saved by that invitation', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    host.clock.set(host.clock.now() + hourMs)
    await preview(host, secret)
    await accept(host, secret)
    const about = 'account'
    expect(await readLog(host)).toEqual([
      { actor: 'boss', about, event: { kind: 'connected', byInvitation: true } },
      { actor: 'boss', about, event: { kind: 'invited' } },
    ])

    host.clock.set(host.clock.now() + hourMs)
    const newer = await invite(host, 'admin:deputy')
    host.clock.set(host.clock.now() + hourMs)
    await accept(host, newer, { apiKey: host.api.keys.replacement })
    expect((await readLog(host)).slice(0, 2)).toEqual([
      { actor: 'deputy', about, event: { kind: 'key_replaced', byInvitation: true } },
      { actor: 'deputy', about, event: { kind: 'invited' } },
    ])
  })

  test('has no entry for a key check, or for the use of an invitation that no longer works', async () => {
    const host = createSyncHost()
    const secret = await invite(host)
    await preview(host, secret)
    await revoke(host)
    await accept(host, secret)
    const kinds = (await readLog(host)).map(({ event }) => event.kind)
    expect(kinds.toSorted()).toEqual(['invitation_revoked', 'invited'])
  })
})

describe('claude.api', () => {
  test('takes an invitation in the place of a viewer to preview and to connect, and nowhere else', async () => {
    const host = createSyncHost()
    const { api } = host.claude
    const key = host.api.keys.analytics
    const { secret } = await api.invite({ accountId: acme, employeeId: 'boss', role: 'admin' })
    const invitation = { invitation: secret }
    expect(await api.preview(invitation, key)).toEqual({ reports: { skills: true, connectors: true } })
    for (const [name, operation] of Object.entries(api)) {
      if (name === 'preview' || name === 'connect') continue
      const call = operation as (viewer: unknown, ...args: readonly unknown[]) => Promise<unknown>
      const args = name === 'disconnect' ? ['erase'] : ['id', { from: '2026-03-01', to: '2026-03-02' }]
      const query = ['adoption', 'exportCsv'].includes(name) ? args.slice(1) : args
      const given = ['claudeUsers', 'employees', 'log'].includes(name) ? [] : query
      await expect(call(invitation, ...given), name).rejects.toMatchObject({ code: 'not_signed_in' })
    }
    for (const wrong of [7, null, [secret], { toString: () => secret }]) {
      await expect(api.connect({ invitation: wrong } as never, key)).rejects.toMatchObject({
        code: 'invitation_invalid',
      })
    }
    expect(await api.connect(invitation, key)).toEqual({ accepted: true })
    await expect(api.connect(invitation, key)).rejects.toMatchObject({ code: 'invitation_invalid' })
  })

  test('treats an object with the fields of a viewer and an invitation as a viewer', async () => {
    const host = createSyncHost()
    const { secret } = await host.claude.api.invite({ accountId: acme, employeeId: 'boss', role: 'admin' })
    const viewerWithInvitation = {
      accountId: acme,
      employeeId: 'someone',
      role: 'employee',
      invitation: secret,
    } as const
    await expect(host.claude.api.preview(viewerWithInvitation as never, host.api.keys.analytics)).rejects.toMatchObject(
      {
        code: 'not_permitted',
      },
    )
  })
})

test('the preview of an admin names the first day that a sync would read', async () => {
  const host = createSyncHost()
  const body = JSON.stringify({ apiKey: host.api.keys.analytics })
  const response = await host.request('admin:boss', '/connection/preview', {
    method: 'POST',
    headers: jsonHeaders,
    body,
  })
  expect(await response.json()).toMatchObject({ historyFrom: '2026-01-01' })
})

test('an account with an invitation but without a key is not connected, and is never synced', async () => {
  const host = createSyncHost()
  await invite(host)
  const { key, status, nextSyncAt } = (await readConnection(host)) as ConnectionResponse
  expect([key, status, nextSyncAt]).toEqual([null, 'disconnected', null])
  await host.claude.sync(acme)
  expect(await readCode(await host.request('admin:boss', '/sync', { method: 'POST' }))).toBe('not_connected')
  await revoke(host)
  expect(await readConnection(host)).toMatchObject({ status: 'disconnected', invitation: null })
})
