import { Link, useLocation } from 'wouter'
import { useCurrentSession } from '../host/session-provider.tsx'
import { getPersonPath } from '../person/get-person-path.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'

/** The main navigation: the viewer's pages, their reports and the settings. */
export const SideNav = () => {
  const { viewer, reports } = useCurrentSession()
  const [location] = useLocation()
  if (!viewer) return null
  const ownPath = getPersonPath(viewer.id)

  const renderItem = (href: string, icon: IconName, label: string, isCurrent: boolean) => (
    <li>
      <Link className="nav-item" href={href} aria-current={isCurrent ? 'page' : undefined}>
        <Icon name={icon} />
        {label}
      </Link>
    </li>
  )
  return (
    <nav className="side-nav" id="navigation" aria-label="Main">
      <div className="side-nav-content">
        <ul>
          {renderItem(ownPath, 'person', 'My page', isAtOrBelow(location, ownPath) && location !== `${ownPath}/team`)}
          {renderItem('/people', 'people', 'People', location === '/people')}
          {reports.length > 0 && renderItem(`${ownPath}/team`, 'team', 'My team', location === `${ownPath}/team`)}
          {(reports.length > 0 || viewer.permissions.includes('people:view')) &&
            renderItem('/adoption', 'chart', 'Adoption', location === '/adoption')}
          {viewer.permissions.includes('people:view') &&
            renderItem('/months', 'chart', 'Claude by month', location === '/months')}
          {viewer.permissions.includes('totals:view') &&
            renderItem('/totals', 'chart', 'Totals', location === '/totals')}
        </ul>
        {reports.length > 0 && (
          <section aria-labelledby="nav-reports">
            <h2 id="nav-reports">My reports</h2>
            <ul>
              {reports.map(({ id, name }) => (
                <li key={id}>
                  <Link
                    className="nav-item"
                    href={getPersonPath(id)}
                    aria-current={isAtOrBelow(location, getPersonPath(id)) ? 'page' : undefined}
                  >
                    <Avatar name={name} />
                    <span className="ellipsis">{name}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="nav-settings">
          <h2 id="nav-settings">Settings</h2>
          <ul>
            {renderItem('/settings/integrations', 'plug', 'Integrations', location === '/settings/integrations')}
            {viewer.permissions.includes('users:match') &&
              renderItem('/settings/claude-users', 'link', 'Claude users', location === '/settings/claude-users')}
            {viewer.permissions.includes('audit:view') &&
              renderItem('/settings/audit-log', 'list', 'Audit log', location === '/settings/audit-log')}
          </ul>
        </section>
      </div>
    </nav>
  )
}

const isAtOrBelow = (location: string, path: string): boolean => location === path || location.startsWith(`${path}/`)
