import { employeeId, type Viewer } from '@windmill/claude-core'
import { parseAccount } from './account.ts'
import { ConfigurationError } from './configuration-error.ts'
import { anId, isId } from './id.ts'
import { kindOf } from './kind-of.ts'

/** The signed-in employee behind a request, as the host's session knows them. */
export interface HostViewer {
  /** The customer whose employee this is. */
  readonly accountId: string
  /** As in the directory. */
  readonly employeeId: string
  readonly role: 'employee' | 'admin'
}

/**
 * The viewer that the host means. Refuses one in another form than the rules of who sees what go by: an id that is a number
 * is nobody's, and a role that is none would silently be an employee's. Throws a `ConfigurationError` that names the field.
 */
export const parseViewer = (viewer: HostViewer): Viewer => {
  // The host's own code gives it, and that need not be typed.
  const given: unknown = viewer
  if (typeof given !== 'object' || given === null) throw invalidViewer('The viewer', kindOf(given), 'an object or null')
  const accountId = parseAccount(viewer.accountId)
  const { employeeId: id, role } = given as Readonly<Record<keyof Viewer, unknown>>
  if (!isId(id)) throw invalidViewer('The employeeId of the viewer', kindOf(id), anId)
  if (role === 'employee' || role === 'admin') return { accountId, employeeId: employeeId(id), role }
  const shown = typeof role === 'string' ? JSON.stringify(role) : kindOf(role)
  throw invalidViewer('The role of the viewer', shown, '"employee" or "admin"')
}

const invalidViewer = (what: string, is: string, mustBe: string): ConfigurationError =>
  new ConfigurationError(
    'viewer_invalid',
    `${what} is ${is}: it must be ${mustBe}. Who is asking is not known for sure, so nothing was read or written. ` +
      'Correct what viewer(request) gives.',
  )
