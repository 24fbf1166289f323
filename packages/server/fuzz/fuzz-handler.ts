import { isProblemCode, type Permission } from '@windmill/claude-core'
import { createClaudeApi } from '@windmill/example-claude-api'
import { createRandom, type Random } from '../chaos/random.ts'
import { settlesWithin } from '../src/settles-within.ts'
import type { StorageAdapter } from '../src/storage/adapter.ts'
import { memoryStorage } from '../src/storage/memory.ts'
import { createKeyFinder } from '../src/test/create-key-finder.ts'
import { acme, createTestHost, globex, resetAccount, storeDay, type TestHost } from '../src/test/test-host.ts'
import { createVirtualClock } from '../src/test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../src/testing/fixtures.ts'
import { type DrawnRequest, drawRequest, type Subjects } from './draw-request.ts'

/** What fuzzing found. */
export interface FuzzResult {
  /** One line per wrong answer, with the seed and the request that led to it. */
  readonly failures: readonly string[]
  /** Number of answers by status and code. */
  readonly answers: ReadonlyMap<string, number>
  /** Maximum memory in use by the process, in MB. It is measured after the requests to each host. */
  readonly maxMemoryMb: number
}

/**
 * Number of requests to one host. After that many requests, a new host is created, because the requests disconnect or
 * erase the host's account and use up its limits.
 */
const requestsPerHost = 250
/** Maximum time until an answer, in real time. */
const maxAnswerMs = 10_000

/** An employee who is hidden from all `outsiders`. No answer to an outsider may contain any of `hiddenTexts`. */
const hidden = { id: 'zylberg-7f3a9c', name: 'Quentin Zylberg', email: 'q.zylberg@hidden.test' }
const hiddenTexts = ['zylberg', 'quentin', '7f3a9c', 'hidden.test']

/** Creates a viewer who is not in the directory and has one permission. */
const createViewer = (permission: Permission): string =>
  JSON.stringify({ accountId: acme, employeeId: 'stranger', permissions: [permission] })

/** Viewers who may not see the hidden person. */
const outsiders: readonly (string | null)[] = [
  'ada',
  'lead',
  'left',
  'stranger',
  'globex/ada',
  'globex/admin:boss',
  'globex/admin:stranger',
  createViewer('connection:manage'),
  createViewer('totals:view'),
  null,
]
/** Other viewers. Their answers are not searched for the hidden person. */
const otherViewers = [
  'admin:boss',
  'admin:stranger',
  'admin:left',
  createViewer('users:match'),
  createViewer('people:view'),
  createViewer('connection:erase'),
]

/** Options of `fuzzHandler`. */
interface FuzzOptions {
  readonly seed: number
  /** Number of requests to send. */
  readonly requests: number
  /**
   * The storage of all hosts. Each host begins with empty accounts. The storage stays open. `@default` undefined, a
   * memory adapter for each host
   */
  readonly storage?: StorageAdapter
}

/** Sends random requests to a handler, and checks every answer. The same seed sends the same requests. */
export const fuzzHandler = async (options: FuzzOptions): Promise<FuzzResult> => {
  const failures: string[] = []
  const answers = new Map<string, number>()
  let maxMemoryMb = 0
  for (let sent = 0; sent < options.requests; sent += requestsPerHost) {
    const seed = options.seed + sent
    const count = Math.min(requestsPerHost, options.requests - sent)
    await fuzzHost(seed, count, options.storage, {
      addFailure: (failure) => failures.push(`${failure} (seed ${seed})`),
      addAnswer: (answer) => answers.set(answer, (answers.get(answer) ?? 0) + 1),
    })
    maxMemoryMb = Math.max(maxMemoryMb, measureMemoryMb())
  }
  return { failures, answers, maxMemoryMb }
}

const measureMemoryMb = (): number => {
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}

interface Report {
  readonly addFailure: (failure: string) => void
  readonly addAnswer: (answer: string) => void
}

const fuzzHost = async (
  seed: number,
  count: number,
  storage: StorageAdapter | undefined,
  { addFailure, addAnswer }: Report,
): Promise<void> => {
  const random = createRandom(seed)
  const { host, subjects, findKey } = await createHost(random, storage)
  for (let index = 0; index < count; index += 1) {
    const drawn = drawRequest(random, subjects)
    const request = createRequest(drawn)
    // `Request` refuses what no client can send.
    if (!request) continue
    const fail = (problem: string): void => addFailure(`${problem}: ${describeRequest(drawn)}`)
    host.log.length = 0
    const answering = host.claude.handler(request)
    if (!(await settlesWithin(answering, maxAnswerMs))) {
      fail('No answer')
      continue
    }
    const response = await answering.catch((error: unknown) => fail(`The handler threw ${String(error)}`))
    if (!response) continue
    const { problem, code, text } = await readAnswer(response, request, drawn)
    addAnswer(`${response.status} ${code}`)
    if (problem) fail(problem)
    const answer = `${JSON.stringify([...response.headers])}${text}`
    const loggerOutput = host.log.join('\n')
    if (findKey(answer) !== null || findKey(loggerOutput) !== null)
      fail('A key is in the answer or the logger’s output')
    const isOutsider = outsiders.includes(drawn.viewer)
    if (isOutsider && hiddenTexts.some((part) => answer.toLowerCase().includes(part)))
      fail('A hidden person is in the answer')
  }
  await host.claude.stop()
}

