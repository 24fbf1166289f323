import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  BackOfficeResponse,
  MonthsResponse,
  NoteRequest,
  NoticeKind,
  NoticesResponse,
  PeopleResponse,
  PersonasResponse,
  PersonResponse,
  SessionResponse,
} from '../../host-api.ts'

/** Windmill's own server has answered with an error status. */
class HostError extends Error {
  override readonly name = 'HostError'
  readonly status: number

  constructor(status: number) {
    super(`Windmill answered ${status}.`)
    this.status = status
  }
}

const fetchFromHost = async <Answer>(path: string, signal: AbortSignal): Promise<Answer> => {
  const response = await fetch(`/api/demo${path}`, { signal })
  if (!response.ok) {
    // An unread body would keep the connection open.
    await response.body?.cancel()
    throw new HostError(response.status)
  }
  return (await response.json()) as Answer
}

/** How a path is read. */
interface HostQueryOptions {
  /** `@default` true */
  readonly isEnabled?: boolean
  /** Time until the path is read again, in milliseconds. `@default` only when the page needs it */
  readonly refetchMs?: number
}

/** Reads a path below `/api/demo`. Retries twice, but not after a client error (4xx). */
const useHostQuery = <Answer>(
  path: string,
  { isEnabled = true, refetchMs }: HostQueryOptions = {},
): UseQueryResult<Answer> =>
  useQuery({
    queryKey: ['windmill', path],
    queryFn: ({ signal }) => fetchFromHost<Answer>(path, signal),
    staleTime: 60_000,
    enabled: isEnabled,
    refetchInterval: refetchMs ?? false,
    retry: (failures, error) => failures < 2 && !(error instanceof HostError && error.status < 500),
  })

/** Returns whether the server has answered 404. */
export const isNotFound = (error: unknown): boolean => error instanceof HostError && error.status === 404

export const useSession = () => useHostQuery<SessionResponse>('/session')
export const usePeople = () => useHostQuery<PeopleResponse>('/people')
export const usePerson = (id: string) => useHostQuery<PersonResponse>(`/people/${encodeURIComponent(id)}`)
export const usePersonas = (isEnabled: boolean) => useHostQuery<PersonasResponse>('/personas', { isEnabled })
export const useNotices = () => useHostQuery<NoticesResponse>('/notices', { refetchMs: 15_000 })
export const useMonths = () => useHostQuery<MonthsResponse>('/months', { refetchMs: 15_000 })
export const useBackOffice = () => useHostQuery<BackOfficeResponse>('/back-office', { refetchMs: 15_000 })

/** Returns the function that saves the viewer's own note. Rejects if the server refuses it. */
export const useSaveNote = (viewerId: string): ((note: string) => Promise<void>) => {
  const queryClient = useQueryClient()
  return async (note) => {
    const response = await fetch(`/api/demo/people/${encodeURIComponent(viewerId)}/note`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ note } satisfies NoteRequest),
    })
    if (!response.ok) throw new HostError(response.status)
    await queryClient.invalidateQueries({ queryKey: ['windmill'] })
  }
}

/** Returns the function that dismisses a notice for everyone who manages the connection. */
export const useDismissNotice = (): ((kind: NoticeKind) => Promise<void>) => {
  const queryClient = useQueryClient()
  return async (kind) => {
    const response = await fetch(`/api/demo/notices/${kind}`, { method: 'DELETE' })
    if (!response.ok) throw new HostError(response.status)
    await queryClient.invalidateQueries({ queryKey: ['windmill', '/notices'] })
  }
}
