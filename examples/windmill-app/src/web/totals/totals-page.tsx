import { PublishedTotals, SyncStatus } from '@windmill/claude-react'
import { usePageTitle } from '../ui/use-page-title.ts'

/** The page for viewers who may see how many people use Claude, but nobody's figures. */
export const TotalsPage = () => {
  usePageTitle('Totals')
  return (
    <div className="page">
      <header className="page-head">
        <h1>Totals</h1>
        <p className="lead">About how many people in the company use Claude, week by week.</p>
      </header>
      <PublishedTotals />
      <SyncStatus />
    </div>
  )
}
