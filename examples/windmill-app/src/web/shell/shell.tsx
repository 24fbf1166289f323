import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useCurrentSession } from '../host/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { PersonSwitcher } from './person-switcher.tsx'
import { SideNav } from './side-nav.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** The frame of every page: navigation at the side, and a header that shows the viewer. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { viewer } = useCurrentSession()
  const [location] = useLocation()
  const [isOpen, setIsOpen] = useState(false)
  const hasNav = viewer !== null && !viewer.archived

  // On a narrow screen the open navigation would cover the chosen page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new location closes the navigation.
  useEffect(() => setIsOpen(false), [location])

  useEffect(() => {
    if (!isOpen) return
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setIsOpen(false)
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [isOpen])

  return (
    <div className="shell" data-nav={hasNav ? (isOpen ? 'open' : 'closed') : 'none'}>
      <a className="skip-link" href="#content">
        Skip to the page
      </a>
      <header className="top-bar">
        {hasNav && (
          <button
            type="button"
            className="icon-button nav-toggle"
            aria-expanded={isOpen}
            aria-controls="navigation"
            aria-label="Navigation"
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'close' : 'menu'} />
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
