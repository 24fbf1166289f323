import { type Period, parseDay } from '@windmill/claude-react'

/** Returns the period in the query string of an address. Undefined if there is none, or if it is not a valid period. */
export const parsePeriodSearch = (search: string): Period | undefined => {
  const params = new URLSearchParams(search)
  try {
    const period = { from: parseDay(params.get('from') ?? ''), to: parseDay(params.get('to') ?? '') }
    return period.from <= period.to ? period : undefined
  } catch {
    return undefined
  }
}

/** Adds the period in a query string to a link, unless there is none or the link has a query string of its own. */
export const addPeriodSearch = (href: string, search: string): string => {
  const period = parsePeriodSearch(search)
  return period && !href.includes('?') ? `${href}?${formatPeriodSearch(period)}` : href
}

/** Formats a period as a query string, which `parsePeriodSearch` reads. */
export const formatPeriodSearch = ({ from, to }: Period): string => `from=${from}&to=${to}`
