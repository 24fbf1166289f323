import {
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
  type EmployeeStatsResponse,
} from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { connect, createSyncHost, expectStoredUsageMatchesApi, history, latestDay } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

interface Row {
  user?: { id?: unknown; email_address?: unknown } | null
  user_id?: unknown
  [field: string]: unknown
}
interface Body {
  data?: Row[] | null
  next_page: string | null
}

/** Changes a page of an endpoint. The day is null in a request without a day. */
type ChangePage = (body: Body, endpoint: string, day: string | null) => void

/** Creates a sync host. `changes.page` can change every page that its API gives. */
const createHost = (changes: { page: ChangePage }) => {
  const host: ReturnType<typeof createSyncHost> = createSyncHost({
    fetch: async (input, init) => {
      const response = await host.api.fetch(input, init)
      const url = new URL(String(input))
      const body: unknown = await response.clone().json()
      if (!response.ok || url.searchParams.get('limit') === '1') return response
      changes.page(body as Body, url.pathname.split('/').at(-1) ?? '', url.searchParams.get('date'))
      return Response.json(body, { headers: response.headers })
    },
  })
  const readUsage = async (day: Day) =>
    new Map((await host.storage.readUsage(acme, day)).map((row) => [row.claudeUserId, row.counters]))
  const readEntry = async (day: Day) => (await host.storage.readLedger(acme)).find((entry) => entry.day === day)
  return { ...host, readUsage, readEntry }
}

const findRow = ({ data }: Body, id: string): Row | undefined =>
  data?.find((row) => row.user?.id === id || row.user_id === id)

const expectUnknown = (counters: Counters | undefined, known: readonly string[] = []) => {
  expect(counters).toBeDefined()
  const ids = counterIds.filter((id) => !known.includes(id))
  expect(ids.filter((id) => counters?.[id] !== null)).toEqual([])
}

/** Ways in which the row of one person can be malformed. */
const malformations: readonly (readonly [name: string, change: (row: Row) => void])[] = [
  ['a negative count', (row) => Object.assign(row, { chat_metrics: { message_count: -1 } })],
  ['a textual count', (row) => Object.assign(row, { chat_metrics: { message_count: '41' } })],
  ['a fractional count', (row) => Object.assign(row, { chat_metrics: { message_count: 1.5 } })],
  ['a huge count', (row) => Object.assign(row, { chat_metrics: { message_count: 2 ** 31 } })],
  ['a wrongly typed block', (row) => Object.assign(row, { office_metrics: [] })],
  ['an e-mail of a wrong type', (row) => Object.assign(row.user ?? {}, { email_address: 7 })],
  ['no id', (row) => delete row.user?.id],
  ['an empty id', (row) => Object.assign(row.user ?? {}, { id: '' })],
  ['an id with U+0000', (row) => Object.assign(row.user ?? {}, { id: 'user_\0' })],
  ['an id with a lone surrogate', (row) => Object.assign(row.user ?? {}, { id: 'user_\ud800' })],
]

test.each(malformations)(
  'a row with %s makes the figures of its person unknown, and nobody else’s',
  async (_, change) => {
    const changes: { page: ChangePage } = { page: () => {} }
    const { api, claude, storage, readUsage, readEntry, ...host } = createHost(changes)
    const day = latestDay
    const badUser = [...api.truth.day(day).keys()][3] as ClaudeUserId
    changes.page = (body, endpoint, date) => {
      const row = endpoint === 'users' && date === day ? findRow(body, badUser) : undefined
      if (row) change(row)
    }
    await connect({ ...host, claude, storage }, api.keys.analytics)
    await claude.sync(acme)

    // A row without an id is attributed by its e-mail address, if a day with the id was read before.
    const entry = await readEntry(day)
    const usage = await readUsage(day)
    if (entry?.read?.unattributedRows === 0)
      expectUnknown(usage.get(badUser), ['skill_invocations', 'connector_invocations'])
    else expect(usage.get(badUser)?.chat_messages ?? null).toBeNull()
    for (const [id, counters] of api.truth.day(day)) if (id !== badUser) expect(usage.get(id)).toEqual(counters)
    await expectStoredUsageMatchesApi({ api, storage }, history.slice(0, -1))
  },
)

