import { Link, useLocation } from 'wouter'
import { useCurrentSession } from '../host/session.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'

export const SideNav = () => {
  const { viewer, reports } = useCurrentSession()
  const [location] = useLocation()
  if (!viewer) return null
  const own = personPath(viewer.id)

  const item = (href: string, icon: IconName, label: string, current: boolean) => (
    <li>
      <Link className="nav-item" href={href} aria-current={current ? 'page' : undefined}>
        <Icon name={icon} />
        {label}
      </Link>
    </li>
  )
  return (
    <nav className="side-nav" id="navigation" aria-label="Main">
      <div className="side-nav-content">
        <ul>
          {item(own, 'person', 'My page', isBelow(location, own) && location !== `${own}/team`)}
          {item('/people', 'people', 'People', location === '/people')}
          {reports.length > 0 && item(`${own}/team`, 'team', 'My team', location === `${own}/team`)}
          {(reports.length > 0 || viewer.role === 'admin') &&
            item('/adoption', 'chart', 'Adoption', location === '/adoption')}
        </ul>
        {reports.length > 0 && (
          <section aria-labelledby="nav-reports">
            <h2 id="nav-reports">My reports</h2>
            <ul>
              {reports.map(({ id, name }) => (
                <li key={id}>
                  <Link
                    className="nav-item"
                    href={personPath(id)}
                    aria-current={isBelow(location, personPath(id)) ? 'page' : undefined}
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
            {item('/settings/integrations', 'plug', 'Integrations', location === '/settings/integrations')}
            {viewer.role === 'admin' &&
              item('/settings/claude-users', 'link', 'Claude users', location === '/settings/claude-users')}
          </ul>
        </section>
      </div>
    </nav>
  )
}

export const personPath = (id: string): string => `/people/${encodeURIComponent(id)}`

const isBelow = (location: string, path: string): boolean => location === path || location.startsWith(`${path}/`)
