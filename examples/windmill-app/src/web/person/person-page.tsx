import { isNotFound, usePerson } from '../host/host-queries.ts'
import { FailedPage } from '../pages/failed-page.tsx'
import { NotFoundPage } from '../pages/not-found-page.tsx'
import { AccessTab } from './access-tab.tsx'
import { OneOnOneTab } from './one-on-one-tab.tsx'
import { PersonHeader, type PersonTab } from './person-header.tsx'
import { ProfileTab } from './profile-tab.tsx'
import { ReviewTab } from './review-tab.tsx'
import { TeamTab } from './team-tab.tsx'

interface PersonPageProps {
  readonly id: string
  readonly tab: PersonTab
}

const componentByTab = {
  profile: ProfileTab,
  review: ReviewTab,
  'one-on-one': OneOnOneTab,
  team: TeamTab,
  access: AccessTab,
} as const

export const PersonPage = ({ id, tab }: PersonPageProps) => {
  const { data, error, refetch } = usePerson(id)
  if (isNotFound(error)) return <NotFoundPage />
  if (error) return <FailedPage onRetry={() => void refetch()} />
  if (!data) return <div className="page" aria-busy="true" />
  const isMissing =
    (tab === 'access' && !data.canSeeAccess) ||
    (tab === 'team' && !data.hasTeam) ||
    (tab === 'one-on-one' && data.oneOnOne === null)
  if (isMissing) return <NotFoundPage />
  const Tab = componentByTab[tab]
  return (
    <div className="page">
      <PersonHeader page={data} tab={tab} />
      <Tab page={data} />
    </div>
  )
}
