import type { ReactNode } from 'react'
import { type BaseLocationHook, Router } from 'wouter'
import { useBrowserLocation, useSearch } from 'wouter/use-browser-location'
import { addPeriodSearch } from './period-search.ts'

/** Routes by the browser's address. Every link keeps the period in the address, so that all pages show that period. */
export const PeriodRouter = ({ children }: { readonly children: ReactNode }) => (
  <Router hook={useLocationWithPeriod} hrefs={addPeriod}>
    {children}
  </Router>
)

const addPeriod = (href: string): string => addPeriodSearch(href, window.location.search)

const useLocationWithPeriod: BaseLocationHook = () => {
  // Links follow a new period, although the path stays the same.
  useSearch()
  const [path, navigate] = useBrowserLocation()
  return [path, (to: string, options?: Parameters<typeof navigate>[1]) => navigate(addPeriod(to), options)]
}