test('a malformed row of a re-read never replaces a stored value', async () => {
  const changes: { page: ChangePage } = { page: () => {} }
  const { api, claude, clock, storage, readUsage, readEntry, ...host } = createHost(changes)
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  const before = await readUsage(latestDay)
  const [withBadCount, withoutId, withBadReport] = [...before.keys()]
  changes.page = (body, endpoint, date) => {
    if (date !== latestDay) return
    if (endpoint === 'users') {
      Object.assign(findRow(body, withBadCount ?? '') ?? {}, { chat_metrics: 'none' })
      delete findRow(body, withoutId ?? '')?.user?.id
    }
    if (endpoint === 'skills') Object.assign(findRow(body, withBadReport ?? '') ?? {}, { invocation_count: -5 })
  }
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect(await readEntry(latestDay)).toMatchObject({ read: { readCount: 2, unattributedRows: 0 }, failure: null })
  const reportCounts = ['skill_invocations', 'connector_invocations'] as const
  for (const [id, counters] of await readUsage(latestDay)) {
    // The API has revised the day.
    const revised = api.truth.day(latestDay).get(id)
    const kept = before.get(id)
    if (id === withBadReport) expect(counters).toEqual({ ...revised, skill_invocations: kept?.skill_invocations })
    else if (id === withBadCount || id === withoutId)
      expect(counters).toMatchObject(omitCounters(kept ?? {}, reportCounts))
    else expect(counters).toEqual(revised)
  }
})

test('a Claude user that a re-read finds only in a report keeps the stored counts of the list of users', async () => {
  const changes: { page: ChangePage } = { page: () => {} }
  const { api, claude, clock, storage, readUsage, ...host } = createHost(changes)
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  const before = await readUsage(latestDay)
  const found = [...before].find(([, counters]) => counters.chat_messages && counters.skill_invocations)
  if (!found) throw new Error('Nobody has both chat messages and skills.')
  const [id, stored] = found
  // The row is skipped, as when the list moves between the requests of two of its pages.
  changes.page = (body, endpoint, day) => {
    if (endpoint === 'users' && day === latestDay) body.data = body.data?.filter((row) => row.user?.id !== id) ?? null
  }
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  const { skill_invocations, connector_invocations } = api.truth.day(latestDay).get(id) ?? stored
  expect((await readUsage(latestDay)).get(id)).toEqual({ ...stored, skill_invocations, connector_invocations })
})

test('a lower bound that stays because the row of its report is malformed never counts as exact', async () => {
  const changes: { page: ChangePage } = { page: () => {} }
  const { api, claude, clock, storage, readUsage, readEntry, ...host } = createHost(changes)
  const badUser = [...api.truth.day(latestDay)].find(([, { skill_invocations }]) => (skill_invocations ?? 0) > 0)?.[0]
  if (!badUser) throw new Error('Nobody used a skill.')
  const syncWith = async (page: ChangePage) => {
    changes.page = page
    clock.set(clock.now() + 24 * 3_600_000)
    await claude.sync(acme)
    return { skills: (await readEntry(latestDay))?.read?.skills, usage: await readUsage(latestDay) }
  }
  await connect({ ...host, claude, storage }, api.keys.analytics)
  changes.page = (body, endpoint, date) => {
    if (endpoint === 'skills' && date === latestDay) body.data = null
  }
  await claude.sync(acme)
  expect((await readEntry(latestDay))?.read?.skills).toBe('users')
  const lowerBound = (await readUsage(latestDay)).get(badUser)?.skill_invocations

  const withBadRow = await syncWith((body, endpoint, date) => {
    if (endpoint === 'skills' && date === latestDay)
      Object.assign(findRow(body, badUser) ?? {}, { invocation_count: -5 })
  })
  expect(withBadRow.usage.get(badUser)?.skill_invocations).toBe(lowerBound)
  expect(withBadRow.skills).toBe('kept')

  const withoutBadRow = await syncWith(() => {})
  expect(withoutBadRow.usage).toEqual(api.truth.day(latestDay))
  expect(withoutBadRow.skills).toBe('report')
})

