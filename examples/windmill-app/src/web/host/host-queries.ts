import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NoteRequest, PeopleResponse, PersonasResponse, PersonResponse, SessionResponse } from '../../host-api.ts'

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

/** Reads a path below `/api/demo`. Retries twice, but not after a client error (4xx). */
const useHostQuery = <Answer>(path: string, isEnabled = true): UseQueryResult<Answer> =>
  useQuery({
    queryKey: ['windmill', path],
    queryFn: ({ signal }) => fetchFromHost<Answer>(path, signal),
    staleTime: 60_000,
    enabled: isEnabled,
    retry: (failures, error) => failures < 2 && !(error instanceof HostError && error.status < 500),
  })

/** Returns whether the server has answered 404. */
export const isNotFound = (error: unknown): boolean => error instanceof HostError && error.status === 404

export const useSession = () => useHostQuery<SessionResponse>('/session')
export const usePeople = () => useHostQuery<PeopleResponse>('/people')
export const usePerson = (id: string) => useHostQuery<PersonResponse>(`/people/${encodeURIComponent(id)}`)
export const usePersonas = (isEnabled: boolean) => useHostQuery<PersonasResponse>('/personas', isEnabled)

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
