import type {
  AccessResponse,
  AdoptionResponse,
  Bucket,
  ClaudeUserId,
  ClaudeUserResponse,
  ClaudeUsersQuery,
  ClaudeUsersResponse,
  ConnectionResponse,
  DisconnectData,
  EmployeeId,
  EmployeeStatsResponse,
  EmployeesResponse,
  LinkRequest,
  Period,
  PreviewResponse,
  TeamStatsQuery,
  TeamStatsResponse,
  Viewer,
} from '@windmill/claude-core'
import { type HostViewer, parseViewer } from '../host-viewer.ts'
import { getAccess } from './access.ts'
import { getAdoption } from './adoption.ts'
import { decideLink, getClaudeUser, listClaudeUsers } from './claude-users.ts'
import { connect, disconnect, getConnection, previewConnection, requestSync } from './connection.ts'
import type { Context } from './context.ts'
import { getEmployeeStats } from './employee-stats.ts'
import { searchEmployees } from './employees.ts'
import { exportCsv } from './export.ts'
import { getTeamStats } from './team-stats.ts'

/**
 * The operations of the HTTP contract, callable in process. The first argument is the viewer, under the same access rules
 * as over HTTP.
 *
 * All reject with a `ProblemError` if the viewer may not see or do this, and with a `ConfigurationError`
 * `viewer_invalid` if the viewer is malformed.
 */
export interface ClaudeApi {
  /** Returns the connection. Key details, matched people and failed days are included for admins only. */
  readonly connection: (viewer: HostViewer) => Promise<ConnectionResponse>
  /** Shows what a key gives access to, without saving the key or any usage. Admins only. */
  readonly preview: (viewer: HostViewer, apiKey: string) => Promise<PreviewResponse>
  /** Connects the account, or replaces its key. Admins only. */
  readonly connect: (viewer: HostViewer, apiKey: string) => Promise<ConnectionResponse>
  /** Disconnects the account and deletes its key; with `erase` also all usage. Admins only. */
  readonly disconnect: (viewer: HostViewer, data: DisconnectData) => Promise<ConnectionResponse>
  /** Requests a sync now. Admins only. */
  readonly sync: (viewer: HostViewer) => Promise<ConnectionResponse>
  /** Returns one employee's stats over a period. The read is recorded in the access log. */
  readonly employeeStats: (
    viewer: HostViewer,
    employeeId: string,
    query: Period & { readonly bucket: Bucket },
  ) => Promise<EmployeeStatsResponse>
  /** Returns the stats of everyone below a manager. The read is recorded in the access log. */
  readonly teamStats: (viewer: HostViewer, managerId: string, query: TeamStatsQuery) => Promise<TeamStatsResponse>
  /** Counts active people per product, among everyone the viewer may see. The read is recorded in the access log. */
  readonly adoption: (viewer: HostViewer, query: Period & { readonly bucket: Bucket }) => Promise<AdoptionResponse>
  /** Streams CSV in UTF-8, reading from storage as it is pulled. Cancel the stream if you do not read it to the end. */
  readonly exportCsv: (viewer: HostViewer, period: Period) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  /** Lists who can see an employee's stats and who has read them. For that employee and admins. */
  readonly access: (
    viewer: HostViewer,
    employeeId: string,
    query?: { readonly page?: string },
  ) => Promise<AccessResponse>
  /** Lists Claude users and their links, one page per call. Admins only. */
  readonly claudeUsers: (viewer: HostViewer, query: ClaudeUsersQuery) => Promise<ClaudeUsersResponse>
  /** Returns one Claude user with the history of their link. Admins only. */
  readonly claudeUser: (viewer: HostViewer, claudeUserId: string) => Promise<ClaudeUserResponse>
  /** Changes the link of a Claude user, or undoes the newest change. Admins only. */
  readonly decideLink: (viewer: HostViewer, claudeUserId: string, request: LinkRequest) => Promise<ClaudeUserResponse>
  /** Finds employees by name or e-mail. Admins only. */
  readonly employees: (viewer: HostViewer, query: { readonly search: string }) => Promise<EmployeesResponse>
}

export const createApi = (context: Context): ClaudeApi => {
  /** Adapts an operation to the host's types. Plain strings are safe as ids: every operation looks its ids up. */
  const forHost =
    <Rest extends readonly unknown[], Answer>(
      operation: (context: Context, viewer: Viewer, ...rest: Rest) => Promise<Answer>,
    ) =>
    async (viewer: HostViewer, ...rest: WithPlainIds<Rest>): Promise<Answer> =>
      await operation(context, parseViewer(viewer), ...(rest as readonly unknown[] as Rest))
  return {
    connection: forHost(getConnection),
    preview: forHost(previewConnection),
    connect: forHost(connect),
    disconnect: forHost(disconnect),
    sync: forHost(requestSync),
    employeeStats: forHost(getEmployeeStats),
    teamStats: forHost(getTeamStats),
    adoption: forHost(getAdoption),
    exportCsv: forHost(exportCsv),
    access: forHost(getAccess),
    claudeUsers: forHost(listClaudeUsers),
    claudeUser: forHost(getClaudeUser),
    decideLink: forHost(decideLink),
    employees: forHost(searchEmployees),
  }
}

/** Arguments as the host passes them, with plain strings for branded ids. */
type WithPlainIds<Arguments extends readonly unknown[]> = {
  [Index in keyof Arguments]: Arguments[Index] extends EmployeeId | ClaudeUserId ? string : Arguments[Index]
}
