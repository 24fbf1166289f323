'use client'

import type { FunctionComponent, ReactNode } from 'react'
import { claudeKey } from '../../data/query/query-keys.ts'
import { useClaude } from '../../provider.tsx'

/**
 * Makes a widget remount when the viewer changes, so that the next viewer never sees what the previous viewer has typed
 * or opened.
 */
export const perViewer =
  <Props extends object>(Widget: FunctionComponent<Props>) =>
  (props: Props): ReactNode => <Widget key={JSON.stringify(claudeKey(useClaude().client))} {...props} />
