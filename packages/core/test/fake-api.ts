type Answer = Response | Error

/** A request that was sent to a fake API. */
export interface SentRequest {
  readonly url: URL
  readonly headers: Headers
  readonly redirect: RequestInit['redirect']
}

/** An API that only exists as a `fetch` function. */
export interface FakeApi {
  readonly fetch: typeof fetch
  /** Every request, in order. */
  readonly requests: readonly SentRequest[]
}

/** Creates a fake API that answers each request with `answer`. Returning an error makes the connection fail. */
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

/** Creates a fake API that gives these answers in order. */
export const answerInOrder = (...answers: readonly Answer[]): FakeApi =>
  createFakeApi((_, index) => answers[index] ?? new Error(`There is no answer to request ${index + 1}.`))

/** Creates the answer with one page of rows. */
export const createPage = (data: readonly unknown[], nextPage: string | null = null): Response =>
  Response.json({ data, next_page: nextPage })

/** Creates an error answer in the format of the API. */
export const createErrorResponse = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    { type: 'error', error: { type: 'some_error', message }, request_id: 'req_body' },
    { status, headers: { 'request-id': 'req_header', ...headers } },
  )
