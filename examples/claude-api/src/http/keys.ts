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

/** Creates the keys. Equal seeds give equal keys. */
export const createKeys = (seed: number): Keys => {
  const createKey = (prefix: string, keyNumber: number): string =>
    `${prefix}-${createToken(createRandom(mix(seed, keyNumber)), 93)}AA`
  return {
    analytics: createKey('sk-ant-api01', 201),
    replacement: createKey('sk-ant-api01', 202),
    withoutScope: createKey('sk-ant-api01', 203),
    revoked: createKey('sk-ant-api01', 204),
    workspace: createKey('sk-ant-api03', 205),
    admin: createKey('sk-ant-admin01', 206),
  }
}

const requiredScope = 'read:analytics'

/**
 * Returns the scopes of the request's key, from `x-api-key` or a Bearer token.
 *
 * @throws ApiError 401 when the key is missing, unknown or revoked, when it is not for this API, or when `access` is
 *   `unauthorized`.
 */
export const authenticate = (headers: Headers, keys: Keys, { revokedKeys, access }: Settings): readonly string[] => {
  const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const key = (headers.get('x-api-key') ?? bearer ?? '').trim()
  // The real API gives this misleading message for a workspace key too.
  if (key === '' || key.startsWith('sk-ant-api03-')) throw new ApiError(401, 'x-api-key header is required')
  const isKnown = key === keys.analytics || key === keys.replacement || key === keys.withoutScope
  if (!isKnown || revokedKeys.includes(key) || access === 'unauthorized') throw new ApiError(401, 'invalid x-api-key')
  return key === keys.withoutScope ? ['read:members'] : [requiredScope]
}

/**
 * Checks that an authenticated request may read reports.
 *
 * @throws ApiError 403 when the scope is missing or `access` is `forbidden`; 404 when `access` is `not_found`; 400 when
 *   `access` is `not_enterprise`.
 */
export const authorize = (scopes: readonly string[], { access }: Settings): void => {
  if (!scopes.includes(requiredScope)) {
    const quotedScopes = scopes.map((name) => `'${name}'`).join(', ')
    throw new ApiError(403, `Missing required scopes. Got: [${quotedScopes}] Needed one of: ['${requiredScope}']`)
  }
  if (access === 'forbidden') throw new ApiError(403, 'Public API access is not enabled for this organization.')
  if (access === 'not_found') throw new ApiError(404, 'Not found.')
  if (access === 'not_enterprise') {
    const message = 'The Analytics API is not available for this type of organization.'
    throw new ApiError(400, message, { errorCode: 'organization_type_not_supported' })
  }
}
