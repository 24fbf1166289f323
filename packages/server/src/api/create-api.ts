import type {
  AccessResponse,
  AdoptionQuery,
  AdoptionResponse,
  Bucket,
  ClaudeUserResponse,
  ClaudeUsersQuery,
  ClaudeUsersResponse,
  ConnectionResponse,
  DisconnectData,
  EmployeeDataResponse,
  EmployeeDaysResponse,
  EmployeeStatsResponse,
  EmployeesResponse,
  ExportQuery,
  InvitationResponse,
  InvitedConnectResponse,
  InvitedPreviewResponse,
  LinkRequest,
  LogResponse,
  ObservationsResponse,
  PagePurpose,
  Period,
  PreviewResponse,
  ReconciliationFindingsResponse,
  ReconciliationResponse,
  TeamStatsQuery,
  TeamStatsResponse,
  TotalsResponse,
  Viewer,
  ViewerResponse,
} from '@windmill/claude-core'
import {
  adoptionQuerySchema,
  claudeUsersQuerySchema,
  employeeDaysQuerySchema,
  employeesQuerySchema,
  exportQuerySchema,
  logQuerySchema,
  observationsQuerySchema,
  statsQuerySchema,
} from '@windmill/claude-core/contract'
import { type HostInvitation, type HostViewer, isInvitation, parseViewer } from '../host-viewer.ts'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { decideLink, getClaudeUser, listClaudeUsers } from './claude-users.ts'
import { connect, disconnect, getConnection, previewConnection, requestSync } from './connection.ts'
import type { Context } from './context.ts'
import { getEmployeeData } from './employee-data.ts'
import { exportCsv } from './export-csv.ts'
import { getAdoption } from './get-adoption.ts'
import { getEmployeeDays } from './get-employee-days.ts'
import { getEmployeeStats } from './get-employee-stats.ts'
import { getObservations } from './get-observations.ts'
import { getTeamStats } from './get-team-stats.ts'
import { getTotals } from './get-totals.ts'
import { getViewer } from './get-viewer.ts'
import {
  createIdParser,
  createQueryParser,
  type ParseInput,
  parseDisconnectData,
  parseKeyInput,
  parseLinkInput,
  parseReadOptions,
  parseTeamStatsQuery,
} from './input-parsers.ts'
import { connectInvited, invite, previewInvited, revokeInvitation } from './invitation.ts'
import { getAccess, getLog } from './log.ts'
import type { Input } from './read-input.ts'
import { getReconciliation, listReconciliationFindings, requestReconciliation } from './reconciliation.ts'
import { searchEmployees } from './search-employees.ts'

/**
 * The operations of the HTTP contract, as functions. The first argument is the viewer. The access rules are the same
 * as for the HTTP routes.
 *
 * Every operation rejects with a `ProblemError` if the viewer may not see or do this. An archived viewer gets
 * `not_found`, and a viewer without a needed permission gets `not_permitted`. A malformed viewer is a
 * `ConfigurationError` `viewer_invalid` or `account_invalid`. An account without a usable directory is a
 * `ConfigurationError` `directory_invalid` or `directory_unreadable`.
 *
 * `teamStats`, `adoption` and `exportCsv` run a few at a time: when too many wait, they reject with a `ProblemError`
 * `busy`. Their `signal` ends them.
 *
 * Every argument is validated by the schema of the HTTP route. For an invalid argument, the operation rejects with a
 * `ProblemError` `invalid_request` that names the field. Dates are strings in the form YYYY-MM-DD. A period must not
 * end before it begins, or be longer than 366 days. A bucket is `day` by default.
 */
