import { type AccountId, accountId, type Viewer } from '@windmill/claude-core'
import { viewerCookie } from '../host-api.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

/** The one customer of this Windmill. */
export const demoAccount: AccountId = accountId('northwind')

export const viewerHeader = 'x-demo-viewer'

/**
 * Who a request comes from: API callers say it in a header, browsers in a cookie; a browser that has chosen nobody yet
 * is the first admin. Null for an id that is not in the directory: not signed in. A real host asks its session here.
 */
export const createViewerOf = (people: People): ((request: Request) => Viewer | null) => {
  const fallback = defaultViewer(people)
  return ({ headers }) => {
    const id = headers.get(viewerHeader) ?? readCookie(headers.get('cookie') ?? '')
    const person = id === null ? fallback : people.find(id)
    return person && { accountId: demoAccount, employeeId: person.id, role: person.role }
  }
}

/** The first admin who is still here; in a company without one, whoever comes first. */
export const defaultViewer = ({ all }: People): Person | null =>
  all.find(({ role, archivedOn }) => role === 'admin' && archivedOn === null) ?? all[0] ?? null

const readCookie = (header: string): string | null => {
  for (const part of header.split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name === viewerCookie) return decode(value.join('='))
  }
  return null
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
