import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { PeopleResponse, PersonasResponse, PersonResponse, SessionResponse } from '../../host-api.ts'

/** An answer of Windmill's own server that is not a success. */
class HostError extends Error {
  override readonly name = 'HostError'
  readonly status: number

  constructor(status: number) {
    super(`Windmill answered ${status}.`)
    this.status = status
  }
}

const get = async <Answer>(path: string, signal: AbortSignal): Promise<Answer> => {
  const response = await fetch(`/api/demo${path}`, { signal })
  if (!response.ok) {
    // Unread, an answer keeps its connection.
    await response.body?.cancel()
    throw new HostError(response.status)
  }
  return (await response.json()) as Answer
}

const useHost = <Answer>(path: string, enabled = true): UseQueryResult<Answer> =>
  useQuery({
    queryKey: ['windmill', path],
    queryFn: ({ signal }) => get<Answer>(path, signal),
    staleTime: 60_000,
    enabled,
    retry: (failures, error) => failures < 2 && !(error instanceof HostError && error.status < 500),
  })

export const isNotFound = (error: unknown): boolean => error instanceof HostError && error.status === 404

export const useSession = () => useHost<SessionResponse>('/session')
export const usePeople = () => useHost<PeopleResponse>('/people')
export const usePerson = (id: string) => useHost<PersonResponse>(`/people/${encodeURIComponent(id)}`)
export const usePersonas = (enabled: boolean) => useHost<PersonasResponse>('/personas', enabled)