test('a report with an unattributed row never lowers a stored count, however often the day is read', async () => {
  const changes: { page: ChangePage } = { page: () => {} }
  const { api, claude, clock, storage, readUsage, readEntry, ...host } = createHost(changes)
  const user = [...api.truth.day(latestDay)].find(([, { skill_invocations }]) => (skill_invocations ?? 0) > 0)?.[0]
  if (!user) throw new Error('Nobody used a skill.')
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  const before = (await readUsage(latestDay)).get(user)?.skill_invocations
  expect(before).toBeGreaterThan(0)

  const syncNextDay = async () => {
    clock.set(clock.now() + 24 * 3_600_000)
    await claude.sync(acme)
    return {
      read: (await readEntry(latestDay))?.read,
      count: (await readUsage(latestDay)).get(user)?.skill_invocations,
    }
  }
  changes.page = (body, endpoint, date) => {
    if (endpoint !== 'skills' || date !== latestDay) return
    for (const row of body.data ?? []) if (row.user_id === user) delete row.user_id
  }
  for (const readCount of [2, 3, 4]) {
    expect(await syncNextDay()).toMatchObject({ read: { readCount, skills: 'kept' }, count: before })
  }
  changes.page = () => {}
  expect((await syncNextDay()).read).toMatchObject({ readCount: 5, skills: 'report' })
  expect(await readUsage(latestDay)).toEqual(api.truth.day(latestDay))
})

test('a report that always has an unattributed row still revises the counts of everyone else', async () => {
  const changes: { page: ChangePage } = { page: () => {} }
  const { api, claude, clock, storage, readUsage, readEntry, ...host } = createHost(changes)
  const user = [...api.truth.day(latestDay)].find(([, { skill_invocations }]) => (skill_invocations ?? 0) > 0)?.[0]
  changes.page = (body, endpoint) => {
    if (endpoint === 'skills') for (const row of body.data ?? []) if (row.user_id === user) row.user_id = null
  }
  await connect({ ...host, claude, storage }, api.keys.analytics)
  const fallenCounts = new Set<ClaudeUserId>()
  for (let before = api.truth.day(latestDay), reads = 1; reads <= 4; reads += 1) {
    await claude.sync(acme)
    expect((await readEntry(latestDay))?.read).toMatchObject({ readCount: reads, skills: 'incomplete' })
    const truth = api.truth.day(latestDay)
    for (const [id, { skill_invocations }] of await readUsage(latestDay)) {
      if (id === user) continue
      expect(skill_invocations).toBe(truth.get(id)?.skill_invocations)
      if ((skill_invocations ?? 0) < (before.get(id)?.skill_invocations ?? 0)) fallenCounts.add(id)
    }
    before = truth
    clock.set(clock.now() + 24 * 3_600_000)
  }
  expect(fallenCounts.size).toBeGreaterThan(0)
})

const omitCounters = (counters: Partial<Counters>, ids: readonly (keyof Counters)[]) =>
  Object.fromEntries(counterIds.filter((id) => !ids.includes(id)).map((id) => [id, counters[id]]))

test('a malformed row of a report makes only that count of its person unknown', async () => {
  const changes: { page: ChangePage } = { page: () => {} }
  const { api, claude, storage, readUsage, ...host } = createHost(changes)
  const badUser = [...api.truth.day(latestDay)].find(([, { skill_invocations }]) => (skill_invocations ?? 0) > 0)?.[0]
  if (!badUser) throw new Error('Nobody used a skill.')
  changes.page = (body, endpoint, date) => {
    if (endpoint === 'skills' && date === latestDay)
      Object.assign(findRow(body, badUser) ?? {}, { invocation_count: '5' })
  }
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  const expected = new Map(api.truth.day(latestDay))
  const counters = expected.get(badUser)
  if (counters) expected.set(badUser, { ...counters, skill_invocations: null })
  expect(await readUsage(latestDay)).toEqual(expected)
})

test('a last row that is repeated on the next page changes no figure', async () => {
  const lastRows = new Map<string, Row>()
  const page: ChangePage = (body, endpoint, day) => {
    const key = `${endpoint} ${day}`
    const repeatedRow = lastRows.get(key)
    const lastRow = body.data?.at(-1)
    if (lastRow) lastRows.set(key, lastRow)
    if (repeatedRow) body.data?.unshift(repeatedRow)
    // Splits the page, with its last row on both halves.
    if (lastRow && body.data) body.data.push(lastRow)
  }
  const { api, claude, storage, ...host } = createHost({ page })
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  await expectStoredUsageMatchesApi({ api, storage })
  expect((await storage.readLedger(acme)).every(({ read }) => read?.changedRows === 0)).toBe(true)
})

