const typesByStatus: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  405: 'invalid_request_error',
  408: 'timeout_error',
  409: 'conflict_error',
  410: 'invalid_request_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'overloaded_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** Optional parts of an error response. */
export interface ApiErrorOptions {
  /** Headers added to the response. `@default` none */
  readonly headers?: Readonly<Record<string, string>>
  /** `details.error_code` in the body. Omitted for errors without a code. */
  readonly errorCode?: string
  /** Request id of the response. `@default` the id of the request */
  readonly requestId?: string
}

/** An error response of the API. Its status determines its error type. */
export class ApiError extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly errorCode: string | undefined
  readonly requestId: string | undefined

  constructor(status: number, message: string, { headers = {}, errorCode, requestId }: ApiErrorOptions = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.headers = headers
    this.errorCode = errorCode
    this.requestId = requestId
  }

  /** Creates the response body, as the API's JSON. */
  toBody(requestId: string): object {
    return {
      type: 'error',
      error: {
        type: typesByStatus[this.status] ?? (this.status < 500 ? 'invalid_request_error' : 'api_error'),
        message: this.message,
        ...(this.errorCode !== undefined && { details: { error_code: this.errorCode } }),
      },
      request_id: requestId,
    }
  }
}

/** Creates a 400 error. */
export const createBadRequestError = (message: string): ApiError => new ApiError(400, message)
