import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { type SessionResponse, viewerCookie } from '../../host-api.ts'
import { useSession } from './host-query.ts'

type Viewer = NonNullable<SessionResponse['viewer']>

interface Session {
  readonly viewer: Viewer | null
  readonly reports: SessionResponse['reports']
  /** Goes on as someone else: nothing that was loaded for the former viewer stays. */
  readonly switchTo: (id: string) => void
}

const Context = createContext<Session | null>(null)

/** Nobody: before the session is loaded. */
export const SessionProvider = ({
  loading,
  failed,
  children,
}: {
  readonly loading: ReactNode
  readonly failed: (retry: () => void) => ReactNode
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

  if (isError) return failed(() => void refetch())
  if (!data) return loading
  return (
    <Context.Provider key={generation} value={{ ...data, switchTo }}>
      {children}
    </Context.Provider>
  )
}

export const useCurrentSession = (): Session => {
  const session = useContext(Context)
  if (!session) throw new Error('There is no SessionProvider around this component.')
  return session
}
