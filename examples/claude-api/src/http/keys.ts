import { createRandom, createToken, mix } from '../random.ts'
import type { Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'

/** One API key of each kind that an admin may paste. */
export interface Keys {
  /** A valid key with the scope `read:analytics`. */
  readonly analytics: string
  /** Another valid key of the same organization, as after a key rotation. Both share one rate limit. */
  readonly replacement: string
  /** A valid key without the scope `read:analytics`. */
  readonly withoutScope: string
  /** A key that was deleted. */
  readonly revoked: string
  /** A Console workspace key, for Claude's models. */
  readonly workspace: string
  /** A Console Admin API key. */
  readonly admin: string
}

const createKey = (prefix: string, seed: number, keyNumber: number): string =>
  `${prefix}-${createToken(createRandom(mix(seed, keyNumber)), 93)}AA`

/** Creates the keys of the first organization. Equal seeds give equal keys. */
export const createKeys = (seed: number): Keys => ({
  analytics: createKey('sk-ant-api01', seed, 201),
  replacement: createKey('sk-ant-api01', seed, 202),
  withoutScope: createKey('sk-ant-api01', seed, 203),
  revoked: createKey('sk-ant-api01', seed, 204),
  workspace: createKey('sk-ant-api03', seed, 205),
  admin: createKey('sk-ant-admin01', seed, 206),
})

/** Creates a valid key of an organization other than the first. Equal seeds give equal keys. */
export const createOrganizationKey = (seed: number, organizationIndex: number): string =>
  createKey('sk-ant-api01', seed, 1000 + organizationIndex)

/** Returns the request's key, from `x-api-key` or a Bearer token. Empty when there is none. */
export const readKey = (headers: Headers): string => {
  const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return (headers.get('x-api-key') ?? bearer ?? '').trim()
}

/**
 * Returns the entry of `valuesByKey` for a valid key.
 *
 * @throws ApiError 401 when the key is missing, unknown or revoked, when it is not for this API, or when `access` is
 *   `unauthorized`.
 */
export const authenticate = <Value>(
  key: string,
  valuesByKey: ReadonlyMap<string, Value>,
  { revokedKeys, access }: Settings,
): Value => {
  // The real API gives this misleading message for a workspace key too.
  if (key === '' || key.startsWith('sk-ant-api03-')) throw new ApiError(401, 'x-api-key header is required')
  const value = valuesByKey.get(key)
  if (value === undefined || revokedKeys.includes(key) || access === 'unauthorized')
    throw new ApiError(401, 'invalid x-api-key')
  return value
}

/**
 * Checks that an authenticated request may read reports. `hasScope` says whether the key of the request has the scope
 * `read:analytics`.
 *
 * @throws ApiError 403 when the scope is missing or `access` is `forbidden`; 404 when `access` is `not_found`; 400 when
 *   `access` is `not_enterprise`.
 */
export const authorize = (hasScope: boolean, { access }: Settings): void => {
  if (!hasScope)
    throw new ApiError(403, "Missing required scopes. Got: ['read:members'] Needed one of: ['read:analytics']")
  if (access === 'forbidden') throw new ApiError(403, 'Public API access is not enabled for this organization.')
  if (access === 'not_found') throw new ApiError(404, 'Not found.')
  if (access === 'not_enterprise') {
    const message = 'The Analytics API is not available for this type of organization.'
    throw new ApiError(400, message, { errorCode: 'organization_type_not_supported' })
  }
}
