'use client'

import { Component, type ReactNode } from 'react'
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
    return this.state.hasFailed ? (
      <OnDemand part={lazyErrorCard}>
        {({ ErrorCard }) => <ErrorCard onRetry={() => this.setState({ hasFailed: false })} />}
      </OnDemand>
    ) : (
      this.props.children
    )
  }
}
