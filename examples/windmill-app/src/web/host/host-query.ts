import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { PeopleResponse, PersonasResponse, PersonResponse, SessionResponse } from '../../host-api.ts'

/** An unsuccessful response of Windmill's own server. */
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
    // An unread body would keep its connection open.
    await response.body?.cancel()
    throw new HostError(response.status)
  }
  return (await response.json()) as Answer
}

const useHostQuery = <Answer>(path: string, enabled = true): UseQueryResult<Answer> =>
  useQuery({
    queryKey: ['windmill', path],
    queryFn: ({ signal }) => fetchFromHost<Answer>(path, signal),
    staleTime: 60_000,
    enabled,
    retry: (failures, error) => failures < 2 && !(error instanceof HostError && error.status < 500),
  })

export const isNotFound = (error: unknown): boolean => error instanceof HostError && error.status === 404

export const useSession = () => useHostQuery<SessionResponse>('/session')
export const usePeople = () => useHostQuery<PeopleResponse>('/people')
export const usePerson = (id: string) => useHostQuery<PersonResponse>(`/people/${encodeURIComponent(id)}`)
export const usePersonas = (enabled: boolean) => useHostQuery<PersonasResponse>('/personas', enabled)
