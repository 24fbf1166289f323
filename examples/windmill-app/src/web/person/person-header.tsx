import { Link } from 'wouter'
import type { PersonResponse } from '../../host-api.ts'
import { Avatar } from '../ui/avatar.tsx'
import { formatDayWithYear } from '../ui/format-day.ts'
import { usePageTitle } from '../ui/use-page-title.ts'
import { getPersonPath } from './get-person-path.ts'

export type PersonTab = 'profile' | 'review' | 'one-on-one' | 'team' | 'access'

interface PersonHeaderProps {
  readonly page: PersonResponse
  readonly tab: PersonTab
}

export const PersonHeader = ({ page, tab }: PersonHeaderProps) => {
  const { person, manager, archivedOn, canSeeAccess, hasTeam, oneOnOne } = page
  usePageTitle(person.name)
  const path = getPersonPath(person.id)
  const renderTab = (href: string, label: string, linkTab: PersonTab) => (
    <Link className="tab" href={href} aria-current={tab === linkTab ? 'page' : undefined}>
      {label}
    </Link>
  )
  return (
    <header className="person-head">
      <div className="person-id">
        <Avatar name={person.name} size="large" />
        <div>
          <h1>{person.name}</h1>
          <p className="quiet">
            {person.title && <span>{person.title}</span>}
            {manager && (
              <span className="person-manager">
                Reports to {manager.id ? <Link href={getPersonPath(manager.id)}>{manager.name}</Link> : manager.name}
              </span>
            )}
            {archivedOn && <span className="tag">Archived on {formatDayWithYear(archivedOn)}</span>}
          </p>
        </div>
      </div>
      <nav className="tabs" aria-label={`Pages of ${person.name}`}>
        {renderTab(path, 'Profile', 'profile')}
        {renderTab(`${path}/review`, 'Review', 'review')}
        {oneOnOne && renderTab(`${path}/one-on-one`, '1:1', 'one-on-one')}
        {hasTeam && renderTab(`${path}/team`, 'Team', 'team')}
        {canSeeAccess && renderTab(`${path}/access`, 'Access history', 'access')}
      </nav>
    </header>
  )
}
