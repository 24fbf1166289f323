import { addDays, type Day, dayAt, daysBetween, firstServedDay, isDay } from '@windmill/claude-core'
import { findEarliestDay, findLatestDay } from '../freshness.ts'
import type { Dimension, Query } from '../query.ts'
import type { Endpoint, Settings } from '../settings.ts'
import { badRequest } from './api-error.ts'

interface Rules {
  /** Default page size. */
  readonly limit: number
  readonly filter: readonly Dimension[]
  readonly groupBy: readonly Dimension[]
  /** Column that rows are sorted by, and the only supported `order_by`. */
  readonly sort: string
}

const rulesByEndpoint: Readonly<Record<Endpoint, Rules>> = {
  users: { limit: 20, filter: ['project_id', 'rbac_group_id', 'user_id'], groupBy: ['rbac_group_id'], sort: 'email' },
  skills: {
    limit: 100,
    filter: ['product', 'rbac_group_id', 'share_status', 'skill_name', 'user_id'],
    groupBy: ['product', 'rbac_group_id', 'user_id'],
    sort: 'skill_name',
  },
  connectors: {
    limit: 100,
    filter: ['connector_name', 'product', 'rbac_group_id', 'user_id'],
    groupBy: ['product', 'rbac_group_id', 'user_id'],
    sort: 'connector_name',
  },
  summaries: { limit: 1000, filter: ['rbac_group_id'], groupBy: [], sort: 'day' },
}

const products = ['chat', 'claude_code', 'cowork', 'office_agent']
const shareStatuses = ['organization', 'private', 'public']
const maxLimit = 1000
const maxRangeDays = 366
const maxEntries = 100

/**
 * Reads the page size, or the endpoint's default.
 *
 * @throws ApiError 400 when it is not an integer from 1 to 1000.
 */
export const parseLimit = (endpoint: Endpoint, params: URLSearchParams): number => {
  const text = params.get('limit')
  if (text === null) return rulesByEndpoint[endpoint].limit
  const limit = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (limit >= 1 && limit <= maxLimit) return limit
  throw badRequest(`The limit parameter must be between 1 and ${maxLimit}, inclusive. Got ${text}.`)
}

/** Times that decide which days a request may read. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: number
  /** When the first page was requested. An open range keeps the end that it had then. */
  readonly startedAt: number
}

/**
 * Validates a request's parameters. Ignores unknown parameters, including array parameters without brackets.
 *
 * @throws ApiError 400 where the real API is documented to reject the request.
 */
export const parseQuery = (endpoint: Endpoint, params: URLSearchParams, clock: Clock, settings: Settings): Query => {
  const { filter, groupBy, sort } = rulesByEndpoint[endpoint]
  const filters = parseFilters(params.getAll('filter[]'), filter, settings)
  const groups = new Set(params.getAll('group_by[]').map((name) => parseDimension(name, groupBy, 'group_by')))
  if (params.getAll('group_by[]').length > maxEntries) throw badRequest('group_by accepts at most 100 entries.')
  if (filters.has('project_id') && (groups.size > 0 || filters.has('rbac_group_id'))) {
    throw badRequest('A project_id filter cannot be combined with group_by or an rbac_group_id filter.')
  }
  const order = params.get('order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc') throw badRequest('order must be asc or desc.')
  const orderBy = params.get('order_by') ?? sort
  if (orderBy !== sort) throw badRequest(`order_by does not support ${orderBy} on this endpoint.`)
  return {
    endpoint,
    ...parsePeriod(endpoint, params, clock, settings),
    groupBy: groups,
    filters,
    isDescending: order === 'desc',
  }
}

