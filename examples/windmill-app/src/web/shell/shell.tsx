import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useCurrentSession } from '../host/session-provider.tsx'
import { Icon } from '../ui/icon.tsx'
import { PersonSwitcher } from './person-switcher.tsx'
import { SideNav } from './side-nav.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** The frame of every page: a header with the person switcher, and the navigation at the side. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { viewer } = useCurrentSession()
  const [location] = useLocation()
  const [isNavOpen, setIsNavOpen] = useState(false)
  const hasNav = viewer !== null && !viewer.isArchived

  // On a narrow screen an open navigation would cover the page that was just chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new location closes the navigation.
  useEffect(() => setIsNavOpen(false), [location])

  useEffect(() => {
    if (!isNavOpen) return
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setIsNavOpen(false)
    }
    document.addEventListener('keydown', closeOnEscape)
    return () => document.removeEventListener('keydown', closeOnEscape)
  }, [isNavOpen])

  return (
    <div className="shell" data-nav={hasNav ? (isNavOpen ? 'open' : 'closed') : 'none'}>
      <a className="skip-link" href="#content">
        Skip to the page
      </a>
      <header className="top-bar">
        {hasNav && (
          <button
            type="button"
            className="icon-button nav-toggle"
            aria-expanded={isNavOpen}
            aria-controls="navigation"
            aria-label="Navigation"
            onClick={() => setIsNavOpen(!isNavOpen)}
          >
            <Icon name={isNavOpen ? 'close' : 'menu'} />
          </button>
        )}
        <Link className="wordmark" href="/">
          <img src="/favicon.svg" alt="" width="22" height="22" />
          Windmill
        </Link>
        <div className="top-bar-end">
          <ThemeToggle />
          <PersonSwitcher />
        </div>
      </header>
      {hasNav && <SideNav />}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
