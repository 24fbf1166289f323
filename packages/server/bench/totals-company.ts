import { randomBytes } from 'node:crypto'
import {
  accountId,
  addDays,
  type ClaudeUserId,
  type Counters,
  claudeUserId,
  counterIds,
  type Day,
  daysBetween,
  listDays,
  type Period,
} from '@windmill/claude-core'
import { type AnalyticsClient, createAnalyticsClient } from '@windmill/claude-core/api'
import { mapCounters, startOfDay } from '@windmill/claude-core/internal'
import { createClaudeApi } from '@windmill/example-claude-api'
import type pg from 'pg'
import { systemClock } from '../src/clock.ts'
import { type ClaudeIntegration, createClaudeIntegration, keyring, type StorageAdapter } from '../src/index.ts'

const account = accountId('bench')
const admin = { accountId: account, employeeId: 'admin', role: 'admin' } as const
/** Maximum rows of a page of the API. */
const pageRows = 1_000
const epoch: Day = '2026-01-01'

/** The counters that the company uses, each with its path in a row of the API. The others are zero. */
const usedCounters = {
  chat_messages: ['chat_metrics', 'message_count'],
  code_sessions: ['claude_code_metrics', 'core_metrics', 'distinct_session_count'],
  code_commits: ['claude_code_metrics', 'core_metrics', 'commit_count'],
} as const
type UsedCounter = keyof typeof usedCounters
const usedCounterIds = Object.keys(usedCounters) as readonly UsedCounter[]

/** A company with counts from a formula, so that a hundred thousand people take no time to simulate. */
export interface TotalsCompany {
  readonly account: typeof account
  readonly storage: StorageAdapter
  readonly pool: pg.Pool
  readonly claude: ClaudeIntegration
  readonly client: AnalyticsClient
  /** Returns the true counters of a person on a day. Null if the person did not use Claude. */
  readonly getCounters: (id: ClaudeUserId, day: Day) => Counters | null
  readonly people: readonly ClaudeUserId[]
  /**
   * Requests a reconciliation of all months, and runs it. Returns its duration in seconds and its number of requests.
   */
  readonly reconcile: () => Promise<{ readonly seconds: number; readonly requests: number }>
}

/** Creates a connected account, and stores every day of the period with the counts of the formula. */
export const createTotalsCompany = async (
  storage: StorageAdapter,
  pool: pg.Pool,
  { size, period }: { readonly size: number; readonly period: Period },
): Promise<TotalsCompany> => {
  const startedAt = performance.now()
  // Two weeks after its end, the period is settled.
  const start = startOfDay(addDays(period.to, 14)) + 15 * 3_600_000
  const now = () => start + performance.now() - startedAt
  const api = createClaudeApi({ people: 20, now, rpm: 1_000_000, earliestDay: period.from })
  const template = await readTemplate(api.fetch, api.keys.analytics, addDays(period.to, -3))
  let requestCount = 0
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input))
    const endpoint = url.pathname.split('/').at(-1)
    requestCount += 1
    const days = parseDays(url.searchParams)
    if (!days || url.searchParams.get('limit') === '1' || endpoint === 'summaries') return await api.fetch(input, init)
    const offset = Number(url.searchParams.get('page') ?? 0)
    // Nobody uses Claude in the two weeks after the period.
    const rowCount = endpoint === 'users' && days.every((day) => day <= period.to) ? size : 0
    const count = Math.max(0, Math.min(pageRows, rowCount - offset))
    const data = Array.from({ length: count }, (_, index) => createRow(template, offset + index, days))
    const nextOffset = offset + pageRows
    const isLastPage = nextOffset >= rowCount
    return Response.json(
      { data, next_page: isLastPage ? null : String(nextOffset) },
      { headers: { 'anthropic-organization-id': api.organization.id } },
    )
  }
  const claude = createClaudeIntegration({
    storage,
    directory: { listEmployees: () => [] },
    clock: { ...systemClock, now },
    vault: keyring({ current: 'bench', keys: { bench: randomBytes(32).toString('base64') } }),
    getViewer: () => admin,
    claudeApi: { fetch, requestsPerMinute: 1_000_000 },
    scheduler: { start: async () => {}, request: async () => {}, getNextRunAt: () => null, stop: async () => {} },
  })
  await claude.api.connect(admin, api.keys.analytics)
  await insertUsage(storage, pool, size, period, start)
  // Reads the days after the period, and reconciles the months of the period for the first time.
  await claude.sync(account)
  return {
    account,
    storage,
    pool,
    claude,
    client: createAnalyticsClient({ apiKey: api.keys.analytics, fetch }),
    people: Array.from({ length: size }, (_, index) => toUserId(index)),
    getCounters: (id, day) => computeCounters(Number(id.slice(5)), day),
    async reconcile() {
      await claude.reconciliation.check(account, { by: admin.employeeId })
      const [checkStartedAt, requestCountBefore] = [performance.now(), requestCount]
      await claude.sync(account)
      return { seconds: (performance.now() - checkStartedAt) / 1000, requests: requestCount - requestCountBefore }
    },
  }
}

