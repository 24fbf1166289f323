import type { Viewer } from '@windmill/claude-core'
import { checkAccount } from './account.ts'
import { ConfigurationError } from './configuration-error.ts'
import { anId, isId } from './id.ts'
import { kindOf } from './kind-of.ts'

/**
 * Refuses a viewer that the host gave in another form than the rules of who sees what go by: an id that is a number is
 * nobody's, and a role that is none would silently be an employee's. Throws a `ConfigurationError` that names the field.
 */
export const checkViewer = (viewer: Viewer): void => {
  // The host's own code gives it, and that need not be typed.
  const given: unknown = viewer
  if (typeof given !== 'object' || given === null) throw invalidViewer('The viewer', kindOf(given), 'an object or null')
  checkAccount(viewer.accountId)
  const { employeeId, role } = given as Readonly<Record<keyof Viewer, unknown>>
  if (!isId(employeeId)) throw invalidViewer('The employeeId of the viewer', kindOf(employeeId), anId)
  if (role === 'employee' || role === 'admin') return
  const shown = typeof role === 'string' ? JSON.stringify(role) : kindOf(role)
  throw invalidViewer('The role of the viewer', shown, '"employee" or "admin"')
}

const invalidViewer = (what: string, is: string, mustBe: string): ConfigurationError =>
  new ConfigurationError(
    'viewer_invalid',
    `${what} is ${is}: it must be ${mustBe}. Who is asking is not known for sure, so nothing was read or written. ` +
      'Correct what viewer(request) gives.',
  )