export interface ClaudeApi {
  /**
   * Returns who the viewer is in the directory, and what they may do.
   * @throws `ProblemError` `not_found` for an archived viewer.
   */
  readonly viewer: (viewer: HostViewer) => Promise<ViewerResponse>
  /**
   * Returns the connection. The key details, the failed days and the directory warning need `connection:manage`, and
   * the counts of Claude users need `users:match`.
   * @throws `ProblemError` `not_found` for an archived viewer.
   */
  readonly connection: (viewer: HostViewer) => Promise<ConnectionResponse>
  /**
   * Returns what a key gives access to, without saving the key or any usage. Needs `connection:manage`. One check of an
   * account runs at a time. With an invitation instead of a viewer, it returns only which reports the key opens, and
   * its errors leave out Claude's own words.
   * @param apiKey - The pasted text, or a function that reads it. The function is called only after the viewer's
   * permission is checked.
   * @param options.signal - Ends the check when it aborts.
   * @throws `ProblemError` `not_permitted`, `invitation_invalid`, `invitation_expired`, or `too_many_checks` after ten
   * checks in an hour. If the text is not one Analytics key, `key_missing`, `key_malformed`, `key_ambiguous`,
   * `key_is_admin`, `key_is_workspace` or `key_is_token`. If the API does not accept the key, a code such as
   * `key_refused`, `scope_missing` or `plan_not_supported`. If the key is of another Claude organization,
   * `organization_differs`.
   */
  readonly preview: <Caller extends HostViewer | HostInvitation>(
    viewer: Caller,
    apiKey: Input<string>,
    options?: ReadOptions,
  ) => Promise<Caller extends HostInvitation ? InvitedPreviewResponse : PreviewResponse>
  /**
   * Connects the account or replaces its key, and requests a sync. Needs `connection:manage`. Checks the key first, as
   * `preview` does. Ends any open invitation. An invitation that is passed instead of a viewer is used up.
   * @param apiKey - The pasted text, or a function that reads it. The function is called only after the viewer's
   * permission is checked.
   * @param options.signal - Ends the check when it aborts. A key that was already accepted is saved nevertheless.
   * @throws `ProblemError` `not_permitted`, `invitation_invalid`, `invitation_expired`, or `too_many_checks` after ten
   * checks in an hour. If the text is not one Analytics key, `key_missing`, `key_malformed`, `key_ambiguous`,
   * `key_is_admin`, `key_is_workspace` or `key_is_token`. If the API does not accept the key, a code such as
   * `key_refused`, `scope_missing` or `plan_not_supported`. If the key is of another Claude organization,
   * `organization_differs`.
   */
  readonly connect: <Caller extends HostViewer | HostInvitation>(
    viewer: Caller,
    apiKey: Input<string>,
    options?: ReadOptions,
  ) => Promise<Caller extends HostInvitation ? InvitedConnectResponse : ConnectionResponse>
  /**
   * Invites somebody without a session to save a key for the account, within 72 hours and once. Needs
   * `connection:manage`. Ends an earlier invitation. Only this answer holds the secret.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly invite: (viewer: HostViewer) => Promise<InvitationResponse>
  /**
   * Revokes the invitation, if there is one. Needs `connection:manage`.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly revokeInvitation: (viewer: HostViewer) => Promise<ConnectionResponse>
  /**
   * Disconnects the account and deletes its key. Needs `connection:manage`, or `connection:erase` to erase.
   * @param data - `keep` keeps everything else that is stored for the account. `erase` deletes it, and the account's
   *   directory is not stored again until the next connect or preview.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly disconnect: (viewer: HostViewer, data: DisconnectData) => Promise<ConnectionResponse>
  /**
   * Requests a sync as soon as possible, and does not wait for it. Needs `connection:manage`.
   * @throws `ProblemError` `not_permitted` or `not_connected`.
   */
  readonly sync: (viewer: HostViewer) => Promise<ConnectionResponse>
  /**
   * Returns one employee's stats over a period. The employee, the managers above the employee, whoever stands in for
   * such a manager, and viewers with `people:view` may call it. A read by anyone other than the employee is recorded in
   * the log.
   * @throws `ProblemError` `not_found` for an unknown employee and for one hidden from the viewer, or
   *   `figures_not_shown` for anyone but the employee if the employee has the participation `totals`.
   */
  readonly employeeStats: (
    viewer: HostViewer,
    employeeId: string,
    query: WithPlainDates<Period & { readonly bucket: Bucket; readonly purpose?: PagePurpose | undefined }>,
  ) => Promise<EmployeeStatsResponse>
  /**
   * Returns every day behind one employee's stats over a period: whether and when the day was read, from which
   * source, and its counts. Access is the same as for `employeeStats`. A read by anyone other than the employee is
   * recorded in the log.
   * @param query - `purpose` is `profile` by default.
   * @throws `ProblemError` as `employeeStats`.
   */
  readonly employeeDays: (
    viewer: HostViewer,
    employeeId: string,
    query: WithPlainDates<Period & { readonly purpose?: PagePurpose | undefined }>,
  ) => Promise<EmployeeDaysResponse>
  /**
   * Returns what changed most in one employee's usage against the previous period, as sentences in every language with
   * their numbers as data, for hosts that draft a review or prepare a 1:1 in chat. The period ends on the last settled
   * day. Access is the same as for `employeeStats`. A read by anyone other than the employee is recorded in the log.
   * @param query - `purpose` is `review` by default.
   * @throws `ProblemError` as `employeeStats`.
   */
  readonly observations: (
    viewer: HostViewer,
    employeeId: string,
    query: WithPlainDates<Period & { readonly purpose?: PagePurpose | undefined }>,
  ) => Promise<ObservationsResponse>
  /**
   * Returns the stats of everyone below a manager, at any depth. The manager, the managers above, whoever stands in for
   * one of these managers, and viewers with `people:view` may call it. The read is recorded in the log.
   * @throws `ProblemError` `not_found` for an unknown manager and for one hidden from the viewer.
   */
  readonly teamStats: (
    viewer: HostViewer,
    managerId: string,
    query: WithPlainDates<TeamStatsQuery>,
    options?: ReadOptions,
  ) => Promise<TeamStatsResponse>
  /**
   * Counts active people of a group per product. The read is recorded in the log.
   * @throws `ProblemError` `not_permitted` if the scope is the company and the viewer lacks `people:view`, or
   * `not_found` if the viewer may not see the group, or nobody is in it.
   */
  readonly adoption: (
    viewer: HostViewer,
    query: WithPlainDates<AdoptionQuery>,
    options?: ReadOptions,
  ) => Promise<AdoptionResponse>
  /**
   * Returns how many Claude users of the company were active in each settled week, rounded to five. A published week
   * never changes, whatever happens to links, people or figures. Needs `totals:view`. Refuses a viewer who has
   * `people:view`, or who sees more than three people, counting the viewer.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly totals: (viewer: HostViewer) => Promise<TotalsResponse>
  /**
   * Returns the months that were reconciled with Claude's own totals, each with its result, and for each counter that
   * differs the number of people. Needs `connection:manage` or `people:view`.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly reconciliation: (viewer: HostViewer) => Promise<ReconciliationResponse>
  /**
   * Returns the people with figures that differ from Claude's own totals, and by how much. Needs `people:view`. The
   * read is recorded in the log.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly reconciliationFindings: (viewer: HostViewer) => Promise<ReconciliationFindingsResponse>
  /**
   * Requests a reconciliation of every settled month with Claude's own totals, and does not wait for it. Needs
   * `connection:manage`.
   * @throws `ProblemError` `not_permitted` or `not_connected`.
   */
  readonly requestReconciliation: (viewer: HostViewer) => Promise<ReconciliationResponse>
  /**
   * Returns the figures of a group as a stream of CSV in UTF-8. Groups and permissions are the same as for `adoption`.
   * The read is recorded in the log. The stream reads from storage while you consume it, so cancel a stream that you do
   * not consume to the end.
   * @throws `ProblemError` as `adoption`.
   */
  readonly exportCsv: (
    viewer: HostViewer,
    query: WithPlainDates<ExportQuery>,
    options?: ReadOptions,
  ) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  /**
   * Returns the managers who can see an employee's figures, and one page of the log about the employee: who read them,
   * and who changed what. That employee and viewers with `audit:view` may call it.
   * @param query.page - `next` of the previous page. `@default` the newest page
   * @throws `ProblemError` `not_found` for everyone else and for an unknown employee.
   */
  readonly access: (
    viewer: HostViewer,
    employeeId: string,
    query?: { readonly page?: string | undefined },
  ) => Promise<AccessResponse>
  /**
   * Returns one page of the log: who read what and who changed what. Needs `audit:view`.
   * @param query.page - `next` of the previous page. `@default` the newest page
   * @throws `ProblemError` `not_permitted`, or `invalid_request` for an invalid page.
   */
  readonly log: (viewer: HostViewer, query?: { readonly page?: string | undefined }) => Promise<LogResponse>
  /**
   * Returns everything that is stored about an employee. Only that employee may call it. The host exports the data of
   * any employee with `claude.employees.export`.
   * @throws `ProblemError` `not_found` for everyone else and for an unknown employee.
   */
  readonly employeeData: (viewer: HostViewer, employeeId: string) => Promise<EmployeeDataResponse>
  /**
   * Returns one page of the Claude users and their links. Needs `users:match`.
   * @throws `ProblemError` `not_permitted`, or `invalid_request` for an invalid page.
   */
  readonly claudeUsers: (viewer: HostViewer, query?: ClaudeUsersQuery) => Promise<ClaudeUsersResponse>
  /**
   * Returns one Claude user with the history of their link. Needs `users:match`.
   * @throws `ProblemError` `not_permitted`, or `not_found` for an unknown id.
   */
  readonly claudeUser: (viewer: HostViewer, claudeUserId: string) => Promise<ClaudeUserResponse>
  /**
   * Changes the link of a Claude user, or undoes the newest change. Needs `users:match`.
   * @param request - The change, or a function that reads it. The function is called only after the viewer's permission
   *   is checked.
   * @throws `ProblemError` `not_permitted`, `not_found` for an unknown id, `employee_unknown`, `nothing_to_undo`,
   *   `link_own`, `link_address_taken` or `link_protected`. `claude.links.decide` has no such limits.
   */
  readonly decideLink: (
    viewer: HostViewer,
    claudeUserId: string,
    request: Input<LinkRequest>,
  ) => Promise<ClaudeUserResponse>
  /**
   * Finds employees by name or e-mail address. Needs `users:match`, `people:view` or `audit:view`.
   * @throws `ProblemError` `not_permitted`.
   */
  readonly employees: (
    viewer: HostViewer,
    query?: { readonly search?: string | undefined },
  ) => Promise<EmployeesResponse>
}

