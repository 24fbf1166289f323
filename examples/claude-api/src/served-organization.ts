import { createRateLimit, type RateLimit } from './http/rate-limit.ts'
import { createListings, type Listings } from './listings.ts'
import { createOrganization, type Organization } from './organization/organization.ts'
import type { Settings } from './settings.ts'
import { createTruth, type Truth } from './truth.ts'

/** An organization that the API serves, with its own rate limit. */
export interface ServedOrganization {
  readonly organization: Organization
  /** Expected data of a correct client. */
  readonly truth: Truth
  readonly rateLimit: RateLimit
  readonly getListings: () => Listings
}

/** Options of `createServedOrganization`. */
interface ServedOrganizationOptions {
  readonly people: number
  readonly seed: number
  /** Returns the current time in milliseconds since 1970. */
  readonly now: () => number
  readonly getSettings: () => Settings
}

/** Creates an organization to serve. Its listings are created again after every change of the settings. */
export const createServedOrganization = (options: ServedOrganizationOptions): ServedOrganization => {
  const { people, seed, now, getSettings } = options
  const { organization, members } = createOrganization(people, seed)
  let listedSettings = getSettings()
  let listings = createListings(members, listedSettings)
  const getListings = (): Listings => {
    if (listedSettings !== getSettings()) {
      listedSettings = getSettings()
      listings = createListings(members, listedSettings)
    }
    return listings
  }
  return {
    organization,
    truth: createTruth(getListings, getSettings, now),
    rateLimit: createRateLimit(now, getSettings),
    getListings,
  }
}
