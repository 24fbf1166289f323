'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { ClaudeClient } from './fetch/client.ts'
import type { TextOverrides } from './texts/en.ts'

type Scheme = 'light' | 'dark' | 'auto'

/** `auto` follows the page's own `color-scheme`. High contrast takes the sheet `high-contrast.css`. */
export type Appearance = Scheme | `${Scheme}-high-contrast`

export interface ClaudeProviderProps {
  /** Where the integration's handler is mounted. */
  readonly baseUrl?: string
  /** Without it the client of the nearest `QueryClientProvider` is used, and without that one of its own. */
  readonly queryClient?: QueryClient
  /** A BCP 47 tag, for numbers, dates and plurals. */
  readonly locale?: string
  readonly texts?: TextOverrides
  readonly appearance?: Appearance
  /** Stands in for the global `fetch`. Keep it the same between renders. */
  readonly fetch?: typeof globalThis.fetch
  readonly children: ReactNode
}

export interface ClaudeContext {
  readonly client: ClaudeClient
  readonly queryClient: QueryClient
  readonly locale: string
  readonly texts: TextOverrides
  readonly appearance: Appearance
}

const Context = createContext<ClaudeContext | null>(null)
const noTexts: TextOverrides = {}

/** What every widget and hook inside needs to know. Holds no markup and leaves the host's own query client alone. */
export const ClaudeProvider = ({
  baseUrl = '/api/claude',
  queryClient,
  locale = 'en-GB',
  texts = noTexts,
  appearance = 'auto',
  fetch,
  children,
}: ClaudeProviderProps): ReactNode => {
  const surrounding = useContext(QueryClientContext)
  const [own] = useState(() => (queryClient || surrounding ? null : new QueryClient()))
  const used = queryClient ?? surrounding ?? own
  if (!used) throw new Error('Pass ClaudeProvider a `queryClient` at every render, or at none.')

  // A client that someone else made is mounted by them.
  useEffect(() => {
    own?.mount()
    return () => own?.unmount()
  }, [own])

  const context = useMemo(
    () => ({
      client: { baseUrl: baseUrl.replace(/\/+$/, ''), ...(fetch && { fetch }) },
      queryClient: used,
      locale,
      texts,
      appearance,
    }),
    [baseUrl, fetch, used, locale, texts, appearance],
  )
  return <Context.Provider value={context}>{children}</Context.Provider>
}

/** The nearest `ClaudeProvider`'s settings. Throws outside of one. */
export const useClaude = (): ClaudeContext => {
  const context = useContext(Context)
  if (!context) throw new Error('Put a ClaudeProvider around the widgets.')
  return context
}
