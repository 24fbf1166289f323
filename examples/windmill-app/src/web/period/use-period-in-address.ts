import type { Period } from '@windmill/claude-react'
import { useLocation, useSearch } from 'wouter'
import { formatPeriodSearch, parsePeriodSearch } from './period-search.ts'

/** The props with which a widget shows the period in the address, and writes the viewer's choice there. */
export const usePeriodInAddress = (): {
  readonly period?: Period
  readonly onPeriodChange: (period: Period) => void
} => {
  const [path, navigate] = useLocation()
  const period = parsePeriodSearch(useSearch())
  return {
    ...(period && { period }),
    // Replaced, so that “Back” leaves the page instead of going through each period.
    onPeriodChange: (chosen) => navigate(`${path}?${formatPeriodSearch(chosen)}`, { replace: true }),
  }
}
