type Answer = Response | Error

export interface SentRequest {
  readonly url: URL
  readonly headers: Headers
  readonly redirect: RequestInit['redirect']
}

export interface FakeApi {
  readonly fetch: typeof fetch
  /** Every request, in order. */
  readonly requests: readonly SentRequest[]
}

/** Answers each request with what `answer` makes of it; an error stands for a connection that fails. */
export const createFakeApi = (answer: (request: SentRequest, index: number) => Answer | Promise<Answer>): FakeApi => {
  const requests: SentRequest[] = []
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    if (input instanceof Request) throw new TypeError('Requests are sent as an address and options.')
    const request = { url: new URL(input), headers: new Headers(init?.headers), redirect: init?.redirect }
    requests.push(request)
    const answered = await answer(request, requests.length - 1)
    if (answered instanceof Error) throw answered
    return answered
  }
  return { fetch: send, requests }
}

/** Answers with these, one after the other. */
export const createFakeApiWith = (...answers: readonly Answer[]): FakeApi =>
  createFakeApi((_, index) => answers[index] ?? new Error(`There is no answer to request ${index + 1}.`))

export const pageResponse = (data: readonly unknown[], nextPage: string | null = null): Response =>
  Response.json({ data, next_page: nextPage })

/** An error as the API words it. */
export const errorResponse = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    { type: 'error', error: { type: 'some_error', message }, request_id: 'req_body' },
    { status, headers: { 'request-id': 'req_header', ...headers } },
  )
