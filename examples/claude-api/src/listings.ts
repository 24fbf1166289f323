import type { Day } from '@windmill/claude-core'
import { createCache } from './cache.ts'
import { findLatestPublishedDay } from './freshness.ts'
import type { Member } from './organization/member.ts'
import type { Query } from './query.ts'
import { createRecords } from './records.ts'
import { createConnectorListing } from './rows/connector-listing.ts'
import type { Listing } from './rows/listing.ts'
import { roundCounts } from './rows/round-counts.ts'
import type { ConnectorRow, OlderUserRow, SkillRow, SummaryRow, UserRow } from './rows/row-types.ts'
import { createSkillListing } from './rows/skill-listing.ts'
import { createSummaryListing } from './rows/summary-listing.ts'
import { createUserListing } from './rows/user-listing.ts'
import type { Settings } from './settings.ts'

/** Creates the listing for a query, as reported at `now` (milliseconds since 1970). */
type CreateListing<Row> = (query: Query, now: number) => Listing<Row>

/** The function of each endpoint that creates its listings. */
export interface Listings {
  readonly users: CreateListing<UserRow | OlderUserRow>
  readonly skills: CreateListing<SkillRow>
  readonly connectors: CreateListing<ConnectorRow>
  readonly summaries: CreateListing<SummaryRow>
}

/** Maximum cached rows per endpoint. It is enough for all pages of a day of a large organization. */
const maxCachedRows = 300_000

/** Creates the listings of an organization under the given settings. */
export const createListings = (members: readonly Member[], settings: Settings): Listings => {
  const records = createRecords(members, settings)
  const seatCount = members.filter(({ until }) => until === null).length
  const createCachedFunction = <Row>(createListing: CreateListing<Row>): CreateListing<Row> => {
    const cache = createCache<Listing<Row>>({ maxWeight: maxCachedRows, weigh: ({ length }) => length })
    return (query, now) =>
      cache.get(createCacheKey(query, findLatestPublishedDay(now, settings)), () => createListing(query, now))
  }
  const roundRange = <Row extends object>({ isRange }: Query, listing: Listing<Row>): Listing<Row> =>
    isRange && settings.rangeRounding > 1
      ? { ...listing, createRow: (index) => roundCounts(listing.createRow(index), settings.rangeRounding) }
      : listing
  return {
    users: createCachedFunction((query, now) => roundRange(query, createUserListing(query, records, settings, now))),
    skills: createCachedFunction((query, now) => roundRange(query, createSkillListing(query, records, settings, now))),
    connectors: createCachedFunction((query, now) =>
      roundRange(query, createConnectorListing(query, records, settings, now)),
    ),
    summaries: createCachedFunction((query, now) => createSummaryListing(query, records, { seatCount }, now)),
  }
}

const createCacheKey = ({ from, to, isRange, groupBy, filters }: Query, publishedDay: Day): string =>
  JSON.stringify([publishedDay, from, to, isRange, [...groupBy].sort(), [...filters]])
