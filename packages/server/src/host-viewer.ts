import { employeeId, type Viewer } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { describeValue } from './describe-value.ts'
import { idRequirement, isId } from './is-id.ts'
import { parseAccountId } from './parse-account-id.ts'

/** The signed-in employee behind a request, from the host's session. */
export interface HostViewer {
  /** The account that the employee belongs to. */
  readonly accountId: string
  /** The employee's id in the directory. */
  readonly employeeId: string
  /**
   * An `employee` can see themself and everyone below them. An `admin` can see everyone in the account, and manage the
   * connection and the links.
   */
  readonly role: 'employee' | 'admin'
}

/**
 * Validates the host's viewer. A malformed viewer must fail, because the visibility rules would silently misjudge it: a
 * numeric id matches no employee, and an unknown role counts as `employee`.
 * @throws `ConfigurationError` `viewer_invalid`, with a message that names the field, or `account_invalid`.
 */
export const parseViewer = (viewer: HostViewer): Viewer => {
  // The host's code may be untyped.
  const given: unknown = viewer
  if (typeof given !== 'object' || given === null)
    throw createViewerError('The viewer', describeValue(given), 'an object or null')
  const accountId = parseAccountId(viewer.accountId, advice)
  const { employeeId: id, role } = given as Readonly<Record<keyof Viewer, unknown>>
  if (!isId(id)) throw createViewerError('The employeeId of the viewer', describeValue(id), idRequirement)
  if (role === 'employee' || role === 'admin') return { accountId, employeeId: employeeId(id), role }
  const shownRole = typeof role === 'string' ? JSON.stringify(role) : describeValue(role)
  throw createViewerError('The role of the viewer', shownRole, '"employee" or "admin"')
}

const createViewerError = (what: string, actual: string, expected: string): ConfigurationError =>
  new ConfigurationError(
    'viewer_invalid',
    `${what} is ${actual}: it must be ${expected}. Who is asking is not known for sure, so nothing was read or written. ` +
      advice,
  )

const advice = 'Correct the viewer that getViewer(request) gives, or that a method of claude.api was called with.'
