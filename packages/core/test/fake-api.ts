type Answer = Response | Error

/** A request that was sent to a fake API. */
export interface SentRequest {
  readonly url: URL
  readonly headers: Headers
  readonly redirect: RequestInit['redirect']
}

/** A fake API: a `fetch` function that answers without a network. */
export interface FakeApi {
  readonly fetch: typeof fetch
  /** All requests so far, in order. */
  readonly requests: readonly SentRequest[]
}

/**
 * Creates a fake API.
 *
 * @param answer Returns the response to a request. If it returns an error, the connection fails with that error.
 */
export const createFakeApi = (answer: (request: SentRequest, index: number) => Answer | Promise<Answer>): FakeApi => {
  const requests: SentRequest[] = []
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    if (input instanceof Request) throw new TypeError('Requests are sent as an address and options.')
    const request = { url: new URL(input), headers: new Headers(init?.headers), redirect: init?.redirect }
    requests.push(request)
    const result = await answer(request, requests.length - 1)
    if (result instanceof Error) throw result
    return result
  }
  return { fetch: send, requests }
}

/** Creates a fake API that gives these answers in order. The connection fails for any further request. */
export const createFakeApiWithAnswers = (...answers: readonly Answer[]): FakeApi =>
  createFakeApi((_, index) => answers[index] ?? new Error(`There is no answer to request ${index + 1}.`))

/** Creates a response with one page of rows. */
export const createPageResponse = (data: readonly unknown[], nextPage: string | null = null): Response =>
  Response.json({ data, next_page: nextPage })

/** Creates an error response in the format of the API. */
export const createErrorResponse = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    { type: 'error', error: { type: 'some_error', message }, request_id: 'req_body' },
    { status, headers: { 'request-id': 'req_header', ...headers } },
  )