const createRequest = ({ viewer, url, init, abort }: DrawnRequest): Request | null => {
  const caller = new AbortController()
  try {
    const request = new Request(url, { ...init, signal: caller.signal })
    if (viewer !== null) request.headers.set('x-viewer', viewer)
    if (abort === 'before') caller.abort()
    if (abort === 'soon') setImmediate(() => caller.abort())
    return request
  } catch {
    return null
  }
}

/**
 * Reads a whole answer and checks it. `problem` says what is wrong with it, and `code` is the code of a problem
 * document.
 */
const readAnswer = async (
  response: Response,
  { method }: Request,
  { abort }: DrawnRequest,
): Promise<{ readonly problem: string | null; readonly code: string; readonly text: string }> => {
  const { status, headers } = response
  const text = await response.text().catch((error: unknown) => (abort ? '' : `unreadable: ${String(error)}`))
  const type = headers.get('content-type')
  const createResult = (problem: string | null, code = '') => ({ problem, code, text })
  if (headers.get('x-content-type-options') !== 'nosniff') return createResult('A header is missing')
  if (status === 499) return createResult(abort ? null : 'The request counts as canceled')
  if (text === '' && (method === 'HEAD' || abort)) return createResult(null)
  if (status < 400)
    return createResult(type?.startsWith('text/csv') || isJson(text) ? null : `Unreadable body: ${text.slice(0, 200)}`)
  if (!isJson(text)) return createResult(`An error without a problem document: ${text.slice(0, 200)}`)
  const { code, status: problemStatus } = JSON.parse(text) as { readonly code?: unknown; readonly status?: unknown }
  if (!isProblemCode(code) || problemStatus !== status || type !== 'application/problem+json') {
    return createResult(`An error without a code: ${text.slice(0, 200)}`)
  }
  return createResult(code === 'internal_error' ? 'An internal error' : null, code)
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const describeRequest = ({ viewer, url, init, abort }: DrawnRequest): string => {
  const body = init.body instanceof ReadableStream ? 'a stream' : init.body ? String(init.body).slice(0, 300) : 'none'
  const headers = JSON.stringify([...(init.headers as Headers)])
  return `${init.method} ${url.slice(0, 400)} as ${viewer}, headers ${headers}, body ${body}, abort ${abort}`
}

/** Creates a host with a connected account that has usage. A key and a hidden person are planted in the account. */
const createHost = async (
  random: Random,
  storage: StorageAdapter | undefined,
): Promise<{
  readonly host: TestHost
  readonly subjects: Subjects
  readonly findKey: ReturnType<typeof createKeyFinder>
}> => {
  const clock = createVirtualClock(Date.parse('2026-03-21T15:00:00Z'))
  const api = createClaudeApi({ seed: 3, people: 20, organizations: 2, rpm: 60, now: clock.now })
  const employees = [
    createEmployee('boss'),
    createDirectReport('lead', 'boss'),
    createDirectReport('ada', 'lead'),
    createDirectReport('left', 'boss', { archivedOn: '2026-01-01' }),
    createDirectReport('odd/id %41?#é', 'lead'),
    createDirectReport(hidden.id, 'boss', { name: hidden.name, emails: [hidden.email] }),
  ]
  const host = createTestHost({
    storage: storage ? { ...storage, close: async () => {} } : memoryStorage({ now: clock.now }),
    clock,
    directory: { listEmployees: async (account) => (account === globex ? [createEmployee('ada')] : employees) },
    claudeApi: { fetch: api.fetch },
  })
  for (const account of [acme, globex]) await resetAccount(host.storage, account)
  await host.claude.api.connect({ accountId: acme, employeeId: 'boss', role: 'admin' }, api.keys.analytics)
  await host.claude.directory.refresh(acme)
  const emails = { [hidden.id]: hidden.email }
  for (const day of ['2026-03-10', '2026-03-20'] as const) {
    await storeDay(
      host.storage,
      day,
      { ada: { chat_messages: 3 }, [hidden.id]: { chat_messages: 5 }, nobody: {} },
      '2026-03-20',
      emails,
    )
  }
  await host.claude.directory.refresh(acme)
  // For half of the hosts, Claude's API repeats the key in its errors.
  if (random.drawBoolean(0.5)) api.control({ faults: [{ kind: 'error', status: 400, keyEcho: 'whole' }] })
  return {
    host,
    subjects: {
      viewers: [...outsiders, ...otherViewers],
      employeeIds: [...employees.map(({ id }) => id), 'nobody'],
      claudeUserIds: ['user_ada', `user_${hidden.id}`, 'user_nobody', 'user_unknown'],
      keys: Object.values<string>({ ...api.keys }),
    },
    findKey: createKeyFinder(Object.values<string>({ ...api.keys })),
  }
}
