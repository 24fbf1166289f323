import { addDays, type Day, dayAt, daysBetween, firstServedDay, isDay } from '@windmill/claude-core'
import { findEarliestDay, findLatestDay } from '../freshness.ts'
import type { Dimension, Query } from '../query.ts'
import type { Endpoint, Settings } from '../settings.ts'
import { createBadRequestError } from './api-error.ts'

/** The parameters that an endpoint supports. */
interface EndpointRules {
  /** Default page size. */
  readonly defaultLimit: number
  /** Dimensions that `filter[]` supports. */
  readonly filterDimensions: readonly Dimension[]
  /** Dimensions that `group_by[]` supports. */
  readonly groupDimensions: readonly Dimension[]
  /** Column that rows are sorted by. It is the only value that `order_by` supports. */
  readonly sortColumn: string
}

const rulesByEndpoint: Readonly<Record<Endpoint, EndpointRules>> = {
  users: {
    defaultLimit: 20,
    filterDimensions: ['project_id', 'rbac_group_id', 'user_id'],
    groupDimensions: ['rbac_group_id'],
    sortColumn: 'email',
  },
  skills: {
    defaultLimit: 100,
    filterDimensions: ['product', 'rbac_group_id', 'share_status', 'skill_name', 'user_id'],
    groupDimensions: ['product', 'rbac_group_id', 'user_id'],
    sortColumn: 'skill_name',
  },
  connectors: {
    defaultLimit: 100,
    filterDimensions: ['connector_name', 'product', 'rbac_group_id', 'user_id'],
    groupDimensions: ['product', 'rbac_group_id', 'user_id'],
    sortColumn: 'connector_name',
  },
  summaries: { defaultLimit: 1000, filterDimensions: ['rbac_group_id'], groupDimensions: [], sortColumn: 'day' },
}

const products = ['chat', 'claude_code', 'cowork', 'office_agent']
const shareStatuses = ['organization', 'private', 'public']
const maxRangeDays = 366
/** Maximum entries of `filter[]`, and of `group_by[]`. */
const maxEntries = 100

/**
 * Returns the requested page size, or the endpoint's default.
 *
 * @throws ApiError 400 when it is not an integer from 1 to `maxLimit`.
 */
export const parseLimit = (endpoint: Endpoint, params: URLSearchParams, { maxLimit }: Settings): number => {
  const text = params.get('limit')
  if (text === null) return Math.min(rulesByEndpoint[endpoint].defaultLimit, maxLimit)
  const limit = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (limit >= 1 && limit <= maxLimit) return limit
  throw createBadRequestError(`The limit parameter must be between 1 and ${maxLimit}, inclusive. Got ${text}.`)
}

/** Times that determine which days a request may read, in milliseconds since 1970. */
export interface RequestTimes {
  /** Time of this request. */
  readonly now: number
  /** Time of the request for the first page. A range without an end keeps the end that it had at this time. */
  readonly startedAt: number
}

/**
 * Validates a request's parameters and returns its query. Ignores unknown parameters, and array parameters without
 * brackets.
 *
 * @throws ApiError 400 for invalid parameters, in the cases that the documentation of the real API lists.
 */
export const parseQuery = (
  endpoint: Endpoint,
  params: URLSearchParams,
  times: RequestTimes,
  settings: Settings,
): Query => {
  const { filterDimensions, groupDimensions, sortColumn } = rulesByEndpoint[endpoint]
  const filters = parseFilters(params.getAll('filter[]'), filterDimensions, settings)
  const groupBy = new Set(params.getAll('group_by[]').map((name) => parseDimension(name, groupDimensions, 'group_by')))
  if (params.getAll('group_by[]').length > maxEntries)
    throw createBadRequestError('group_by accepts at most 100 entries.')
  if (filters.has('project_id') && (groupBy.size > 0 || filters.has('rbac_group_id'))) {
    throw createBadRequestError('A project_id filter cannot be combined with group_by or an rbac_group_id filter.')
  }
  const order = params.get('order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc') throw createBadRequestError('order must be asc or desc.')
  const orderBy = params.get('order_by') ?? sortColumn
  if (orderBy !== sortColumn) throw createBadRequestError(`order_by does not support ${orderBy} on this endpoint.`)
  const period = parsePeriod(endpoint, params, times, settings)
  return {
    endpoint,
    ...period,
    groupBy,
    filters,
    withoutUsers: period.isRange && endpoint !== 'summaries' ? settings.rangesWithoutUsers : [],
    isDescending: order === 'desc',
  }
}

