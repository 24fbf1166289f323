import {
  accessSchema,
  adoptionSchema,
  claudeUserSchema,
  claudeUsersQuerySchema,
  claudeUsersSchema,
  connectionSchema,
  disconnectQuerySchema,
  employeeDataSchema,
  employeeDaysQuerySchema,
  employeeDaysSchema,
  employeeStatsSchema,
  employeesQuerySchema,
  employeesSchema,
  invitationSchema,
  invitedConnectSchema,
  invitedPreviewSchema,
  keyRequestSchema,
  linkRequestSchema,
  logQuerySchema,
  logSchema,
  previewSchema,
  problemSchema,
  reconciliationFindingsSchema,
  reconciliationSchema,
  type Schema,
  statsQuerySchema,
  teamStatsQuerySchema,
  teamStatsSchema,
  totalsSchema,
} from '@windmill/claude-core/contract'

/** The integration's handler: takes a standard `Request`, returns a standard `Response`. */
export type Handler = (request: Request) => Promise<Response>

/** The schemas of one request and its response. */
interface Exchange {
  readonly answer: Schema<unknown>
  /** The answer to an invitation. */
  readonly invitedAnswer?: Schema<unknown>
  readonly query?: Schema<unknown>
  readonly body?: Schema<unknown>
}

/** The exchanges that the widgets use, by method and path. */
const exchanges: readonly (readonly [route: RegExp, exchange: Exchange])[] = [
  [/^GET \/connection$/, { answer: connectionSchema }],
  [
    /^POST \/connection\/preview$/,
    { body: keyRequestSchema, answer: previewSchema, invitedAnswer: invitedPreviewSchema },
  ],
  [/^PUT \/connection$/, { body: keyRequestSchema, answer: connectionSchema, invitedAnswer: invitedConnectSchema }],
  [/^POST \/connection\/invitation$/, { answer: invitationSchema }],
  [/^DELETE \/connection\/invitation$/, { answer: connectionSchema }],
  [/^DELETE \/connection$/, { query: disconnectQuerySchema, answer: connectionSchema }],
  [/^POST \/sync$/, { answer: connectionSchema }],
  [/^GET \/employees\/[^/]+\/stats$/, { query: statsQuerySchema, answer: employeeStatsSchema }],
  [/^GET \/employees\/[^/]+\/days$/, { query: employeeDaysQuerySchema, answer: employeeDaysSchema }],
  [/^GET \/log$/, { query: logQuerySchema, answer: logSchema }],
  [/^GET \/employees\/[^/]+\/data$/, { answer: employeeDataSchema }],
  [/^GET \/employees\/[^/]+\/access$/, { query: logQuerySchema, answer: accessSchema }],
  [/^GET \/teams\/[^/]+\/stats$/, { query: teamStatsQuerySchema, answer: teamStatsSchema }],
  [/^GET \/adoption$/, { query: statsQuerySchema, answer: adoptionSchema }],
  [/^(GET|POST) \/reconciliation$/, { answer: reconciliationSchema }],
  [/^GET \/reconciliation\/findings$/, { answer: reconciliationFindingsSchema }],
  [/^GET \/totals$/, { answer: totalsSchema }],
  [/^GET \/claude-users$/, { query: claudeUsersQuerySchema, answer: claudeUsersSchema }],
  [/^GET \/claude-users\/[^/]+\/link$/, { answer: claudeUserSchema }],
  [/^PUT \/claude-users\/[^/]+\/link$/, { body: linkRequestSchema, answer: claudeUserSchema }],
  [/^GET \/employees$/, { query: employeesQuerySchema, answer: employeesSchema }],
]

const describeFirstIssue = (subject: string, schema: Schema<unknown>, value: unknown): string | null => {
  const issue = schema.safeParse(value).error?.issues[0]
  return issue ? `the ${subject}'s ${issue.path.join('.')}: ${issue.message}` : null
}

/** Describes how an exchange violates the contract. Null if it does not. `path` starts after the base path. */
export const findContractViolation = async (
  path: string,
  request: Request,
  response: Response,
): Promise<string | null> => {
  const exchange = exchanges.find(([route]) => route.test(`${request.method} ${path}`))?.[1]
  if (!exchange) return 'the contract has no such route'
  const { query, body, answer, invitedAnswer } = exchange
  const answerSchema = request.headers.has('authorization') && invitedAnswer ? invitedAnswer : answer
  return (
    (query && describeFirstIssue('query', query, Object.fromEntries(new URL(request.url).searchParams))) ||
    (body && describeFirstIssue('body', body, await request.json())) ||
    describeFirstIssue('answer', response.ok ? answerSchema : problemSchema, await response.json())
  )
}

/**
 * Wraps a handler so that an exchange that violates the contract throws an uncaught error, which fails the running
 * test.
 */
export const enforceContract =
  (basePath: string, handler: Handler): Handler =>
  async (request) => {
    const response = await handler(request.clone())
    if (response.type === 'error') return response
    const path = new URL(request.url).pathname.replace(basePath, '')
    const violation = await findContractViolation(path, request, response.clone())
    if (violation) queueMicrotask(() => reportViolation(request, violation))
    return response
  }

const reportViolation = ({ method, url }: Request, violation: string): never => {
  throw new Error(`${method} ${url} violates the contract: ${violation}.`)
}
