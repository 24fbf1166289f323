import { createCache } from './cache.ts'
import { publishedDay } from './freshness.ts'
import type { Member } from './organization/member.ts'
import type { Query } from './query.ts'
import { createRecords } from './records.ts'
import { connectorListing } from './rows/connector-listing.ts'
import type { Listing } from './rows/listing.ts'
import type { ConnectorRow, OlderUserRow, SkillRow, SummaryRow, UserRow } from './rows/row-types.ts'
import { skillListing } from './rows/skill-listing.ts'
import { summaryListing } from './rows/summary-listing.ts'
import { userListing } from './rows/user-listing.ts'
import type { Settings } from './settings.ts'

/** Everything that can be asked of an organisation under its settings, as it is known at an instant. */
export interface Listings {
  readonly users: (query: Query, now: number) => Listing<UserRow | OlderUserRow>
  readonly skills: (query: Query, now: number) => Listing<SkillRow>
  readonly connectors: (query: Query, now: number) => Listing<ConnectorRow>
  readonly summaries: (query: Query, now: number) => Listing<SummaryRow>
}

/** In rows, for each report: enough to walk over the pages of a large organisation’s day. */
const capacity = 300_000

export const createListings = (members: readonly Member[], settings: Settings): Listings => {
  const records = createRecords(members, settings)
  const seats = members.filter(({ until }) => until === null).length
  const kept = <Row>(
    list: (query: Query, now: number) => Listing<Row>,
  ): ((query: Query, now: number) => Listing<Row>) => {
    const cache = createCache<Listing<Row>>({ capacity, weigh: ({ length }) => length })
    return (query, now) => cache.get(keyOf(query, publishedDay(now, settings)), () => list(query, now))
  }
  return {
    users: kept((query, now) => userListing(query, records, settings, now)),
    skills: kept((query, now) => skillListing(query, records, settings, now)),
    connectors: kept((query, now) => connectorListing(query, records, settings, now)),
    summaries: kept((query, now) => summaryListing(query, records, { seats }, now)),
  }
}

const keyOf = ({ from, to, range, groupBy, filters }: Query, published: string): string =>
  JSON.stringify([published, from, to, range, [...groupBy].sort(), [...filters]])
