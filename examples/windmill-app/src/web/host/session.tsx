import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { type SessionResponse, viewerCookie } from '../../host-api.ts'
import { useSession } from './host-query.ts'

type Viewer = NonNullable<SessionResponse['viewer']>

interface Session {
  readonly viewer: Viewer | null
  readonly reports: SessionResponse['reports']
  /** Switches to another viewer and discards everything that was loaded for the previous one. */
  readonly switchTo: (id: string) => void
}

const SessionContext = createContext<Session | null>(null)

/** Provides the session. Renders `loading` until the session has loaded, and `renderFailed` when it cannot be loaded. */
export const SessionProvider = ({
  loading,
  renderFailed,
  children,
}: {
  readonly loading: ReactNode
  readonly renderFailed: (retry: () => void) => ReactNode
  readonly children: ReactNode
}) => {
  const queryClient = useQueryClient()
  const [generation, setGeneration] = useState(0)
  const { data, isError, refetch } = useSession()

  const switchTo = (id: string): void => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${viewerCookie}=${encodeURIComponent(id)}; path=/; SameSite=Lax`
    queryClient.clear()
    setGeneration(generation + 1)
    void refetch()
  }

  if (isError) return renderFailed(() => void refetch())
  if (!data) return loading
  return (
    <SessionContext.Provider key={generation} value={{ ...data, switchTo }}>
      {children}
    </SessionContext.Provider>
  )
}

export const useCurrentSession = (): Session => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('There is no SessionProvider around this component.')
  return session
}
