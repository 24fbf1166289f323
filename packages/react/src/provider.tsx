'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { ClaudeProblem } from './data/fetch/claude-problem.ts'
import type { ClaudeClient } from './data/fetch/client.ts'
import type { TextOverrides } from './texts/en/index.ts'

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
  const [own] = useState(() => new QueryClient())
  const used = queryClient ?? surrounding ?? own

  // A client that someone else made is mounted by them.
  useEffect(() => {
    if (used !== own) return
    own.mount()
    return () => own.unmount()
  }, [used, own])

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

/** The nearest `ClaudeProvider`'s settings. Throws a `ClaudeProblem` with the code `provider_missing` outside of one. */
export const useClaude = (): ClaudeContext => {
  const context = useContext(Context)
  if (!context) {
    throw new ClaudeProblem({
      code: 'provider_missing',
      title: 'No ClaudeProvider is around this widget.',
      detail: 'Add one (@windmill/claude-core: docs/errors).',
      status: 0,
    })
  }
  return context
}
