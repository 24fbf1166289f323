import type { ReactNode } from 'react'
import { ThemeToggle } from './theme-toggle.tsx'

/** The frame of a page that is shown without a session, and so without navigation. */
export const PublicShell = ({ children }: { readonly children: ReactNode }) => (
  <div className="shell" data-nav="none">
    <header className="top-bar">
      <span className="wordmark">
        <img src="/favicon.svg" alt="" width="22" height="22" />
        Windmill
      </span>
      <div className="top-bar-end">
        <ThemeToggle />
      </div>
    </header>
    <main>{children}</main>
  </div>
)
