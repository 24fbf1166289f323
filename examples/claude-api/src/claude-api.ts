import { type ControlPanel, isControlPath, respondToControlRequest } from './http/control-routes.ts'
import { createFaults, type Fault, parseFaults } from './http/faults.ts'
import { createKeys, type Keys } from './http/keys.ts'
import { createRequestLog, type RequestLog } from './http/request-log.ts'
import { createResponder } from './http/responder.ts'
import { createListings } from './listings.ts'
import { createOrganization, type Organization } from './organization/organization.ts'
import { minPeople } from './organization/posts.ts'
import { mix } from './random.ts'
import { changeSettings, defaultSettings, type Settings } from './settings.ts'
import { createTruth, type Truth } from './truth.ts'

/** Options of `createClaudeApi`: initial settings and the generated organization. */
export interface ClaudeApiOptions extends Partial<Settings> {
  /** Seed of all generated data, an integer. Equal seeds give equal people and figures. `@default` 1 */
  readonly seed?: number
  /** Number of employees in the directory, an integer of at least 20. Nearly all have a seat. `@default` 60 */
  readonly people?: number
  /** Returns the current time in milliseconds since 1970. `@default` Date.now */
  readonly now?: () => number
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
  /** The generated company behind the API. */
  readonly organization: Organization
  /** Expected data of a correct client. */
  readonly truth: Truth
  /**
   * Changes faults and settings.
   *
   * @throws TypeError naming the unknown or invalid setting or field. Nothing changes then.
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
 * Creates a stand-in for the Claude Enterprise Analytics API, with a generated organization.
 *
 * @throws RangeError when `people` is not an integer of at least 20.
 * @throws TypeError naming the unknown or invalid setting.
 */
export const createClaudeApi = (options: ClaudeApiOptions = {}): ClaudeApi => {
  const { seed = 1, people = 60, now = Date.now, ...initialSettings } = options
  if (!Number.isInteger(people) || people < minPeople) {
    throw new RangeError(`A company needs at least ${minPeople} people, not ${people}.`)
  }
  let settings = changeSettings(defaultSettings, initialSettings)
  const { organization, members } = createOrganization(people, mix(seed, 0))
  let listings = createListings(members, settings)

  const keys = createKeys(seed)
  const faults = createFaults()
  const requestLog = createRequestLog()
  const truth = createTruth(
    () => listings,
    () => settings,
    now,
  )
  const respond = createResponder({
    organizationId: organization.id,
    keys,
    faults,
    requestLog,
    now,
    getSettings: () => settings,
    getListings: () => listings,
  })

  const control = (change: ControlChange): void => {
    const newSettings = changeSettings(settings, change.settings ?? {})
    const newFaults = parseFaults(change.faults ?? [])
    if (change.clearFaults) faults.clear()
    faults.add(newFaults)
    if (!change.settings) return
    settings = newSettings
    listings = createListings(members, settings)
  }
  const panel: ControlPanel = {
    getState: () => ({ latestDay: truth.latestDay(), settings, faults: faults.list() }),
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
    organization,
    truth,
    control,
    faults: faults.list,
    settings: () => settings,
    requests: requestLog,
  }
}
