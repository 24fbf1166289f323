import { addDays, type Day, dayAt, daysBetween, firstDay, isDay } from '@windmill/claude-core'
import { earliestDayOf, latestDayOf } from '../freshness.ts'
import type { Dimension, Query } from '../query.ts'
import type { Endpoint, Settings } from '../settings.ts'
import { badRequest } from './api-error.ts'

interface Rules {
  readonly limit: number
  readonly filter: readonly Dimension[]
  readonly groupBy: readonly Dimension[]
  /** The column that rows are sorted by, and the only one that can be asked for. */
  readonly sort: string
}

const rules: Readonly<Record<Endpoint, Rules>> = {
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
const highestLimit = 1000
const longestRange = 366
const mostEntries = 100

/** Reads how many rows a page is to have. Throws a 400 outside of 1 to 1000. */
export const parseLimit = (endpoint: Endpoint, params: URLSearchParams): number => {
  const text = params.get('limit')
  if (text === null) return rules[endpoint].limit
  const limit = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (limit >= 1 && limit <= highestLimit) return limit
  throw badRequest(`The limit parameter must be between 1 and ${highestLimit}, inclusive. Got ${text}.`)
}

export interface Clock {
  readonly now: number
  /** When the walk over the pages began: a range without an end keeps the end that it had then. */
  readonly began: number
}

/**
 * Reads what a request asks for. Throws a 400 where the real API is documented to refuse it; parameters that it does
 * not know are ignored, among them arrays without their brackets.
 */
export const parseQuery = (endpoint: Endpoint, params: URLSearchParams, clock: Clock, settings: Settings): Query => {
  const { filter, groupBy, sort } = rules[endpoint]
  const filters = parseFilters(params.getAll('filter[]'), filter, settings)
  const groups = new Set(params.getAll('group_by[]').map((name) => dimensionOf(name, groupBy, 'group_by')))
  if (params.getAll('group_by[]').length > mostEntries) throw badRequest('group_by accepts at most 100 entries.')
  if (filters.has('project_id') && (groups.size > 0 || filters.has('rbac_group_id'))) {
    throw badRequest('A project_id filter cannot be combined with group_by or an rbac_group_id filter.')
  }
  const order = params.get('order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc') throw badRequest('order must be asc or desc.')
  const orderBy = params.get('order_by') ?? sort
  if (orderBy !== sort) throw badRequest(`order_by does not support ${orderBy} on this endpoint.`)
  return {
    endpoint,
    ...parseSpan(endpoint, params, clock, settings),
    groupBy: groups,
    filters,
    descending: order === 'desc',
  }
}

const parseSpan = (
  endpoint: Endpoint,
  params: URLSearchParams,
  { now, began }: Clock,
  settings: Settings,
): Pick<Query, 'from' | 'to' | 'range'> => {
  const date = endpoint === 'summaries' ? null : params.get('date')
  const starting = params.get('starting_date')
  const ending = params.get('ending_date')
  if (date !== null && starting !== null) throw badRequest('Use either date or starting_date, not both.')
  if (ending !== null && starting === null) throw badRequest('ending_date is only valid with starting_date.')
  if (date !== null) {
    const day = parseServedDay('date', date, endpoint, now, settings)
    return { from: day, to: day, range: false }
  }
  if (starting === null) throw badRequest(endpoint === 'summaries' ? 'starting_date is required.' : 'date is required.')

  const from = parseServedDay('starting_date', starting, endpoint, now, settings)
  const to =
    ending === null ? latestDayOf(endpoint, began, settings) : addDays(parseDate('ending_date', ending, now), -1)
  if (to < from) throw badRequest('ending_date must be after starting_date.')
  if (daysBetween(from, to) + 1 > longestRange) throw badRequest(`A range may span at most ${longestRange} days.`)
  refuseTooRecent(to, endpoint, now, settings)
  return { from, to, range: true }
}

const parseDate = (name: string, text: string, now: number): Day => {
  if (!isDay(text)) throw badRequest(`${name} must be a date in YYYY-MM-DD format. Got ${text}.`)
  if (name === 'ending_date' && text > dayAt(now)) throw badRequest('ending_date can be at most today.')
  return text
}

const parseServedDay = (name: string, text: string, endpoint: Endpoint, now: number, settings: Settings): Day => {
  const day = parseDate(name, text, now)
  if (day < firstDay) throw badRequest(`${name} must be no earlier than ${firstDay}.`)
  refuseTooRecent(day, endpoint, now, settings)
  if (day < earliestDayOf(endpoint, now, settings)) throw badRequest(`Data for ${day} is no longer available.`)
  return day
}

const refuseTooRecent = (day: Day, endpoint: Endpoint, now: number, settings: Settings): void => {
  const latest = latestDayOf(endpoint, now, settings)
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
  if (entries.length > mostEntries) throw badRequest('filter accepts at most 100 entries.')
  const filters = new Map<Dimension, string[]>()
  for (const entry of entries) {
    const colon = entry.indexOf(':')
    if (colon < 1) throw badRequest(`A filter must have the form dimension:value. Got ${entry}.`)
    const dimension = dimensionOf(entry.slice(0, colon), supported, 'filter')
    const value = filterValue(dimension, entry.slice(colon + 1), settings)
    filters.set(dimension, [...(filters.get(dimension) ?? []), value])
  }
  return filters
}

const dimensionOf = (name: string, supported: readonly Dimension[], parameter: string): Dimension => {
  const dimension = supported.find((known) => known === name)
  if (!dimension) throw badRequest(`${parameter} does not support the dimension ${name} on this endpoint.`)
  return dimension
}

const filterValue = (dimension: Dimension, value: string, { unified, blocks }: Settings): string => {
  const offered = unified && blocks === 'all' ? [...products, 'chat_cowork_unified'] : products
  if (dimension === 'product' && !offered.includes(value)) throw badRequest(`There is no product ${value}.`)
  if (dimension === 'share_status' && !shareStatuses.includes(value))
    throw badRequest(`There is no share status ${value}.`)
  return dimension === 'skill_name' || dimension === 'connector_name' ? value.toLowerCase() : value
}
