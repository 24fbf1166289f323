import { createCache } from './cache.ts'
import { findPublishedDay } from './freshness.ts'
import type { Member } from './organization/member.ts'
import type { Query } from './query.ts'
import { createRecords } from './records.ts'
import { createConnectorListing } from './rows/connector-listing.ts'
import type { Listing } from './rows/listing.ts'
import type { ConnectorRow, OlderUserRow, SkillRow, SummaryRow, UserRow } from './rows/row-types.ts'
import { createSkillListing } from './rows/skill-listing.ts'
import { createSummaryListing } from './rows/summary-listing.ts'
import { createUserListing } from './rows/user-listing.ts'
import type { Settings } from './settings.ts'

/** All reports of an organization under its current settings, as reported at a given time. */
export interface Listings {
  readonly users: (query: Query, now: number) => Listing<UserRow | OlderUserRow>
  readonly skills: (query: Query, now: number) => Listing<SkillRow>
  readonly connectors: (query: Query, now: number) => Listing<ConnectorRow>
  readonly summaries: (query: Query, now: number) => Listing<SummaryRow>
}

/** Maximum cached rows per report: enough to page through a day of a large organization. */
const maxCachedRows = 300_000

export const createListings = (members: readonly Member[], settings: Settings): Listings => {
  const records = createRecords(members, settings)
  const seats = members.filter(({ until }) => until === null).length
  const withCache = <Row>(
    list: (query: Query, now: number) => Listing<Row>,
  ): ((query: Query, now: number) => Listing<Row>) => {
    const cache = createCache<Listing<Row>>({ capacity: maxCachedRows, weigh: ({ length }) => length })
    return (query, now) => cache.get(createCacheKey(query, findPublishedDay(now, settings)), () => list(query, now))
  }
  return {
    users: withCache((query, now) => createUserListing(query, records, settings, now)),
    skills: withCache((query, now) => createSkillListing(query, records, settings, now)),
    connectors: withCache((query, now) => createConnectorListing(query, records, settings, now)),
    summaries: withCache((query, now) => createSummaryListing(query, records, { seats }, now)),
  }
}

const createCacheKey = ({ from, to, isRange, groupBy, filters }: Query, published: string): string =>
  JSON.stringify([published, from, to, isRange, [...groupBy].sort(), [...filters]])
