import { type AccountId, accountId, type Viewer } from '@windmill/claude-core'
import { viewerCookie } from '../host-api.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

/** The only customer account of the demo. */
export const demoAccount: AccountId = accountId('northwind')

export const viewerHeader = 'x-demo-viewer'

/**
 * Returns the function that finds a request's viewer. API callers send a header, browsers a cookie; without either, the
 * viewer is the first admin. Null means not signed in: the id is not in the directory. A real host reads its session.
 */
export const createGetViewer = (people: People): ((request: Request) => Viewer | null) => {
  const fallback = findDefaultViewer(people)
  return ({ headers }) => {
    const id = headers.get(viewerHeader) ?? readCookie(headers.get('cookie') ?? '')
    const person = id === null ? fallback : people.find(id)
    return person && { accountId: demoAccount, employeeId: person.id, role: person.role }
  }
}

/** Returns the first admin who is not archived, or else the first person. */
export const findDefaultViewer = ({ all }: People): Person | null =>
  all.find(({ role, archivedOn }) => role === 'admin' && archivedOn === null) ?? all[0] ?? null

const readCookie = (header: string): string | null => {
  for (const part of header.split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name === viewerCookie) return decodeOrKeep(value.join('='))
  }
  return null
}

const decodeOrKeep = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
