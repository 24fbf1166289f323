import type { Viewer } from '@windmill/claude-server'
import { viewerCookie } from '../host-api.ts'
import { permissionsByAccessLevel } from './access-levels.ts'
import { demoAccountId } from './demo-account-id.ts'
import type { People } from './people.ts'
import type { Person } from './person.ts'

/** Name of the header with the viewer's id, for API callers. */
export const viewerHeader = 'x-demo-viewer'

/**
 * Creates the function that returns a request's viewer. A real host reads its session. The demo takes the viewer's id
 * from a header or else from a cookie. Without either, the viewer is the default person.
 * @returns A function that returns null, which means not signed in, if the directory has no person with the id.
 */
export const createGetViewer = (people: People): ((request: Request) => Viewer | null) => {
  const defaultPerson = findDefaultPerson(people)
  return ({ headers }) => {
    const id = headers.get(viewerHeader) ?? readViewerCookie(headers.get('cookie') ?? '')
    const person = id === null ? defaultPerson : people.findById(id)
    return (
      person && {
        accountId: demoAccountId,
        employeeId: person.id,
        permissions: permissionsByAccessLevel[person.accessLevel],
        actsFor: [],
      }
    )
  }
}

/**
 * Finds the default viewer, for requests without a viewer's id: the first admin without an archived date, or else the
 * first person. Null in an empty directory.
 */
export const findDefaultPerson = ({ everyone }: People): Person | null =>
  everyone.find(({ accessLevel, archivedOn }) => accessLevel === 'admin' && archivedOn === null) ?? everyone[0] ?? null

const readViewerCookie = (cookieHeader: string): string | null => {
  for (const cookie of cookieHeader.split(';')) {
    const [name, ...valueParts] = cookie.trim().split('=')
    if (name === viewerCookie) return decodeIfValid(valueParts.join('='))
  }
  return null
}

/** Decodes percent encoding. Returns an invalid string as it is. */
const decodeIfValid = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
