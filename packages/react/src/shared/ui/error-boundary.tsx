'use client'

import { Component, type ReactNode, useSyncExternalStore } from 'react'
import { lazyErrorCard } from './error-card.lazy.ts'
import { OnDemand } from './on-demand.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

/** Shows a card with an error instead of a widget that fails to render, so that the host's page stays. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }
  static getDerivedStateFromError = (): { readonly hasFailed: boolean } => ({ hasFailed: true })
  override render(): ReactNode {
    // Every widget needs this function, which React 17 lacks. So does the card with the error.
    if (!useSyncExternalStore) return <p className="claude-root">[react_outdated]</p>
    return this.state.hasFailed ? (
      <OnDemand part={lazyErrorCard}>
        {({ ErrorCard }) => <ErrorCard onRetry={() => this.setState({ hasFailed: false })} />}
      </OnDemand>
    ) : (
      this.props.children
    )
  }
}
