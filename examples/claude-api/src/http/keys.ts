import { mix, randomFrom, token } from '../random.ts'
import type { Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'

/** One key of each kind that someone may paste. */
export interface Keys {
  /** The right one. */
  readonly analytics: string
  /** Another right one of the same organisation: both draw on the same allowance of requests. */
  readonly replacement: string
  /** Made without the scope `read:analytics`. */
  readonly withoutScope: string
  readonly revoked: string
  /** For Claude's models, from a workspace of the developer console. */
  readonly workspace: string
  /** For the administration of the developer console. */
  readonly admin: string
}

export const createKeys = (seed: number): Keys => {
  const key = (prefix: string, nth: number): string => `${prefix}-${token(randomFrom(mix(seed, nth)), 93)}AA`
  return {
    analytics: key('sk-ant-api01', 201),
    replacement: key('sk-ant-api01', 202),
    withoutScope: key('sk-ant-api01', 203),
    revoked: key('sk-ant-api01', 204),
    workspace: key('sk-ant-api03', 205),
    admin: key('sk-ant-admin01', 206),
  }
}

const scope = 'read:analytics'

/** The scopes of the key that a request came with. Throws a 401 where it has none that counts. */
export const authenticate = (headers: Headers, keys: Keys, { revokedKeys, access }: Settings): readonly string[] => {
  const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const key = (headers.get('x-api-key') ?? bearer ?? '').trim()
  // The real API says the same of a workspace key, misleading as it is.
  if (key === '' || key.startsWith('sk-ant-api03-')) throw new ApiError(401, 'x-api-key header is required')
  const known = key === keys.analytics || key === keys.replacement || key === keys.withoutScope
  if (!known || revokedKeys.includes(key) || access === 'unauthorized') throw new ApiError(401, 'invalid x-api-key')
  return key === keys.withoutScope ? ['read:members'] : [scope]
}

/** Throws where the key is good but may not read these reports, or nobody may. */
export const authorize = (scopes: readonly string[], { access }: Settings): void => {
  if (!scopes.includes(scope)) {
    const got = scopes.map((name) => `'${name}'`).join(', ')
    throw new ApiError(403, `Missing required scopes. Got: [${got}] Needed one of: ['${scope}']`)
  }
  if (access === 'forbidden') throw new ApiError(403, 'Public API access is not enabled for this organization.')
  if (access === 'not_found') throw new ApiError(404, 'Not found.')
  if (access === 'not_enterprise') {
    const message = 'The Analytics API is not available for this type of organization.'
    throw new ApiError(400, message, { errorCode: 'organization_type_not_supported' })
  }
}