const toUserId = (index: number): ClaudeUserId => claudeUserId(`user_${String(index).padStart(6, '0')}`)

const parseDays = (params: URLSearchParams): readonly Day[] | null => {
  const [date, from, end] = ['date', 'starting_date', 'ending_date'].map((name) => params.get(name) as Day | null)
  if (date) return [date]
  return from && end ? listDays({ from, to: addDays(end, -1) }) : null
}

/**
 * Computes a count of a person on a day. It is zero on weekends, and for four in ten people. `insertUsage` has the same
 * formula in SQL.
 */
const computeCount = (index: number, day: Day, counterIndex: number): number => {
  const dayNumber = daysBetween(epoch, day)
  if ((dayNumber + 3) % 7 >= 5 || (index * 31 + counterIndex) % 100 >= 60) return 0
  return (index * 7_919 + dayNumber * 104_729 + counterIndex * 1_299_709) % 23
}

const computeCounters = (index: number, day: Day): Counters | null => {
  const counts = usedCounterIds.map((_, counterIndex) => computeCount(index, day, counterIndex))
  if (counts.every((count) => count === 0)) return null
  return mapCounters((id) => counts[usedCounterIds.indexOf(id as UsedCounter)] ?? 0)
}

type Json = string | number | null | { [key: string]: Json } | Json[]

/** Reads a row of the local API, and returns it as JSON with all counts set to zero. */
const readTemplate = async (fetch: typeof globalThis.fetch, key: string, day: Day): Promise<string> => {
  const url = `https://claude.test/v1/organizations/analytics/users?date=${day}&limit=1`
  const { data } = (await (await fetch(url, { headers: { 'x-api-key': key } })).json()) as { data: Json[] }
  return JSON.stringify(data[0], (_, value) => (typeof value === 'number' ? 0 : value))
}

const createRow = (template: string, index: number, days: readonly Day[]): Json => {
  const row = JSON.parse(template)
  row.user = { ...row.user, id: toUserId(index), email_address: `person.${index}@example.com` }
  for (const [counterIndex, [, path]] of Object.entries(usedCounters).entries()) {
    const block = path.slice(0, -1).reduce((parent, name) => parent[name], row)
    block[path.at(-1) ?? ''] = days.reduce((sum, day) => sum + computeCount(index, day, counterIndex), 0)
  }
  return row
}

const insertUsage = async (
  storage: StorageAdapter,
  pool: pg.Pool,
  size: number,
  { from, to }: Period,
  now: number,
): Promise<void> => {
  const counts = usedCounterIds.map(
    (id, counterIndex) => `case when (day_number + 3) % 7 < 5 and (n * 31 + ${counterIndex}) % 100 < 60
      then (n * 7919 + day_number * 104729 + ${counterIndex} * 1299709) % 23 else 0 end as ${id}`,
  )
  const unusedColumns = counterIds.filter((id) => !usedCounterIds.some((used) => used === id)).map((id) => `0 as ${id}`)
  const columns = [...usedCounterIds, ...counterIds.filter((id) => !usedCounterIds.some((used) => used === id))]
  const calendar = `(select day::date as day, (day::date - '${epoch}'::date)::bigint as day_number
    from generate_series('${from}'::date, '${to}'::date, interval '1 day') as day) as calendar`
  for (const statement of [
    `insert into claude.claude_users (account_id, claude_user_id, slot, email)
      select '${account}', 'user_' || lpad(n::text, 6, '0'), n, 'person.' || n || '@example.com'
      from generate_series(0, ${size - 1}) as n`,
    `insert into claude.ledger (account_id, day, read_at, latest_day, skills, connectors, claude_users, requests, times_read, unattributed_rows, changed_rows)
      select '${account}', day, to_timestamp(${now / 1000}) - interval '1 day', '${addDays(to, 12)}', 'users', 'users', ${size}, 3, 1, 0, 0
      from ${calendar}`,
    `insert into claude.usage_days (day, account_id, claude_user_id, ${columns.join()})
      select * from (
        select day, '${account}', 'user_' || lpad(n::text, 6, '0'), ${[...counts, ...unusedColumns].join()}
        from ${calendar} cross join generate_series(0::bigint, ${size - 1}) as n
      ) as rows where ${usedCounterIds.map((id) => `${id} > 0`).join(' or ')}`,
    'vacuum (analyze) claude.usage_days',
  ]) {
    await pool.query(statement)
  }
  const token = await storage.acquireLease(account, 3_600_000)
  if (token === null) throw new Error('The account has a lease.')
  await storage.completeActivityIndex(account, token)
  await storage.releaseLease(account, token)
}
