import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useCurrentSession } from '../host/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { PersonSwitcher } from './person-switcher.tsx'
import { SideNav } from './side-nav.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** What is around every page: navigation at the side, and who is looking at the top. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { viewer } = useCurrentSession()
  const [location] = useLocation()
  const [open, setOpen] = useState(false)
  const hasNav = viewer !== null && !viewer.archived

  // On a narrow screen the navigation covers the page that was just chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is the reason to close.
  useEffect(() => setOpen(false), [location])

  useEffect(() => {
    if (!open) return
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false)
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [open])

  return (
    <div className="shell" data-nav={hasNav ? (open ? 'open' : 'closed') : 'none'}>
      <a className="skip-link" href="#content">
        Skip to the page
      </a>
      <header className="top-bar">
        {hasNav && (
          <button
            type="button"
            className="icon-button nav-toggle"
            aria-expanded={open}
            aria-controls="navigation"
            aria-label="Navigation"
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'close' : 'menu'} />
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
