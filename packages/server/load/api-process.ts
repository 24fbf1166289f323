// Entry point of the process that serves Claude's API and the host's directories of people. It observes the requests to
// the API, and also serves the truth, with which the load test compares the stored data.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Day } from '@windmill/claude-core'
import { type ControlChange, startClaudeApi } from '@windmill/example-claude-api'
import { createApiObserver, type ObservedRun } from './api-observer.ts'
import { connectToParent } from './connect-to-parent.ts'
import { type LoadTime, toCalendarTime, toElapsedMs } from './load-time.ts'
import { runHeader } from './run-header.ts'

export interface ApiInput {
  readonly seed: number
  readonly time: LoadTime
  /** Number of people of each organization. */
  readonly sizes: readonly number[]
  /** The newest day that the API serves at first. */
  readonly latestDay: Day
}

/** A message from the load test. */
export type ApiCommand = ControlChange

/** The message to the load test as soon as the process accepts requests. */
export interface ApiMessage {
  readonly apiUrl: string
  /**
   * The URL of the data that Claude's API does not serve: `/directory/ORGANIZATION`, `/truth/ORGANIZATION/DAY` and
   * `/findings`. An organization is named by its index.
   */
  readonly dataUrl: string
  readonly organizations: readonly {
    readonly key: string
    readonly employeeCount: number
    readonly managerIds: readonly string[]
  }[]
}

const { input, send } = connectToParent<ApiInput>()
const { seed, time, sizes, latestDay } = input
const observer = createApiObserver()
const organizationByKey = new Map<string, number>()
const api = await startClaudeApi({
  seed,
  organizations: sizes,
  now: () => toCalendarTime(time, Date.now()),
  // Switches off the API's own rate limit, which measures its minutes by the calendar. The observer measures them at
  // the speed of durations, and the load test checks its findings at the end.
  rpm: 1_000_000_000,
  rateLimitHeaders: false,
  latestDays: createLatestDays(latestDay),
  // No day is revised. The sync reads a revised day again only on the next UTC date, so the load test could end before
  // a revision is stored.
  revisionDays: 0,
  onRequest({ headers }) {
    const organization = organizationByKey.get(String(headers['x-api-key']))
    const run = headers[runHeader]
    if (organization === undefined) return
    observer.observe(
      organization,
      run === undefined ? null : (JSON.parse(String(run)) as ObservedRun),
      toElapsedMs(time, Date.now()),
    )
  },
})
for (const [index, { key }] of api.organizations.entries()) organizationByKey.set(key, index)

function createLatestDays(day: Day) {
  return { users: day, skills: day, connectors: day, summaries: day }
}

/** Returns data that the API itself does not serve. */
const getData = (path: string): unknown => {
  const [, topic, index, day] = path.split('/')
  if (topic === 'findings') return observer.getFindings()
  const { organization, truth } = api.organizations[Number(index)] ?? {}
  if (topic === 'truth') return [...(truth?.day(day as Day) ?? [])]
  // Nobody is excluded, so that every row is stored.
  return organization?.directory.map((employee) => ({ ...employee, participation: 'included' }))
}
const dataServer = createServer((request, response) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(getData(request.url ?? '')))
}).listen(0, '127.0.0.1')
await once(dataServer, 'listening')

process.on('message', (command: ApiCommand) => api.control(command))
send({
  apiUrl: api.url,
  dataUrl: `http://127.0.0.1:${(dataServer.address() as AddressInfo).port}`,
  organizations: api.organizations.map(({ key, organization: { directory, personas } }) => ({
    key,
    employeeCount: directory.length,
    managerIds: [personas.manager, personas.managersManager],
  })),
} satisfies ApiMessage)
