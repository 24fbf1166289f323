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

/** What a responder reads and records. */
export interface ResponderOptions {
  /** Value of the header `anthropic-organization-id`. */
  readonly organizationId: string
  readonly keys: Keys
  readonly faults: Faults
  readonly requestLog: RequestLog
  /** Returns the current time in milliseconds since 1970. */
  readonly now: () => number
  readonly getSettings: () => Settings
  readonly getListings: () => Listings
}

const basePath = '/v1/organizations/analytics/'

/**
 * Creates the function that responds to requests for reports and logs them. It rejects when a fault resets the
 * connection, or when the client aborts during a `hang` fault.
 */
export const createResponder = (options: ResponderOptions): ((request: Request, url: URL) => Promise<Response>) => {
  const { organizationId, keys, faults, requestLog, now, getSettings, getListings } = options
  const rateLimit = createRateLimit(now)
  let requestNumber = 0

  return async (request, { pathname, searchParams: params }) => {
    requestNumber += 1
    const requestId = `req_011C${requestNumber.toString(36).toUpperCase().padStart(20, '0')}`
    const headers: Record<string, string> = { 'content-type': 'application/json', 'request-id': requestId }
    const endpoint = endpoints.find((known) => pathname === `${basePath}${known}`) ?? null
    const requestedReport = {
      endpoint,
      date: params.get('date') ?? params.get('starting_date'),
      page: params.get('page'),
    }
    const outcome: { -readonly [Field in 'status' | 'fault']: LoggedRequest[Field] } = { status: null, fault: null }

    const createResponse = async (): Promise<Response> => {
      const scopes = authenticate(request.headers, keys, getSettings())
      headers['anthropic-organization-id'] = organizationId
      Object.assign(headers, rateLimit.take(getSettings().rpm))
      authorize(scopes, getSettings())
      if (!endpoint) throw new ApiError(404, `Not found: ${pathname}`)
      if (request.method !== 'GET') throw new ApiError(405, 'Only GET is supported.')

      const fault = faults.take({ ...requestedReport, endpoint })
      outcome.fault = fault?.kind ?? null
      if (fault?.kind === 'error') throw createFaultError(fault)
      if (fault?.kind === 'reset') throw createConnectionResetError()
      if (fault?.kind === 'html') return createHtmlResponse(fault)
      if (fault?.kind === 'hang') await faults.hang(request.signal)
      const { page, currentCursor, createFreshCursor } = readPage(
        { endpoint, params, now: now() },
        getListings(),
        getSettings(),
      )
      const faultyPage = fault
        ? applyPageFault(page, fault.kind, { endpoint, currentCursor, freshCursor: createFreshCursor(requestNumber) })
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
      requestLog.add({ ...requestedReport, ...outcome, limit: params.get('limit'), version })
    }
  }
}
