import { employeeId, type Viewer } from '@windmill/claude-core'
import { parseAccount } from './account.ts'
import { ConfigurationError } from './configuration-error.ts'
import { describeValue } from './describe-value.ts'
import { idRequirement, isId } from './id.ts'

/** The signed-in employee behind a request, from the host's session. */
export interface HostViewer {
  /** The account that the employee belongs to. */
  readonly accountId: string
  /** The employee's id in the directory. */
  readonly employeeId: string
  /** An admin can see everyone and manage the connection and links. */
  readonly role: 'employee' | 'admin'
}

/**
 * Parses the host's viewer. Strict, because the visibility rules would silently misjudge a malformed viewer: a numeric id
 * matches no employee, and an unknown role counts as `employee`.
 * @throws `ConfigurationError` `viewer_invalid` that names the field, or `account_invalid`.
 */
export const parseViewer = (viewer: HostViewer): Viewer => {
  // The host's code may be untyped.
  const given: unknown = viewer
  if (typeof given !== 'object' || given === null)
    throw invalidViewer('The viewer', describeValue(given), 'an object or null')
  const accountId = parseAccount(viewer.accountId)
  const { employeeId: id, role } = given as Readonly<Record<keyof Viewer, unknown>>
  if (!isId(id)) throw invalidViewer('The employeeId of the viewer', describeValue(id), idRequirement)
  if (role === 'employee' || role === 'admin') return { accountId, employeeId: employeeId(id), role }
  const shownRole = typeof role === 'string' ? JSON.stringify(role) : describeValue(role)
  throw invalidViewer('The role of the viewer', shownRole, '"employee" or "admin"')
}

const invalidViewer = (what: string, actual: string, expected: string): ConfigurationError =>
  new ConfigurationError(
    'viewer_invalid',
    `${what} is ${actual}: it must be ${expected}. Who is asking is not known for sure, so nothing was read or written. ` +
      'Correct what viewer(request) gives.',
  )
