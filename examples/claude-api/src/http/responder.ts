import type { ServedOrganization } from '../served-organization.ts'
import { endpoints, type Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'
import type { Faults } from './faults.ts'
import { createFaultyBody } from './faulty-body.ts'
import { applyPageFault, createConnectionResetError, createFaultError, createHtmlResponse } from './faulty-responses.ts'
import { authenticate, authorize, readKey } from './keys.ts'
import { type Page, readPage } from './read-page.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'

/** What a key gives access to. */
export interface Grant {
  readonly access: ServedOrganization
  /** Whether the key has the scope `read:analytics`. */
  readonly hasScope: boolean
}

/** The state that a responder reads and records. */
export interface ResponderOptions {
  /** All valid keys. */
  readonly grants: ReadonlyMap<string, Grant>
  readonly faults: Faults
  readonly requestLog: RequestLog
  /** Returns the current time in milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly getSettings: () => Settings
}

const basePath = '/v1/organizations/analytics/'

/**
 * Creates the function that responds to requests for reports and logs them. It rejects when a fault resets the
 * connection, or when the client aborts during a `hang` fault.
 */
export const createResponder = (options: ResponderOptions): ((request: Request, url: URL) => Promise<Response>) => {
  const { grants, faults, requestLog, now, sleep, getSettings } = options
  let requestNumber = 0

  return async (request, { pathname, searchParams: params }) => {
    requestNumber += 1
    const serial = requestNumber
    const requestId = `req_011C${serial.toString(36).toUpperCase().padStart(20, '0')}`
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      date: new Date(now()).toUTCString(),
      'request-id': requestId,
    }
    const endpoint = endpoints.find((known) => pathname === `${basePath}${known}`) ?? null
    const key = readKey(request.headers)
    const requestedReport = {
      endpoint,
      date: params.get('date') ?? params.get('starting_date'),
      page: params.get('page'),
      isRange: params.has('starting_date'),
    }
    const arrival = { at: now(), limit: params.get('limit'), version: request.headers.get('anthropic-version') }
    const outcome: { -readonly [Field in 'status' | 'fault' | 'organizationId']: LoggedRequest[Field] } = {
      status: null,
      fault: null,
      organizationId: null,
    }

    const createResponse = async (): Promise<Response> => {
      const { access, hasScope } = authenticate(key, grants, getSettings())
      const { id } = access.organization
      outcome.organizationId = id
      const { [key]: idHeader = id } = getSettings().organizationIds
      if (idHeader !== null) headers['anthropic-organization-id'] = idHeader
      Object.assign(headers, access.rateLimit.take())
      authorize(hasScope, getSettings())
      if (!endpoint) throw new ApiError(404, `Not found: ${pathname}`)
      if (request.method !== 'GET') throw new ApiError(405, 'Only GET is supported.')

      const fault = faults.take({ ...requestedReport, endpoint })
      outcome.fault = fault?.kind ?? null
      if (fault?.kind === 'error') throw createFaultError(fault, key)
      if (fault?.kind === 'reset') throw createConnectionResetError()
      if (fault?.kind === 'html') return createHtmlResponse(fault)
      if (fault?.kind === 'hang') await faults.hang(request.signal)
      const { page, ...cursors } = readPage({ endpoint, params, now: now() }, access.getListings(), getSettings())
      const faultyPage = fault ? applyPageFault(page, fault, { endpoint, ...cursors, serial }) : page
      // The body of `fetch` is already decompressed. `startClaudeApi` compresses it by this header.
      if (fault?.kind === 'huge_gzip') headers['content-encoding'] = 'gzip'
      const body = createFaultyBody(formatPage(faultyPage, getSettings()), fault, { signal: request.signal, sleep })
      return new Response(body, { headers })
    }

    try {
      const response = await createResponse()
      outcome.status = response.status
      return response
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      outcome.status = error.status
      const id = error.requestId ?? requestId
      const init = { status: error.status, headers: { ...headers, ...error.headers, 'request-id': id } }
      return Response.json(error.toBody(id), init)
    } finally {
      requestLog.add({ ...arrival, ...requestedReport, ...outcome })
    }
  }
}

const formatPage = ({ data, next_page }: Page, { emptyData }: Settings): string =>
  JSON.stringify({ data: data.length === 0 && emptyData === 'null' ? null : data, next_page })
