'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { ClaudeProblem } from './data/fetch/claude-problem.ts'
import type { ClaudeClient } from './data/fetch/client.ts'
import { dropWithdrawnData } from './data/query/drop-withdrawn-data.ts'
import { claudeKey } from './data/query/query-keys.ts'
import { refetchAfterSync } from './data/query/refetch-after-sync.ts'
import { watchSignOut } from './data/query/watch-sign-out.ts'
import { type Appearance, resolveSettings } from './resolve-settings.ts'
import type { TextOverrides } from './texts/en/index.ts'
import { warnOnce } from './warn-once.ts'

/** The props of `ClaudeProvider`. */
export interface ClaudeProviderProps {
  /**
   * Path or URL at which the integration's handler is mounted. Trailing slashes are ignored.
   * @default '/api/claude'
   */
  readonly baseUrl?: string
  /**
   * Id of the signed-in viewer, the same as the `employeeId` of the server's `getViewer`. If one page can switch
   * between accounts, add the account, as in `acme/e-17`. Null if nobody is signed in: the widgets then show
   * `not_signed_in` and send no request. When the id changes, the data of the previous viewer is discarded and all
   * widgets are remounted.
   */
  readonly viewerId: string | null
  /**
   * Holds the cached responses.
   * @default The client of the nearest `QueryClientProvider`, or a new one if there is none.
   */
  readonly queryClient?: QueryClient
  /**
   * A BCP 47 tag. It decides the format of numbers and dates.
   * @default 'en-GB'
   */
  readonly locale?: string
  /**
   * Texts that replace the English texts: a whole language, such as `de`, or single texts. Keep the object the same
   * between renders.
   * @default {}
   */
  readonly texts?: TextOverrides
  /**
   * The color scheme and contrast of the widgets.
   * @default 'auto'
   */
  readonly appearance?: Appearance
  /**
   * Path or URL of the page with `ConnectClaude`. If there are no figures because Claude is not connected or the
   * connection has to be fixed, viewers with `connection:manage` get a link to this page.
   * @default no link
   */
  readonly connectHref?: string
  /**
   * Path or URL of a page that explains figure by figure where these figures and claude.ai's own analytics differ, and
   * why. "About this data" links to it. `docs/reconciliation.md` of `@windmill/claude-server` has the content.
   * @default no link
   */
  readonly differencesHref?: string
  /**
   * Replaces the global `fetch`, for example to add headers. Keep the function the same between renders.
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch
  /**
   * Called when an answer says that the viewer is not signed in any longer, for example to open the host's sign-in
   * page. The widgets then say "Sign in again".
   * @default nothing
   */
  readonly onSignedOut?: () => void
  readonly children: ReactNode
}

/** The settings of the nearest `ClaudeProvider`, with defaults applied. */
export interface ClaudeContext {
  /** The client to pass to fetch functions, query options and query keys. */
  readonly client: ClaudeClient
  /** The query client that all hooks use. */
  readonly queryClient: QueryClient
  readonly locale: string
  readonly texts: TextOverrides
  readonly appearance: Appearance
  /** Path or URL of the page with `ConnectClaude`. Undefined if the host has not set it. */
  readonly connectHref: string | undefined
  /** Path or URL of the page about the differences to claude.ai's own analytics. Undefined if the host has not set it. */
  readonly differencesHref: string | undefined
}

const Context = createContext<ClaudeContext | null>(null)

/**
 * Provides the settings that all widgets and hooks inside it need. Renders no markup. Does not change the options of
 * the host's query client.
 * @example
 * ```tsx
 * import { ClaudeProvider, StatsPanel } from '@windmill/claude-react'
 * import '@windmill/claude-react/styles.css'
 *
 * <ClaudeProvider baseUrl="/api/claude" viewerId={viewer.id} locale="en-GB" connectHref="/settings/claude">
 *   <StatsPanel employeeId={employee.id} employeeName={employee.name} />
 * </ClaudeProvider>
 * ```
 */
export const ClaudeProvider = ({
  viewerId,
  queryClient,
  fetch,
  connectHref,
  differencesHref,
  onSignedOut,
  children,
  baseUrl: givenBaseUrl,
  locale: givenLocale,
  texts: givenTexts,
  appearance: givenAppearance,
}: ClaudeProviderProps): ReactNode => {
  const { baseUrl, locale, texts, appearance, warnings } = useMemo(
    () =>
      resolveSettings({
        baseUrl: givenBaseUrl,
        locale: givenLocale,
        texts: givenTexts,
        appearance: givenAppearance,
      }),
    [givenBaseUrl, givenLocale, givenTexts, givenAppearance],
  )
  for (const warning of warnings) warnOnce('setting_invalid', warning)
  const inheritedClient = useContext(QueryClientContext)
  const [ownClient] = useState(() => new QueryClient())
  const activeClient = queryClient ?? inheritedClient ?? ownClient

  // Mounts only the provider's own query client. A host mounts its query client itself.
  useEffect(() => {
    if (activeClient !== ownClient) return
    ownClient.mount()
    return () => ownClient.unmount()
  }, [activeClient, ownClient])

  const client = useMemo(
    () => ({ baseUrl: baseUrl.replace(/\/+$/, ''), viewerId, ...(fetch && { fetch }) }),
    [baseUrl, viewerId, fetch],
  )
  const lastClient = useRef(client)
  useEffect(() => {
    const { current: previousClient } = lastClient
    lastClient.current = client
    if (previousClient.viewerId !== client.viewerId) {
      activeClient.removeQueries({ queryKey: claudeKey(previousClient) })
    }
    return dropWithdrawnData(activeClient, client)
  }, [activeClient, client])
  useEffect(() => refetchAfterSync(activeClient, client), [activeClient, client])

  const lastOnSignedOut = useRef(onSignedOut)
  useEffect(() => {
    lastOnSignedOut.current = onSignedOut
  })
  useEffect(
    // Without a viewer, the host already knows that nobody is signed in.
    () =>
      client.viewerId === null ? undefined : watchSignOut(activeClient, client, () => lastOnSignedOut.current?.()),
    [activeClient, client],
  )

  const context = useMemo(
    () => ({ client, queryClient: activeClient, locale, texts, appearance, connectHref, differencesHref }),
    [client, activeClient, locale, texts, appearance, connectHref, differencesHref],
  )
  return <Context.Provider value={context}>{children}</Context.Provider>
}

/**
 * Returns the settings of the nearest `ClaudeProvider`. A host needs them for its own queries.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`.
 */
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
