import { setTimeout as sleepForReal } from 'node:timers/promises'
import { type ControlPanel, isControlPath, respondToControlRequest } from './http/control-routes.ts'
import { createFaults, type Fault, parseFaults } from './http/faults.ts'
import { createKeys, createOrganizationKey, type Keys } from './http/keys.ts'
import type { ForeignCalls } from './http/rate-limit.ts'
import { createRequestLog, type RequestLog } from './http/request-log.ts'
import { createResponder, type Grant } from './http/responder.ts'
import type { Organization } from './organization/organization.ts'
import { minPeople } from './organization/posts.ts'
import { mix } from './random.ts'
import { createServedOrganization } from './served-organization.ts'
import { changeSettings, defaultSettings, type Settings } from './settings.ts'
import type { Truth } from './truth.ts'

/** Options of `createClaudeApi`: initial settings and the generated organizations. */
export interface ClaudeApiOptions extends Partial<Settings> {
  /** Seed of all generated data, an integer. Equal seeds give equal people and figures. `@default` 1 */
  readonly seed?: number
  /** Number of employees in the directory, an integer of at least 20. Nearly all have a seat. `@default` 60 */
  readonly people?: number
  /**
   * Number of Claude organizations with `people` employees each, at least 1, or an array with the number of employees
   * of each organization. Each has its own key, people and rate limit. `@default` 1
   */
  readonly organizations?: number | readonly number[]
  /** Returns the current time in milliseconds since 1970. `@default` Date.now */
  readonly now?: () => number
  /** Waits before each byte of an answer with the fault `drip`. `@default` a timer */
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** A Claude organization with a valid key. */
export interface OrganizationAccess {
  readonly organization: Organization
  /** A valid key with the scope `read:analytics`. */
  readonly key: string
  /** Expected data of a correct client. */
  readonly truth: Truth
  /** Returns how many requests the foreign tool has sent until now, and how many were refused. */
  readonly countForeignCalls: () => ForeignCalls
}

/** A change to faults and settings. The fields are applied in this order. */
export interface ControlChange {
  /** Removes all faults and lets hanging requests continue. */
  readonly clearFaults?: boolean
  /** Faults to add. */
  readonly faults?: readonly Fault[]
  /** Settings to change. The others keep their values. */
  readonly settings?: Partial<Settings>
}

/** A stand-in for the Claude Enterprise Analytics API, in this process. */
export interface ClaudeApi {
  /** Responds like the API, at any host, and to the routes under `/_control`. Takes the arguments of `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Valid and invalid API keys to authenticate with. */
  readonly keys: Keys
  /** The generated company behind the API: the first of the organizations. */
  readonly organization: Organization
  /** Expected data of a correct client of the first organization. */
  readonly truth: Truth
  /** All organizations. The key of the first is `keys.analytics`. */
  readonly organizations: readonly OrganizationAccess[]
  /**
   * Changes faults and settings.
   *
   * @throws TypeError naming the unknown or invalid setting or field. After an error, nothing has changed.
   */
  readonly control: (change: ControlChange) => void
  /** Returns the pending faults, with their remaining `times`. */
  readonly faults: () => readonly Fault[]
  /** Returns the current settings. */
  readonly settings: () => Settings
  /** Log of all requests except control requests. */
  readonly requests: Pick<RequestLog, 'list' | 'total' | 'clear'>
}

/**
 * Creates a stand-in for the Claude Enterprise Analytics API, with generated organizations.
 *
 * @throws RangeError when an organization has fewer than 20 people, or when there is no organization.
 * @throws TypeError naming the unknown or invalid setting.
 */
export const createClaudeApi = (options: ClaudeApiOptions = {}): ClaudeApi => {
  const { seed = 1, people = 60, organizations = 1, now = Date.now, sleep, ...initialSettings } = options
  const sizes = listSizes(people, organizations)
  let settings = changeSettings(defaultSettings, initialSettings)
  const getSettings = (): Settings => settings
  const createServedOrganizationAt = (size: number, index: number) =>
    createServedOrganization({
      people: size,
      seed: mix(seed, index === 0 ? 0 : 10_000 + index),
      now,
      getSettings,
    })
  const [firstSize, ...otherSizes] = sizes
  const firstServed = createServedOrganizationAt(firstSize, 0)
  const servedOrganizations = [
    firstServed,
    ...otherSizes.map((size, index) => createServedOrganizationAt(size, index + 1)),
  ]

  const keys = createKeys(seed)
  const accesses = servedOrganizations.map(({ organization, truth, rateLimit }, index) => ({
    organization,
    key: index === 0 ? keys.analytics : createOrganizationKey(seed, index),
    truth,
    countForeignCalls: rateLimit.countForeignCalls,
  }))
  const faults = createFaults()
  const requestLog = createRequestLog()
  const respond = createResponder({
    grants: new Map<string, Grant>([
      ...servedOrganizations.map((access, index) => [accesses[index]?.key ?? '', { access, hasScope: true }] as const),
      [keys.replacement, { access: firstServed, hasScope: true }],
      [keys.withoutScope, { access: firstServed, hasScope: false }],
    ]),
    faults,
    requestLog,
    now,
    sleep: sleep ?? sleepForReal,
    getSettings,
  })

  const control = (change: ControlChange): void => {
    const newSettings = changeSettings(settings, change.settings ?? {})
    const newFaults = parseFaults(change.faults ?? [])
    if (change.clearFaults) faults.clear()
    faults.add(newFaults)
    if (change.settings) settings = newSettings
  }
  const panel: ControlPanel = {
    getState: () => ({
      latestDay: firstServed.truth.latestDay(),
      settings,
      faults: faults.list(),
      foreignCalls: firstServed.rateLimit.countForeignCalls(),
    }),
    addFaults: (added) => control({ faults: added }),
    clearFaults: () => control({ clearFaults: true }),
    changeSettings: (changed) => control({ settings: changed }),
    requests: requestLog,
  }
  return {
    fetch: async (input, init) => {
      const request = input instanceof Request && !init ? input : new Request(input, init)
      request.signal.throwIfAborted()
      const url = new URL(request.url)
      return isControlPath(url.pathname) ? respondToControlRequest(request, url.pathname, panel) : respond(request, url)
    },
    keys,
    organization: firstServed.organization,
    truth: firstServed.truth,
    organizations: accesses,
    control,
    faults: faults.list,
    settings: getSettings,
    requests: requestLog,
  }
}

/** Lists the number of employees of each organization. */
const listSizes = (people: number, organizations: number | readonly number[]): readonly [number, ...number[]] => {
  const isCount = typeof organizations === 'number'
  if (isCount ? !Number.isInteger(organizations) || organizations < 1 : organizations.length === 0) {
    throw new RangeError(`The API needs at least one organization, not ${isCount ? organizations : 0}.`)
  }
  const [first = people, ...others] = isCount ? Array.from({ length: organizations }, () => people) : organizations
  for (const size of [first, ...others]) {
    if (!Number.isInteger(size) || size < minPeople) {
      throw new RangeError(`A company needs at least ${minPeople} people, not ${size}.`)
    }
  }
  return [first, ...others]
}