/** The operations as untyped code can call them. Each of them validates its arguments. */
export type UncheckedApi = {
  readonly [Name in keyof ClaudeApi]: (
    viewer: HostViewer | HostInvitation,
    ...given: readonly unknown[]
  ) => Promise<Awaited<ReturnType<ClaudeApi[Name]>>>
}

type BoundOperation<Answer> = (
  context: Context,
) => (viewer: HostViewer | HostInvitation, ...given: readonly unknown[]) => Promise<Answer>

type Parsers<Arguments extends readonly unknown[]> = {
  readonly [Index in keyof Arguments]-?: ParseInput<Arguments[Index]>
}

/**
 * Combines an operation with the parser of each of its arguments.
 * @param runInvited - The operation for an invitation in the place of the viewer.
 */
const defineInvitableOperation =
  <Arguments extends readonly unknown[], Answer, InvitedAnswer>(
    run: (context: Context, viewer: Viewer, ...args: Arguments) => Promise<Answer>,
    runInvited: (context: Context, secret: string, ...args: NoInfer<Arguments>) => Promise<InvitedAnswer>,
    ...parsers: NoInfer<Parsers<Arguments>>
  ): BoundOperation<Answer | InvitedAnswer> =>
  (context) =>
  async (viewer, ...given) => {
    const parsedViewer = isInvitation(viewer) ? null : parseViewer(viewer)
    const args = (parsers as readonly ParseInput<unknown>[]).map((parse, index) =>
      parse(given[index]),
    ) as readonly unknown[] as Arguments
    return parsedViewer
      ? await run(context, parsedViewer, ...args)
      : await runInvited(context, (viewer as HostInvitation).invitation, ...args)
  }

