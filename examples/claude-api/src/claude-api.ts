import { type ControlPanel, isControlPath, respondToControl } from './http/control-routes.ts'
import { createFaults, type Fault, parseFaults } from './http/faults.ts'
import { createKeys, type Keys } from './http/keys.ts'
import { createRequestLog, type RequestLog } from './http/request-log.ts'
import { createResponder } from './http/respond.ts'
import { createListings } from './listings.ts'
import { createOrganization, type Organization } from './organization/organization.ts'
import { fewestPeople } from './organization/staff.ts'
import { mix } from './random.ts'
import { changeSettings, defaultSettings, type Settings } from './settings.ts'
import { createTruth, type Truth } from './truth.ts'

export interface ClaudeApiOptions extends Partial<Settings> {
  /** Decides about everything that is made up. The same seed gives the same people and figures. */
  readonly seed?: number
  /** Employees in the directory; nearly all of them have a seat in Claude. At least 20. */
  readonly people?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** What `control` changes, in this order. */
export interface ControlChange {
  /** Ends all faults and lets hanging requests go on. */
  readonly clearFaults?: boolean
  readonly faults?: readonly Fault[]
  readonly settings?: Partial<Settings>
}

export interface ClaudeApi {
  /** Answers as the API does, at whatever host it is asked; takes what the global `fetch` takes. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  readonly keys: Keys
  readonly organization: Organization
  readonly truth: Truth
  /** Throws a `TypeError` that names the setting or field which is unknown or wrong. */
  readonly control: (change: ControlChange) => void
  /** The faults that are still to come. */
  readonly faults: () => readonly Fault[]
  readonly settings: () => Settings
  readonly requests: Pick<RequestLog, 'list' | 'total' | 'clear'>
}

/**
 * A stand-in for the Claude Enterprise Analytics API, with a made-up organisation behind it.
 * Throws a `RangeError` for too few people and a `TypeError` for a wrong setting.
 */
export const createClaudeApi = (options: ClaudeApiOptions = {}): ClaudeApi => {
  const { seed = 1, people = 60, now = Date.now, ...change } = options
  if (!Number.isInteger(people) || people < fewestPeople) {
    throw new RangeError(`A company needs at least ${fewestPeople} people, not ${people}.`)
  }
  let settings = changeSettings(defaultSettings, change)
  const { organization, members } = createOrganization(people, mix(seed, 0))
  let listings = createListings(members, settings)

  const keys = createKeys(seed)
  const faults = createFaults()
  const log = createRequestLog()
  const truth = createTruth(
    () => listings,
    () => settings,
    now,
  )
  const respond = createResponder({
    organizationId: organization.id,
    keys,
    faults,
    log,
    now,
    settings: () => settings,
    listings: () => listings,
  })

  const control = (change: ControlChange): void => {
    const changed = changeSettings(settings, change.settings ?? {})
    const added = parseFaults(change.faults ?? [])
    if (change.clearFaults) faults.clear()
    faults.add(added)
    if (!change.settings) return
    settings = changed
    listings = createListings(members, settings)
  }
  const panel: ControlPanel = {
    state: () => ({ latestDay: truth.latestDay(), settings, faults: faults.list() }),
    addFaults: (added) => control({ faults: added }),
    clearFaults: () => control({ clearFaults: true }),
    changeSettings: (changed) => control({ settings: changed }),
    requests: log,
  }
  return {
    fetch: async (input, init) => {
      const request = input instanceof Request && !init ? input : new Request(input, init)
      request.signal.throwIfAborted()
      const url = new URL(request.url)
      return isControlPath(url.pathname) ? respondToControl(request, url.pathname, panel) : respond(request, url)
    },
    keys,
    organization,
    truth,
    control,
    faults: faults.list,
    settings: () => settings,
    requests: log,
  }
}
