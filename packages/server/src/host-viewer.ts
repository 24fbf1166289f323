import { employeeId, type Permission, permissions, type Viewer } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { describeValue } from './describe-value.ts'
import { idRequirement, isId } from './is-id.ts'
import { parseAccountId } from './parse-account-id.ts'

/** The signed-in person behind a request, from the host's session. Give either `role` or `permissions`. */
export interface HostViewer {
  /** The account that the person belongs to. */
  readonly accountId: string
  /** The employee's id in the directory. */
  readonly employeeId: string
  /**
   * `admin` is short for all permissions, and `employee` for none. Required without `permissions`.
   * @default undefined
   */
  readonly role?: 'employee' | 'admin' | undefined
  /**
   * What the viewer may do beyond seeing themself and everyone below them. `connection:manage`: connect Claude.
   * `connection:erase`: erase all data. `users:match`: match Claude users to employees. `people:view`: everyone's
   * figures. `totals:view`: the published totals. `audit:view`: everyone's log.
   * @default those of `role`
   */
  readonly permissions?: readonly Permission[] | undefined
  /**
   * Ids of the managers that the viewer stands in for now, at most 100. The viewer sees everyone below them, but not
   * the managers' own figures. `@default []`
   */
  readonly actsFor?: readonly string[] | undefined
}

/**
 * Somebody without a session who was invited to save a key. `claude.api.preview` and `claude.api.connect` take an
 * invitation in the place of a viewer.
 */
export interface HostInvitation {
  /** The secret of the invitation, from the fragment of its link. */
  readonly invitation: string
}

/** Whether an invitation stands in the place of a viewer. An object that is both is used as a viewer. */
export const isInvitation = (viewer: HostViewer | HostInvitation): viewer is HostInvitation =>
  typeof viewer === 'object' && viewer !== null && 'invitation' in viewer && !('accountId' in viewer)

const maxActsFor = 100

/**
 * Validates the host's viewer. A malformed viewer must fail, because the visibility rules would silently misjudge such
 * a viewer: a numeric id matches no employee, and a misspelled permission allows nothing.
 * @throws `ConfigurationError` `viewer_invalid`, with a message that names the field, or `account_invalid`.
 */
export const parseViewer = (viewer: HostViewer): Viewer => {
  // The host's code may be untyped.
  const given: unknown = viewer
  if (typeof given !== 'object' || given === null)
    throw createViewerError('The viewer', describeValue(given), 'an object or null')
  const accountId = parseAccountId(viewer.accountId, advice)
  const {
    employeeId: id,
    role,
    permissions: givenPermissions,
    actsFor = [],
  } = given as Readonly<Record<keyof HostViewer, unknown>>
  if (!isId(id)) throw createViewerError('The employeeId of the viewer', describeValue(id), idRequirement)
  if (!Array.isArray(actsFor) || actsFor.length > maxActsFor || !actsFor.every(isId)) {
    const expected = `an array of at most ${maxActsFor} employee ids`
    throw createViewerError('The actsFor of the viewer', describeValue(actsFor), expected)
  }
  return {
    accountId,
    employeeId: employeeId(id),
    permissions: parsePermissions(role, givenPermissions),
    actsFor: actsFor.map(employeeId),
  }
}

const parsePermissions = (role: unknown, given: unknown): readonly Permission[] => {
  if (role !== undefined && given !== undefined) {
    throw createViewerError('The viewer', 'given with a role and with permissions', 'given with one of them')
  }
  if (given === undefined) {
    if (role === 'admin') return permissions
    if (role === 'employee') return []
    throw createViewerError('The role of the viewer', quoteOrDescribe(role), '"employee" or "admin"')
  }
  if (!Array.isArray(given)) throw createViewerError('The permissions of the viewer', describeValue(given), 'an array')
  const unknownPermission: unknown = given.find((item) => !permissions.includes(item))
  if (unknownPermission !== undefined || given.includes(undefined)) {
    const expected = permissions.map((permission) => JSON.stringify(permission)).join(', ')
    throw createViewerError('A permission of the viewer', quoteOrDescribe(unknownPermission), `one of ${expected}`)
  }
  return permissions.filter((permission) => given.includes(permission))
}

const quoteOrDescribe = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : describeValue(value)

const createViewerError = (what: string, actual: string, expected: string): ConfigurationError =>
  new ConfigurationError(
    'viewer_invalid',
    `${what} is ${actual}: it must be ${expected}. The viewer is not certain, so nothing was read or written. ` +
      advice,
  )

const advice = 'Correct the viewer that getViewer(request) gives, or that a method of claude.api was called with.'
