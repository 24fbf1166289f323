'use client'

import type { FunctionComponent, ReactNode } from 'react'
import { claudeKey } from '../../data/query/query-keys.ts'
import { useClaude } from '../../provider.tsx'

/**
 * Makes a widget start afresh when the viewer changes: what one viewer has typed, opened or tried, the next never sees.
 */
export const perViewer =
  <Props extends object>(Widget: FunctionComponent<Props>) =>
  (props: Props): ReactNode => <Widget key={JSON.stringify(claudeKey(useClaude().client))} {...props} />
