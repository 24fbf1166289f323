'use client'

import type { FunctionComponent, ReactNode } from 'react'
import { claudeKey } from '../../data/query/query-keys.ts'
import { useClaude } from '../../provider.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

/**
 * Makes a widget remount when the viewer changes, so that the next viewer never sees what the previous viewer has typed
 * or opened. A widget that fails to render does not take down the host's page.
 */
export const perViewer =
  <Props extends object>(Widget: FunctionComponent<Props>) =>
  (props: Props): ReactNode => (
    <ErrorBoundary key={claudeKey(useClaude().client).join()}>
      <Widget {...props} />
    </ErrorBoundary>
  )