const parsePeriod = (
  endpoint: Endpoint,
  params: URLSearchParams,
  { now, startedAt }: Clock,
  settings: Settings,
): Pick<Query, 'from' | 'to' | 'isRange'> => {
  const date = endpoint === 'summaries' ? null : params.get('date')
  const starting = params.get('starting_date')
  const ending = params.get('ending_date')
  if (date !== null && starting !== null) throw badRequest('Use either date or starting_date, not both.')
  if (ending !== null && starting === null) throw badRequest('ending_date is only valid with starting_date.')
  if (date !== null) {
    const day = parseServedDay('date', date, endpoint, now, settings)
    return { from: day, to: day, isRange: false }
  }
  if (starting === null) throw badRequest(endpoint === 'summaries' ? 'starting_date is required.' : 'date is required.')

  const from = parseServedDay('starting_date', starting, endpoint, now, settings)
  const to =
    ending === null ? findLatestDay(endpoint, startedAt, settings) : addDays(parseDate('ending_date', ending, now), -1)
  if (to < from) throw badRequest('ending_date must be after starting_date.')
  if (daysBetween(from, to) + 1 > maxRangeDays) throw badRequest(`A range may span at most ${maxRangeDays} days.`)
  rejectTooRecent(to, endpoint, now, settings)
  return { from, to, isRange: true }
}

const parseDate = (name: string, text: string, now: number): Day => {
  if (!isDay(text)) throw badRequest(`${name} must be a date in YYYY-MM-DD format. Got ${text}.`)
  if (name === 'ending_date' && text > dayAt(now)) throw badRequest('ending_date can be at most today.')
  return text
}

const parseServedDay = (name: string, text: string, endpoint: Endpoint, now: number, settings: Settings): Day => {
  const day = parseDate(name, text, now)
  if (day < firstServedDay) throw badRequest(`${name} must be no earlier than ${firstServedDay}.`)
  rejectTooRecent(day, endpoint, now, settings)
  if (day < findEarliestDay(endpoint, now, settings)) throw badRequest(`Data for ${day} is no longer available.`)
  return day
}

const rejectTooRecent = (day: Day, endpoint: Endpoint, now: number, settings: Settings): void => {
  const latest = findLatestDay(endpoint, now, settings)
  if (day <= latest) return
  switch (settings.tooRecent) {
    case 'both_days':
      throw badRequest(`Data is not yet available for ${day}. The most recent available day is ${latest}.`)
    case 'latest_day':
      throw badRequest(`Data is not yet available. The most recent available day: ${latest} (UTC).`)
    case 'no_day':
      throw badRequest('The requested date is too recent.')
  }
}

const parseFilters = (
  entries: readonly string[],
  supported: readonly Dimension[],
  settings: Settings,
): ReadonlyMap<Dimension, readonly string[]> => {
  if (entries.length > maxEntries) throw badRequest('filter accepts at most 100 entries.')
  const filters = new Map<Dimension, string[]>()
  for (const entry of entries) {
    const colon = entry.indexOf(':')
    if (colon < 1) throw badRequest(`A filter must have the form dimension:value. Got ${entry}.`)
    const dimension = parseDimension(entry.slice(0, colon), supported, 'filter')
    const value = parseFilterValue(dimension, entry.slice(colon + 1), settings)
    filters.set(dimension, [...(filters.get(dimension) ?? []), value])
  }
  return filters
}

const parseDimension = (name: string, supported: readonly Dimension[], parameter: string): Dimension => {
  const dimension = supported.find((known) => known === name)
  if (!dimension) throw badRequest(`${parameter} does not support the dimension ${name} on this endpoint.`)
  return dimension
}

const parseFilterValue = (dimension: Dimension, value: string, { unified, blocks }: Settings): string => {
  const offered = unified && blocks === 'all' ? [...products, 'chat_cowork_unified'] : products
  if (dimension === 'product' && !offered.includes(value)) throw badRequest(`There is no product ${value}.`)
  if (dimension === 'share_status' && !shareStatuses.includes(value))
    throw badRequest(`There is no share status ${value}.`)
  return dimension === 'skill_name' || dimension === 'connector_name' ? value.toLowerCase() : value
}
