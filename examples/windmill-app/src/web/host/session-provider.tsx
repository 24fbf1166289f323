import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { type SessionResponse, viewerCookie } from '../../host-api.ts'
import { useSession } from './host-queries.ts'

type Viewer = NonNullable<SessionResponse['viewer']>

interface Session {
  /** Null when nobody is signed in. */
  readonly viewer: Viewer | null
  /** The viewer's direct reports who are not archived. */
  readonly reports: SessionResponse['reports']
  /** Switches to another viewer and discards everything that was loaded for the previous one. */
  readonly switchTo: (id: string) => void
}

const SessionContext = createContext<Session | null>(null)

/** Provides the session. Renders nothing until it has loaded, and `renderFailure` if it cannot be loaded. */
export const SessionProvider = ({
  renderFailure,
  children,
}: {
  readonly renderFailure: (retry: () => void) => ReactNode
  readonly children: ReactNode
}) => {
  const queryClient = useQueryClient()
  // A new key remounts all pages, so that they keep no state of the previous viewer.
  const [sessionKey, setSessionKey] = useState(0)
  const { data, isError, refetch } = useSession()

  const switchTo = (id: string): void => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${viewerCookie}=${encodeURIComponent(id)}; path=/; SameSite=Lax`
    queryClient.clear()
    setSessionKey(sessionKey + 1)
    void refetch()
  }

  if (isError) return renderFailure(() => void refetch())
  if (!data) return null
  return (
    <SessionContext.Provider key={sessionKey} value={{ ...data, switchTo }}>
      {children}
    </SessionContext.Provider>
  )
}

export const useCurrentSession = (): Session => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('There is no SessionProvider around this component.')
  return session
}