/** Combines an operation that refuses invitations with the parser of each of its arguments. */
const defineOperation = <Arguments extends readonly unknown[], Answer>(
  run: (context: Context, viewer: Viewer, ...args: Arguments) => Promise<Answer>,
  ...parsers: NoInfer<Parsers<Arguments>>
): BoundOperation<Answer> => defineInvitableOperation(run, refuseInvitation, ...parsers)

const refuseInvitation = (): Promise<never> => Promise.reject(new ProblemError('not_signed_in'))

/** All operations, for HTTP and in-process calls. An operation that lacks a parser of an argument does not compile. */
const operations: { readonly [Name in keyof UncheckedApi]: (context: Context) => UncheckedApi[Name] } = {
  viewer: defineOperation(getViewer),
  connection: defineOperation(getConnection),
  preview: defineInvitableOperation(previewConnection, previewInvited, parseKeyInput, parseReadOptions),
  connect: defineInvitableOperation(connect, connectInvited, parseKeyInput, parseReadOptions),
  invite: defineOperation(invite),
  revokeInvitation: defineOperation(revokeInvitation),
  disconnect: defineOperation(disconnect, parseDisconnectData),
  sync: defineOperation(requestSync),
  employeeStats: defineOperation(getEmployeeStats, createIdParser('employeeId'), createQueryParser(statsQuerySchema)),
  employeeDays: defineOperation(
    getEmployeeDays,
    createIdParser('employeeId'),
    createQueryParser(employeeDaysQuerySchema),
  ),
  observations: defineOperation(
    getObservations,
    createIdParser('employeeId'),
    createQueryParser(observationsQuerySchema),
  ),
  teamStats: defineOperation(getTeamStats, createIdParser('managerId'), parseTeamStatsQuery, parseReadOptions),
  adoption: defineOperation(getAdoption, createQueryParser(adoptionQuerySchema), parseReadOptions),
  totals: defineOperation(getTotals),
  reconciliation: defineOperation(getReconciliation),
  reconciliationFindings: defineOperation(listReconciliationFindings),
  requestReconciliation: defineOperation(requestReconciliation),
  exportCsv: defineOperation(exportCsv, createQueryParser(exportQuerySchema), parseReadOptions),
  access: defineOperation(getAccess, createIdParser('employeeId'), createQueryParser(logQuerySchema)),
  log: defineOperation(getLog, createQueryParser(logQuerySchema)),
  employeeData: defineOperation(getEmployeeData, createIdParser('employeeId')),
  claudeUsers: defineOperation(listClaudeUsers, createQueryParser(claudeUsersQuerySchema)),
  claudeUser: defineOperation(getClaudeUser, createIdParser('claudeUserId')),
  decideLink: defineOperation(decideLink, createIdParser('claudeUserId'), parseLinkInput),
  employees: defineOperation(searchEmployees, createQueryParser(employeesQuerySchema)),
}

/** Creates the operations of an integration. */
export const createApi = (context: Context): UncheckedApi =>
  Object.fromEntries(Object.entries(operations).map(([name, bind]) => [name, bind(context)])) as unknown as UncheckedApi

/** A query over a period as the host passes it: dates are plain strings, and a missing bucket means `day`. */
export type WithPlainDates<Query extends Period> = Omit<Query, keyof Period | 'bucket'> & {
  readonly from: string
  readonly to: string
} & ('bucket' extends keyof Query ? { readonly bucket?: Bucket | undefined } : unknown)
