import type { Listings } from '../listings.ts'
import { endpoints, type Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'
import type { Faults } from './faults.ts'
import { bendPage, bodyOf, connectionReset, errorOf, htmlPage } from './faulty-answers.ts'
import { authenticate, authorize, type Keys } from './keys.ts'
import { readPage } from './page.ts'
import { createRateLimit } from './rate-limit.ts'
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

const base = '/v1/organizations/analytics/'

/** Answers requests for reports, and logs them. Rejects where a fault leaves them without an answer. */
export const createResponder = (options: ResponderOptions): ((request: Request, url: URL) => Promise<Response>) => {
  const { organizationId, keys, faults, log, now, settings, listings } = options
  const rateLimit = createRateLimit(now)
  let serial = 0

  return async (request, { pathname, searchParams: params }) => {
    serial += 1
    const requestId = `req_011C${serial.toString(36).toUpperCase().padStart(20, '0')}`
    const headers: Record<string, string> = { 'content-type': 'application/json', 'request-id': requestId }
    const endpoint = endpoints.find((known) => pathname === `${base}${known}`) ?? null
    const asked = { endpoint, date: params.get('date') ?? params.get('starting_date'), page: params.get('page') }
    const became: { -readonly [Field in 'status' | 'fault']: LoggedRequest[Field] } = { status: null, fault: null }

    const answer = async (): Promise<Response> => {
      const scopes = authenticate(request.headers, keys, settings())
      headers['anthropic-organization-id'] = organizationId
      Object.assign(headers, rateLimit.take(settings().rpm))
      authorize(scopes, settings())
      if (!endpoint) throw new ApiError(404, `Not found: ${pathname}`)
      if (request.method !== 'GET') throw new ApiError(405, 'Only GET is supported.')

      const fault = faults.take({ ...asked, endpoint })
      became.fault = fault?.kind ?? null
      if (fault?.kind === 'error') throw errorOf(fault)
      if (fault?.kind === 'reset') throw connectionReset()
      if (fault?.kind === 'html') return htmlPage(fault)
      if (fault?.kind === 'hang') await faults.hang(request.signal)
      const { page, here, hereAgain } = readPage({ endpoint, params, now: now() }, listings(), settings())
      const bent = fault ? bendPage(page, fault.kind, { endpoint, here, hereAnew: hereAgain(serial) }) : page
      return new Response(bodyOf(JSON.stringify(bent), became.fault), { headers })
    }

    try {
      const response = await answer()
      became.status = response.status
      return response
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      became.status = error.status
      const init = { status: error.status, headers: { ...headers, ...error.headers } }
      return Response.json(error.body(requestId), init)
    } finally {
      const version = request.headers.get('anthropic-version')
      log.add({ ...asked, ...became, limit: params.get('limit'), version })
    }
  }
}