test('a row that is repeated with other counts replaces the earlier one, and the ledger counts it', async () => {
  const page: ChangePage = (body, endpoint, day) => {
    const [first] = body.data ?? []
    if (!first || day !== latestDay || endpoint === 'connectors') return
    const earlier = endpoint === 'users' ? { ...first, chat_metrics: null } : { ...first, invocation_count: 9_999 }
    body.data?.unshift(earlier)
  }
  const { api, claude, storage, readEntry, ...host } = createHost({ page })
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  await expectStoredUsageMatchesApi({ api, storage })
  expect((await readEntry(latestDay))?.read).toMatchObject({ changedRows: 2, unattributedRows: 0 })
})

test('a report with null instead of rows does not fail the day', async () => {
  const page: ChangePage = (body, endpoint) => {
    if (endpoint !== 'users') body.data = null
  }
  const { api, claude, storage, readUsage, readEntry, ...host } = createHost({ page })
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  const usage = await readUsage(latestDay)
  for (const [id, { chat_messages }] of api.truth.day(latestDay))
    expect(usage.get(id)?.chat_messages).toBe(chat_messages)
  expect(await readEntry(latestDay)).toMatchObject({ read: { skills: 'users' }, failure: null })
})

test('a report without the field data sets nobody’s count to zero, and does not fail the day', async () => {
  const page: ChangePage = (body, endpoint) => {
    if (endpoint === 'users') for (const row of body.data ?? []) removeSkills(row)
    else delete body.data
  }
  const { api, claude, storage, readUsage, readEntry, ...host } = createHost({ page })
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  expect(await readEntry(latestDay)).toMatchObject({ read: { skills: 'users' }, failure: null })
  const usage = await readUsage(latestDay)
  for (const id of usage.keys())
    expect(usage.get(id)?.chat_messages).toBe(api.truth.day(latestDay).get(id)?.chat_messages)
})

/** Removes the skill counts from the list of users, as for people who use skills in Claude Code only. */
const removeSkills = (holder: object): void => {
  for (const [name, value] of Object.entries(holder)) {
    if (typeof value === 'object' && value !== null) removeSkills(value)
    else if (name.endsWith('skills_used_count')) Object.assign(holder, { [name]: 0 })
  }
}

test('a missing list of users sets nobody’s counts to zero', async () => {
  const page: ChangePage = (body, endpoint, day) => {
    if (endpoint === 'users' && day === latestDay) body.data = null
  }
  const { api, claude, storage, readUsage, readEntry, ...host } = createHost({ page })
  await connect({ ...host, claude, storage }, api.keys.analytics)
  await claude.sync(acme)
  expect(await readEntry(latestDay)).toMatchObject({ read: null, failure: { code: 'unexpected_answer' } })
  expect(await readUsage(latestDay)).toEqual(new Map())
})

test('an unattributed row makes the figures of everyone without a row unknown, not zero', async () => {
  let badUser: unknown
  const page: ChangePage = (body, endpoint, day) => {
    const row = endpoint === 'users' && day === latestDay ? body.data?.[0] : undefined
    if (!row) return
    badUser = row.user?.id
    row.user = {}
  }
  const host = createHost({ page })
  const { api, claude, storage, readEntry } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  expect((await readEntry(latestDay))?.read).toMatchObject({ unattributedRows: 1 })

  const listed = api.truth.day(latestDay)
  const period = `from=${latestDay}&to=${latestDay}`
  let unlistedEmployees = 0
  for (const { claudeUserId, employeeId } of await storage.listLinks(acme)) {
    if (employeeId === null) continue
    const response = await host.request('admin:boss', `/employees/${employeeId}/stats?${period}`)
    const { stats } = (await response.json()) as EmployeeStatsResponse
    const counters = listed.get(claudeUserId)
    if (counters && claudeUserId !== badUser) {
      const messages = (counters.chat_messages ?? 0) + (counters.unified_messages ?? 0)
      expect(stats['chat.messages']).toMatchObject({ value: messages, partial: false })
    } else {
      unlistedEmployees += 1
      expect(stats['chat.messages']).toMatchObject({ value: null, partial: false })
    }
  }
  expect(unlistedEmployees).toBeGreaterThan(1)
})