/** Parses `date`, or `starting_date` and `ending_date`. The API's `ending_date` is exclusive. */
const parsePeriod = (
  endpoint: Endpoint,
  params: URLSearchParams,
  { now, startedAt }: RequestTimes,
  settings: Settings,
): Pick<Query, 'from' | 'to' | 'isRange'> => {
  const date = endpoint === 'summaries' ? null : params.get('date')
  const starting = params.get('starting_date')
  const ending = params.get('ending_date')
  if (date !== null && starting !== null) throw createBadRequestError('Use either date or starting_date, not both.')
  if (ending !== null && starting === null) throw createBadRequestError('ending_date is only valid with starting_date.')
  if (date !== null) {
    const day = parseServedDay('date', date, endpoint, now, settings)
    return { from: day, to: day, isRange: false }
  }
  if (starting === null)
    throw createBadRequestError(endpoint === 'summaries' ? 'starting_date is required.' : 'date is required.')

  if (!settings.ranges && endpoint !== 'summaries') throw createBadRequestError('starting_date is not supported.')
  const from = parseServedDay('starting_date', starting, endpoint, now, settings)
  const to =
    ending === null ? findLatestDay(endpoint, startedAt, settings) : addDays(parseDate('ending_date', ending, now), -1)
  if (to < from) throw createBadRequestError('ending_date must be after starting_date.')
  if (daysBetween(from, to) + 1 > maxRangeDays)
    throw createBadRequestError(`A range may span at most ${maxRangeDays} days.`)
  throwIfTooRecent(to, endpoint, now, settings)
  return { from, to, isRange: true }
}

const parseDate = (name: string, text: string, now: number): Day => {
  if (!isDay(text)) throw createBadRequestError(`${name} must be a date in YYYY-MM-DD format. Got ${text}.`)
  if (name === 'ending_date' && text > dayAt(now)) throw createBadRequestError('ending_date can be at most today.')
  return text
}

/** Parses a day that the endpoint must serve. */
const parseServedDay = (name: string, text: string, endpoint: Endpoint, now: number, settings: Settings): Day => {
  const day = parseDate(name, text, now)
  if (day < firstServedDay) throw createBadRequestError(`${name} must be no earlier than ${firstServedDay}.`)
  throwIfTooRecent(day, endpoint, now, settings)
  if (day < findEarliestDay(endpoint, now, settings))
    throw createBadRequestError(`Data for ${day} is no longer available.`)
  return day
}

const throwIfTooRecent = (day: Day, endpoint: Endpoint, now: number, settings: Settings): void => {
  const latest = findLatestDay(endpoint, now, settings)
  if (day <= latest) return
  switch (settings.tooRecent) {
    case 'both_days':
      throw createBadRequestError(`Data is not yet available for ${day}. The most recent available day is ${latest}.`)
    case 'latest_day':
      throw createBadRequestError(`Data is not yet available. The most recent available day: ${latest} (UTC).`)
    case 'no_day':
      throw createBadRequestError('The requested date is too recent.')
  }
}

const parseFilters = (
  entries: readonly string[],
  supported: readonly Dimension[],
  settings: Settings,
): ReadonlyMap<Dimension, readonly string[]> => {
  if (entries.length > maxEntries) throw createBadRequestError('filter accepts at most 100 entries.')
  const filters = new Map<Dimension, string[]>()
  for (const entry of entries) {
    const colon = entry.indexOf(':')
    if (colon < 1) throw createBadRequestError(`A filter must have the form dimension:value. Got ${entry}.`)
    const dimension = parseDimension(entry.slice(0, colon), supported, 'filter')
    const value = parseFilterValue(dimension, entry.slice(colon + 1), settings)
    filters.set(dimension, [...(filters.get(dimension) ?? []), value])
  }
  return filters
}

const parseDimension = (name: string, supported: readonly Dimension[], parameter: string): Dimension => {
  const dimension = supported.find((known) => known === name)
  if (!dimension) throw createBadRequestError(`${parameter} does not support the dimension ${name} on this endpoint.`)
  return dimension
}

const parseFilterValue = (dimension: Dimension, value: string, { unified, blocks }: Settings): string => {
  const acceptedProducts = unified && blocks === 'all' ? [...products, 'chat_cowork_unified'] : products
  if (dimension === 'product' && !acceptedProducts.includes(value))
    throw createBadRequestError(`There is no product ${value}.`)
  if (dimension === 'share_status' && !shareStatuses.includes(value))
    throw createBadRequestError(`There is no share status ${value}.`)
  return dimension === 'skill_name' || dimension === 'connector_name' ? value.toLowerCase() : value
}
