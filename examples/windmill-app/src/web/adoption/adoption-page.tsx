import { AdoptionOverview, SyncStatus } from '@windmill/claude-react'
import { useCurrentSession } from '../host/session-provider.tsx'
import { formatPeriodSearch } from '../period/period-search.ts'
import { usePeriodInAddress } from '../period/use-period-in-address.ts'
import { getPersonPath } from '../person/get-person-path.ts'
import { usePageTitle } from '../ui/use-page-title.ts'

/** The attributes of the demo's directory. */
const attributes = [
  { name: 'department', label: 'Department' },
  { name: 'location', label: 'Location' },
]

/** The adoption page. Managers see the people below them. With `people:view`, a viewer sees the whole company. */
export const AdoptionPage = () => {
  usePageTitle('Adoption')
  const { viewer } = useCurrentSession()
  return (
    <div className="page">
      <header className="page-head">
        <h1>Adoption</h1>
        <p className="lead">
          {viewer?.permissions.includes('people:view')
            ? 'How many people in the company use Claude, for what, and how often.'
            : 'How many of the people below you use Claude, for what, and how often.'}
        </p>
      </header>
      <AdoptionOverview
        {...usePeriodInAddress()}
        attributes={attributes}
        teamHref={(managerId, period) => `${getPersonPath(managerId)}/team?${formatPeriodSearch(period)}`}
      />
      <SyncStatus />
    </div>
  )
}
