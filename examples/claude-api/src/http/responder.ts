import type { Listings } from '../listings.ts'
import { endpoints, type Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'
import type { Faults } from './faults.ts'
import {
  applyPageFault,
  createConnectionResetError,
  createFaultError,
  createFaultyBody,
  createHtmlResponse,
} from './faulty-responses.ts'
import { authenticate, authorize, type Keys } from './keys.ts'
import { createRateLimit } from './rate-limit.ts'
import { readPage } from './read-page.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'

export interface ResponderOptions {
  readonly organizationId: string
  readonly keys: Keys
  readonly faults: Faults
  readonly log: RequestLog
  readonly now: () => number
  readonly settings: () => Settings
  readonly listings: () => Listings
}

const basePath = '/v1/organizations/analytics/'

/** Creates the function that responds to report requests and logs them. It rejects when a fault prevents a response. */
export const createResponder = (options: ResponderOptions): ((request: Request, url: URL) => Promise<Response>) => {
  const { organizationId, keys, faults, log, now, settings, listings } = options
  const rateLimit = createRateLimit(now)
  let serial = 0

  return async (request, { pathname, searchParams: params }) => {
    serial += 1
    const requestId = `req_011C${serial.toString(36).toUpperCase().padStart(20, '0')}`
    const headers: Record<string, string> = { 'content-type': 'application/json', 'request-id': requestId }
    const endpoint = endpoints.find((known) => pathname === `${basePath}${known}`) ?? null
    const requested = { endpoint, date: params.get('date') ?? params.get('starting_date'), page: params.get('page') }
    const outcome: { -readonly [Field in 'status' | 'fault']: LoggedRequest[Field] } = { status: null, fault: null }

    const createResponse = async (): Promise<Response> => {
      const scopes = authenticate(request.headers, keys, settings())
      headers['anthropic-organization-id'] = organizationId
      Object.assign(headers, rateLimit.take(settings().rpm))
      authorize(scopes, settings())
      if (!endpoint) throw new ApiError(404, `Not found: ${pathname}`)
      if (request.method !== 'GET') throw new ApiError(405, 'Only GET is supported.')

      const fault = faults.take({ ...requested, endpoint })
      outcome.fault = fault?.kind ?? null
      if (fault?.kind === 'error') throw createFaultError(fault)
      if (fault?.kind === 'reset') throw createConnectionResetError()
      if (fault?.kind === 'html') return createHtmlResponse(fault)
      if (fault?.kind === 'hang') await faults.hang(request.signal)
      const { page, currentCursor, createFreshCursor } = readPage(
        { endpoint, params, now: now() },
        listings(),
        settings(),
      )
      const faultyPage = fault
        ? applyPageFault(page, fault.kind, { endpoint, currentCursor, freshCursor: createFreshCursor(serial) })
        : page
      return new Response(createFaultyBody(JSON.stringify(faultyPage), outcome.fault), { headers })
    }

    try {
      const response = await createResponse()
      outcome.status = response.status
      return response
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      outcome.status = error.status
      const init = { status: error.status, headers: { ...headers, ...error.headers } }
      return Response.json(error.toBody(requestId), init)
    } finally {
      const version = request.headers.get('anthropic-version')
      log.add({ ...requested, ...outcome, limit: params.get('limit'), version })
    }
  }
}
